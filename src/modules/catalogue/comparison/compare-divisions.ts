import type { Catalogue } from '../catalogue.js';
import { type CatalogueField, catalogueFields, type EffectiveItem, type FieldOrigin } from '../effective-item.js';
import { describeField } from './describe-field.js';

export interface FieldDifference {
  readonly field: CatalogueField;
  /** In words; null where a division says nothing. */
  readonly here: string | null;
  readonly there: string | null;
}

/** An item that does not hold alike at two divisions. */
export interface ItemDifference {
  readonly itemCode: string;
  /** Null where the division does not see the item. */
  readonly here: EffectiveItem | null;
  readonly there: EffectiveItem | null;
  /** Empty where only one of them sees it. */
  readonly fields: readonly FieldDifference[];
}

/**
 * What holds otherwise at one division than at another, in display order; what only the other one sees comes last.
 * A body that each of them finds by the same fact is no difference: every division has its own.
 */
export function compareDivisions(catalogue: Catalogue, hereCode: string, thereCode: string): ItemDifference[] {
  const here = catalogue.effectiveItems(hereCode);
  const known = new Set(here.map((item) => item.code));
  const others = new Map(catalogue.effectiveItems(thereCode).map((item) => [item.code, item]));
  const differences = here.map((item): ItemDifference => {
    const there = others.get(item.code) ?? null;
    return { itemCode: item.code, here: item, there, fields: there === null ? [] : differ(catalogue, item, there) };
  });
  return [
    ...differences.filter(({ there, fields }) => there === null || fields.length > 0),
    ...[...others.values()]
      .filter((item) => !known.has(item.code))
      .map((item) => ({ itemCode: item.code, here: null, there: item, fields: [] })),
  ];
}

function differ({ directory }: Catalogue, here: EffectiveItem, there: EffectiveItem): FieldDifference[] {
  return catalogueFields.flatMap((field) => {
    if (sourcesOf(here, field) === sourcesOf(there, field)) return [];
    const told = { here: describeField(here, field, directory), there: describeField(there, field, directory) };
    return told.here === told.there && field !== 'elements' ? [] : [{ field, ...told }];
  });
}

/** The facts that count for a field: where they are the same, the same was said. */
function sourcesOf(item: EffectiveItem, field: CatalogueField): string {
  const said: FieldOrigin | undefined = item.fieldOrigins.find((origin) => origin.field === field);
  return (said?.origins ?? []).map(({ divisionCode, state, since }) => `${divisionCode}/${state}/${since}`).join(' ');
}
