import { decodeCursor, encodeCursor } from '../../platform/db/cursor.js';
import { Params } from '../../platform/db/params.js';
import type { Sql } from '../../platform/db/sql.js';
import type { View } from '../ledger/view.js';
import { disclosureConditions, type DisclosureWhere } from './disclosure-where.js';
import type { PublishedVersion } from './published-version.js';
import {
  allVersionColumns,
  toPublishedVersion,
  type VersionColumn,
  type VersionRow,
  versionColumns,
} from './version-row.js';
import { placeView } from './visible.js';

export const disclosureOrders = ['PUBLISHED_NEWEST', 'PUBLISHED_OLDEST', 'UPDATED_NEWEST', 'TITLE'] as const;
export type DisclosureOrder = (typeof disclosureOrders)[number];

export interface DisclosurePage {
  readonly rows: readonly { readonly version: PublishedVersion; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** The same page, of some of the columns. */
export interface SelectedPage<Column extends VersionColumn> {
  readonly rows: readonly Pick<VersionRow, Column>[];
  readonly cursorOf: (row: Readonly<Record<string, unknown>>) => string;
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
  readonly column: VersionColumn;
  readonly sql: string;
  readonly type: string;
  readonly direction: 'asc' | 'desc';
}

const firstPublished = { column: 'first_published_at', sql: 'v.first_published_at', type: 'timestamptz' } as const;

const sortKeys: Readonly<Record<DisclosureOrder, SortKey>> = {
  PUBLISHED_NEWEST: { ...firstPublished, direction: 'desc' },
  PUBLISHED_OLDEST: { ...firstPublished, direction: 'asc' },
  UPDATED_NEWEST: { column: 'published_at', sql: 'v.published_at', type: 'timestamptz', direction: 'desc' },
  TITLE: { column: 'title', sql: 'v.title collate "C"', type: 'text', direction: 'asc' },
};

/**
 * One page of what the reader sees. The id decides between equal keys, so that pages never overlap.
 * Errors: BAD_USER_INPUT for a cursor of another list or order.
 */
export async function listDisclosures(db: Sql, listing: DisclosureListing): Promise<DisclosurePage> {
  const { rows, cursorOf, ...page } = await selectDisclosures(db, listing, allVersionColumns);
  return { ...page, rows: rows.map((row) => ({ version: toPublishedVersion(row), cursor: cursorOf(row) })) };
}

/** The same, of the columns that are wanted alone. */
export async function selectDisclosures<Column extends VersionColumn>(
  db: Sql,
  listing: DisclosureListing,
  wanted: readonly Column[],
): Promise<SelectedPage<Column>> {
  const key = sortKeys[listing.orderBy];
  const context = `disclosures:${listing.orderBy}`;
  const params = new Params();
  const view = placeView(listing, params);
  const conditions = disclosureConditions(listing.where, params, view);
  if (listing.after !== undefined) {
    const [value, id] = decodeCursor(listing.after, context);
    const than = key.direction === 'desc' ? '<' : '>';
    conditions.push(
      `(${key.sql}, v.disclosure_id) ${than} (${params.add(value)}::${key.type}, ${params.add(id)}::uuid)`,
    );
  }
  const columns = [...new Set<VersionColumn>([...wanted, 'id', key.column])];
  const rows = await db.sql<Pick<VersionRow, Column>>(
    `select ${versionColumns('v', view.at, columns)} from disclosure_version v where ${conditions.join(' and ')}
     order by ${key.sql} ${key.direction}, v.disclosure_id ${key.direction} limit ${limitOf(listing.first + 1, params)}`,
    params.values,
    { prepared: true },
  );
  return {
    rows: rows.slice(0, listing.first),
    cursorOf: (row) => encodeCursor([cursorKey(key, row[key.column]), String(row['id'])], context),
    hasNextPage: rows.length > listing.first,
    hasPreviousPage: listing.after !== undefined,
  };
}

/** What nearly everybody asks for. */
const usualPages: ReadonlySet<number> = new Set([10, 20, 50, 100]);

/** A plan that knows the limit is good for every page of that length; one that does not is made anew each time. */
function limitOf(rows: number, params: Params): string {
  return usualPages.has(rows - 1) ? String(rows) : `${params.add(rows)}::int`;
}

function cursorKey({ type }: SortKey, value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : String(value);
  return type === 'timestamptz' ? new Date(text).toISOString() : text;
}
