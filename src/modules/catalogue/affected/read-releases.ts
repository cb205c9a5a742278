import type { Sql } from '../../../platform/db/sql.js';
import type { AdminLevel, Division } from '../../jurisdictions/directory.js';
import type { Sequence } from '../../ledger/sequence.js';
import type { CatalogueFact, CatalogueItem } from '../catalogue-fact.js';
import type { CatalogueField } from '../effective-item.js';
import { type FactRow, factOf, type ItemRow, itemOf } from '../read-catalogue.js';
import { releaseRowsSql } from './release-rows.sql.js';

/** From when a row holds, and up to when; null where it still does. */
interface Held {
  readonly from: Sequence;
  readonly to: Sequence | null;
}

export interface Spoken {
  readonly divisionCode: string;
  readonly itemCode: string;
  /** Who sees the item may have changed with it, and with that what stands above and below it. */
  readonly sighted: boolean;
}

/** Where a division stands in the tree; nothing else of it decides who is affected. */
export type PlacedDivision = Pick<Division, 'code' | 'level' | 'parentCode'>;

/** What some releases said and what they met, for whoever compares before and after. */
export interface Releases {
  readonly spoken: ReadonlyMap<Sequence, readonly Spoken[]>;
  /** Items one of whose fields moved, as `{item}/{field}`. */
  readonly moved: ReadonlyMap<Sequence, ReadonlySet<string>>;
  readonly items: readonly { readonly item: Omit<CatalogueItem, 'retiredAt'>; readonly held: Held }[];
  readonly facts: readonly { readonly fact: CatalogueFact; readonly held: Held }[];
  readonly divisions: readonly { readonly division: PlacedDivision; readonly held: Held }[];
}

interface HeldRow {
  readonly from: string;
  readonly to: string | null;
}

/** A list is read several times as fast as a record, and there are a thousand. */
type DivisionRow = readonly [
  code: string,
  level: AdminLevel,
  parentCode: string | null,
  from: string,
  to: string | null,
];

interface ReleaseRow {
  readonly spoken: readonly (Spoken & { readonly sequence: string })[] | null;
  readonly moved:
    | readonly { readonly sequence: string; readonly itemCode: string; readonly field: CatalogueField }[]
    | null;
  readonly items: readonly (Omit<ItemRow, 'retired_at'> & HeldRow)[] | null;
  readonly facts: readonly (FactRow & { readonly to: string | null })[] | null;
  readonly divisions: readonly DivisionRow[] | null;
}

/** By one statement, however many releases are asked for. */
export async function readReleases(db: Sql, sequences: readonly Sequence[]): Promise<Releases> {
  const [row] = await db.sql<ReleaseRow>(releaseRowsSql, [sequences.map(String)]);
  const spoken = Map.groupBy(row?.spoken ?? [], ({ sequence }) => BigInt(sequence));
  const moved = Map.groupBy(row?.moved ?? [], ({ sequence }) => BigInt(sequence));
  return {
    spoken,
    moved: new Map([...moved].map(([at, all]) => [at, new Set(all.map((one) => `${one.itemCode}/${one.field}`))])),
    items: (row?.items ?? []).map((item) => ({ item: itemOf({ ...item, retired_at: null }), held: heldOf(item) })),
    facts: (row?.facts ?? []).map(({ to, ...fact }) => ({
      fact: factOf(fact),
      held: heldOf({ from: fact.since, to }),
    })),
    divisions: (row?.divisions ?? []).map(([code, level, parentCode, from, to]) => ({
      division: { code, level, parentCode },
      held: heldOf({ from, to }),
    })),
  };
}

function heldOf({ from, to }: HeldRow): Held {
  return { from: BigInt(from), to: to === null ? null : BigInt(to) };
}

/** Whether a row is visible at a sequence. */
export function holdsAt({ from, to }: Held, at: Sequence): boolean {
  return from <= at && (to === null || to > at);
}
