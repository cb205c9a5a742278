import { decodeCursor, encodeCursor } from '../../platform/db/cursor.js';
import { Params } from '../../platform/db/params.js';
import type { Sql } from '../../platform/db/sql.js';
import type { View } from '../ledger/view.js';
import { disclosureConditions, type DisclosureWhere } from './disclosure-where.js';
import type { PublishedVersion } from './published-version.js';
import { toPublishedVersion, type VersionRow, versionColumns } from './version-row.js';
import { placeView } from './visible.js';

export const disclosureOrders = ['PUBLISHED_NEWEST', 'PUBLISHED_OLDEST', 'UPDATED_NEWEST', 'TITLE'] as const;
export type DisclosureOrder = (typeof disclosureOrders)[number];

export interface DisclosurePage {
  readonly rows: readonly { readonly version: PublishedVersion; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export interface DisclosureListing extends View {
  readonly where: DisclosureWhere;
  readonly orderBy: DisclosureOrder;
  readonly first: number;
  /** Cursor of the row before the page. */
  readonly after?: string;
}

interface SortKey {
  readonly column: string;
  readonly type: string;
  readonly direction: 'asc' | 'desc';
  readonly keyOf: (version: PublishedVersion) => string;
}

const firstPublished = { column: 'v.first_published_at', type: 'timestamptz', keyOf: published } as const;

const sortKeys: Readonly<Record<DisclosureOrder, SortKey>> = {
  PUBLISHED_NEWEST: { ...firstPublished, direction: 'desc' },
  PUBLISHED_OLDEST: { ...firstPublished, direction: 'asc' },
  UPDATED_NEWEST: {
    column: 'v.published_at',
    type: 'timestamptz',
    direction: 'desc',
    keyOf: (version) => version.updatedAt.toISOString(),
  },
  TITLE: { column: 'v.title collate "C"', type: 'text', direction: 'asc', keyOf: (version) => version.title },
};

/**
 * One page of what the reader sees. The id decides between equal keys, so that pages never overlap.
 * Errors: BAD_USER_INPUT for a cursor of another list or order.
 */
export async function listDisclosures(db: Sql, listing: DisclosureListing): Promise<DisclosurePage> {
  const key = sortKeys[listing.orderBy];
  const context = `disclosures:${listing.orderBy}`;
  const params = new Params();
  const view = placeView(listing, params);
  const conditions = disclosureConditions(listing.where, params, view);
  if (listing.after !== undefined) {
    const [value, id] = decodeCursor(listing.after, context);
    const than = key.direction === 'desc' ? '<' : '>';
    conditions.push(
      `(${key.column}, v.disclosure_id) ${than} (${params.add(value)}::${key.type}, ${params.add(id)}::uuid)`,
    );
  }
  const rows = await db.sql<VersionRow>(
    `select ${versionColumns('v', view.at)} from disclosure_version v where ${conditions.join(' and ')}
     order by ${key.column} ${key.direction}, v.disclosure_id ${key.direction} limit ${params.add(listing.first + 1)}::int`,
    params.values,
  );
  const shown = rows.slice(0, listing.first).map(toPublishedVersion);
  return {
    rows: shown.map((version) => ({ version, cursor: encodeCursor([key.keyOf(version), version.id], context) })),
    hasNextPage: rows.length > listing.first,
    hasPreviousPage: listing.after !== undefined,
  };
}

function published(version: PublishedVersion): string {
  return version.publishedAt.toISOString();
}
