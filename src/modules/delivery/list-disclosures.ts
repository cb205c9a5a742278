import { badInput } from '../../platform/errors/app-error.js';
import { fallenTo } from '../jurisdictions/heirs.js';
import { successionsInForce } from '../jurisdictions/successions-in-force.js';
import { countDisclosures } from '../publication/count-disclosures.js';
import type { DisclosureWhere } from '../publication/disclosure-where.js';
import {
  type DisclosureListing,
  type DisclosureOrder,
  listDisclosures as listPublished,
} from '../publication/list-disclosures.js';
import type { PublishedVersion } from '../publication/published-version.js';
import { listTags, tags } from './answer-tags.js';
import { connection, type Connection, pageSize } from './connection.js';
import { recordId } from './loaders.js';
import type { PublicContext } from './public-context.js';
import type { DisclosureFilterInput } from './types/disclosure.type.js';

export interface DisclosurePage {
  readonly where?: DisclosureFilterInput | null;
  readonly orderBy?: DisclosureOrder | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A page of disclosures; the total is counted only when it is asked for. */
export interface CountedConnection extends Connection<PublishedVersion> {
  readonly count: () => Promise<number>;
}

/** `within` narrows the list to what it hangs on: a division, a body, a leaf. */
export async function listDisclosures(
  context: PublicContext,
  page: DisclosurePage,
  within: DisclosureWhere = {},
): Promise<CountedConnection> {
  const listing = disclosureListing(context, page, within);
  const { where } = listing;
  const result = await listPublished(context.db, listing);
  for (const { version } of result.rows) {
    context.madeFrom.add(tags.disclosure(version.id));
    context.loaders.disclosure.prime(version.id, version);
  }
  return {
    ...connection(
      result.rows.map(({ cursor, version }) => ({ cursor, node: version })),
      result,
    ),
    count: () => countDisclosures(context.db, where, context.view),
  };
}

/** What is asked of the store for a page. Errors: BAD_USER_INPUT for a page that is too large. */
export function disclosureListing(
  context: PublicContext,
  page: DisclosurePage,
  within: DisclosureWhere = {},
): DisclosureListing {
  const where = merge(expandFilter(context, page.where ?? {}), within);
  context.madeFrom.add(...listTags(where));
  return {
    where,
    orderBy: page.orderBy ?? 'PUBLISHED_NEWEST',
    first: pageSize(page.first, 20),
    after: page.after ?? undefined,
    ...context.view,
  };
}

/** Divisions and nodes of the catalogue become the lists of what lies below them. Unknown ones match nothing. */
function expandFilter(context: PublicContext, where: DisclosureFilterInput): DisclosureWhere {
  return {
    ...(where.division == null
      ? {}
      : { divisionCodes: divisionsBelow(context, where.division, where.includeDescendants ?? false) }),
    ...(where.body == null ? {} : { bodyIds: bodyWithPredecessors(context, where.body) }),
    ...(where.item == null ? {} : { itemCodes: context.catalogue.leafCodesUnder(where.item) }),
    ...(where.kinds == null ? {} : { kinds: where.kinds }),
    ...(where.validity == null ? {} : { validity: where.validity }),
    ...(where.publishedFrom == null ? {} : { publishedFrom: where.publishedFrom }),
    ...(where.publishedTo == null ? {} : { publishedTo: where.publishedTo }),
    ...(where.updatedFrom == null ? {} : { updatedFrom: where.updatedFrom }),
  };
}

export function divisionsBelow(context: PublicContext, code: string, includeDescendants: boolean): readonly string[] {
  return includeDescendants ? context.directory.subtree(code).map((division) => division.code) : [code];
}

/** What predecessors published is listed under the body that took over, or that their functions fell to. */
export function bodyWithPredecessors({ directory }: PublicContext, id: string): readonly string[] {
  const found: string[] = [];
  const visit = (bodyId: string): void => {
    if (found.includes(bodyId)) return;
    found.push(bodyId);
    for (const { predecessorId } of successionsInForce(directory, bodyId).from) visit(predecessorId);
    for (const fallen of fallenTo(directory, bodyId)) visit(fallen.id);
  };
  const start = recordId(id);
  if (start !== null) visit(start);
  return found;
}

function merge(asked: DisclosureWhere, within: DisclosureWhere): DisclosureWhere {
  const both = (one?: readonly string[], other?: readonly string[]): readonly string[] | undefined =>
    one === undefined || other === undefined ? (one ?? other) : one.filter((value) => other.includes(value));
  return {
    ...asked,
    divisionCodes: both(asked.divisionCodes, within.divisionCodes),
    bodyIds: both(asked.bodyIds, within.bodyIds),
    itemCodes: both(asked.itemCodes, within.itemCodes),
  };
}

/** Exactly one of two ways to name a disclosure. Errors: BAD_USER_INPUT for both or neither. */
export function exactlyOne(id: string | null | undefined, indexNo: string | null | undefined): void {
  if ((id == null) === (indexNo == null)) throw badInput('Give exactly one of "id" and "indexNo".');
}
