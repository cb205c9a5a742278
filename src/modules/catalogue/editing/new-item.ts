import type { CatalogueItem } from '../catalogue-fact.js';
import type { ColumnField, ColumnValues } from './check-columns.js';
import { columnFields } from './check-columns.js';
import type { NewFact } from './write-facts.js';

type NewItem = Pick<CatalogueItem, 'code' | 'definedAt' | 'local'>;

/** The facts that define an item at its own division: one for each column that is given, and that it applies. */
export function definingFacts(item: NewItem, columns: ColumnValues): NewFact[] {
  const subject = { itemCode: item.code, divisionCode: item.definedAt, slot: 'VALUE', state: 'DEFINED' } as const;
  const stated: readonly ColumnField[] = columnFields.filter((field) => columns[field] !== undefined);
  const rule = item.local ? 'R-I11' : null;
  return [
    ...stated.map((field): NewFact => ({ ...subject, field, value: columns[field] ?? null, rule })),
    { ...subject, field: 'applicability', value: 'APPLICABLE', rule },
  ];
}
