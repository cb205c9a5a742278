import type { Sql } from '../../platform/db/sql.js';
import type { Directory } from '../jurisdictions/directory.js';
import type { Sequence } from '../ledger/sequence.js';
import type { CatalogueItem } from './catalogue-fact.js';
import type { EffectiveItem } from './effective-item.js';
import { mergeTable } from './field-policy.js';
import { type FactRow, factOf, type ItemRow, itemOf } from './read-catalogue.js';
import { assembleItem } from './resolution/assemble-item.js';
import { contributingFactsSql } from './resolution/contributing-facts.sql.js';
import { childrenByParent, displayOrder } from './resolution/display-order.js';
import { mergeFields } from './resolution/merge-fields.js';
import { responsibleBody } from './resolution/responsible-body.js';

export interface ResolvedFrom {
  readonly divisionCode: string;
  /** This item only, even if it is retired; without it all that are listed, in display order. */
  readonly itemCode?: string;
  readonly at: Sequence;
}

interface SightRow extends ItemRow {
  listed: boolean;
  retired: boolean;
  facts: readonly FactRow[];
}

type Sighted = CatalogueItem & Pick<SightRow, 'listed' | 'retired' | 'facts'>;

/** What a division sees, resolved by the database at any sequence; `directory` must be of the same sequence. */
export async function resolveFromDatabase(
  db: Sql,
  directory: Directory,
  { divisionCode, itemCode, at }: ResolvedFrom,
): Promise<readonly EffectiveItem[]> {
  const chain = directory.chain(divisionCode);
  if (chain.length === 0) return [];
  const codes = chain.map((division) => division.code);
  const levels = chain.map((division) => division.level);
  const only = itemCode === undefined ? [] : [itemCode];
  const rows = await db.sql<SightRow>(contributingFactsSql(itemCode !== undefined), [
    at,
    codes,
    levels,
    mergeTable.fields,
    mergeTable.merges,
    ...only,
  ]);
  const sighted = rows.map((row) => ({ ...itemOf(row), listed: row.listed, retired: row.retired, facts: row.facts }));
  const children = childrenByParent(sighted);
  const wanted =
    itemCode === undefined
      ? displayOrder(children).filter((item) => item.listed)
      : sighted.filter((item) => item.code === itemCode);
  return wanted.map((item) => assemble(directory, divisionCode, { item, children: children.get(item.code) ?? [] }));
}

function assemble(
  directory: Directory,
  divisionCode: string,
  { item, children }: { readonly item: Sighted; readonly children: readonly Sighted[] },
): EffectiveItem {
  const merged = mergeFields(item.facts.map(factOf), (code) => {
    const division = directory.division(code);
    if (division === undefined) throw new Error(`The directory has no division ${code}.`);
    return division.level;
  });
  const { responsibility } = merged;
  return assembleItem({
    item,
    divisionCode,
    merged,
    retired: item.retired,
    responsibility: responsibility === null ? null : responsibleBody(directory, divisionCode, responsibility),
    childCodes: children.filter((child) => child.listed).map((child) => child.code),
  });
}
