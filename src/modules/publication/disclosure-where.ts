import type { Params } from '../../platform/db/params.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { DisclosureKind } from '../content/kinds/kind.js';
import type { Validity } from './published-version.js';
import { type PlacedView, validityAt, visibleTo } from './visible.js';

/** What a list is narrowed to; every member given must hold, an empty list holds for nothing. Moments are inclusive. */
export interface DisclosureWhere {
  readonly divisionCodes?: readonly string[];
  /** Bodies that were responsible when it was published. */
  readonly bodyIds?: readonly string[];
  readonly itemCodes?: readonly string[];
  readonly kinds?: readonly DisclosureKind[];
  readonly validity?: readonly Validity[];
  readonly publishedFrom?: Date;
  readonly publishedTo?: Date;
  readonly updatedFrom?: Date;
}

/** The conditions, over `disclosure_version v`, for what the reader sees and asks for. */
export function disclosureConditions(where: DisclosureWhere, params: Params, view: PlacedView): string[] {
  const conditions = [visibleTo('v', view)];
  const among = (column: string, values: readonly string[] | undefined, type: string): void => {
    if (values === undefined) return;
    const [only] = values;
    // A single value as an equation lets the index give the order of the list too.
    if (values.length === 1) conditions.push(`${column} = ${params.add(only)}::${type}`);
    else conditions.push(`${column} = any(${params.add(values)}::${type}[])`);
  };
  among('v.division_code', where.divisionCodes, 'text');
  among('v.lead_body_id', where.bodyIds?.filter(isUuid), 'uuid');
  among('v.kind', where.kinds, 'text');
  if (where.itemCodes !== undefined) conditions.push(`v.item_codes && ${params.add(where.itemCodes)}::text[]`);
  if (where.validity !== undefined) {
    conditions.push(`(${validityAt('v', view.at)}) = any(${params.add(where.validity)}::text[])`);
  }
  if (where.publishedFrom !== undefined) conditions.push(`v.first_published_at >= ${moment(where.publishedFrom)}`);
  if (where.publishedTo !== undefined) conditions.push(`v.first_published_at <= ${moment(where.publishedTo)}`);
  if (where.updatedFrom !== undefined) conditions.push(`v.published_at >= ${moment(where.updatedFrom)}`);
  return conditions;

  function moment(value: Date): string {
    return `${params.add(value.toISOString())}::timestamptz`;
  }
}
