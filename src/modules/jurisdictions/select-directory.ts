import { named } from '../../platform/db/named.js';
import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { Sequence } from '../ledger/sequence.js';
import { adminLevels, type Body, bodyKinds, type Division, divisionKinds, type Succession } from './directory.js';
import { chainSql } from './division-scopes.js';

/** Later than any release: rows visible here are the current ones. */
export const newest: Sequence = 9_223_372_036_854_775_807n;

/** Which rows: those visible at `at`, of one key where it is named. */
export interface DirectoryRows {
  readonly at: Sequence;
  readonly only?: string;
}

interface DivisionRow {
  code: string;
  name: string;
  level: string;
  kind: string;
  parent_code: string | null;
  pack: string;
}

/** In display order. `only` is a division code. */
export async function selectDivisions(db: Sql, { at, only }: DirectoryRows): Promise<Division[]> {
  const rows = await db.sql<DivisionRow>(divisionsSql('and ($2::text is null or code = $2::text)'), [at, only ?? null]);
  return rows.map(divisionOf);
}

function divisionsSql(narrower = ''): string {
  return `select code, name, level, kind, parent_code, pack from division
    where from_sequence <= $1::bigint and (to_sequence is null or to_sequence > $1::bigint) ${narrower}
    order by position, code`;
}

function divisionOf(row: DivisionRow): Division {
  return {
    code: row.code,
    name: row.name,
    level: named(adminLevels, row.level),
    kind: named(divisionKinds, row.kind),
    parentCode: row.parent_code,
    pack: row.pack,
  };
}

interface BodyRow {
  id: string;
  slug: string;
  name: string;
  short_name: string | null;
  kind: string;
  division_code: string;
  functions: string[];
  valid_from: string | null;
  valid_to: string | null;
  predecessor_ids: string[];
  successor_ids: string[];
}

/** In display order. `only` is a body id and must be a uuid. */
export async function selectBodies(db: Sql, { at, only }: DirectoryRows): Promise<Body[]> {
  const rows = await db.sql<BodyRow>(bodiesSql('and ($2::uuid is null or b.id = $2::uuid)'), [at, only ?? null]);
  return rows.map(bodyOf);
}

function bodiesSql(narrower = ''): string {
  return `with visible as (
       select predecessor_id, successor_id, from_sequence from body_succession
       where from_sequence <= $1::bigint and (to_sequence is null or to_sequence > $1::bigint)
     )
     select b.id::text, b.slug, b.name, b.short_name, b.kind, b.division_code, b.functions,
       b.valid_from::text, b.valid_to::text,
       array(select v.predecessor_id::text from visible v where v.successor_id = b.id order by v.from_sequence, 1) as predecessor_ids,
       array(select v.successor_id::text from visible v where v.predecessor_id = b.id order by v.from_sequence, 1) as successor_ids
     from body b
     where b.from_sequence <= $1::bigint and (b.to_sequence is null or b.to_sequence > $1::bigint) ${narrower}
     order by b.position, b.slug`;
}

function bodyOf(row: BodyRow): Body {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    shortName: row.short_name,
    kind: named(bodyKinds, row.kind),
    divisionCode: row.division_code,
    functions: row.functions,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    predecessorIds: row.predecessor_ids,
    successorIds: row.successor_ids,
  };
}

interface SuccessionRow {
  today: string | null;
  predecessor_id: string | null;
  successor_id: string | null;
  functions: string[] | null;
  effective_on: string | null;
}

export interface DatedSuccessions {
  /** Oldest first; general heirs before those of single functions. */
  readonly successions: readonly Succession[];
  /** The day of the release at that sequence, in Shanghai; null before the first. */
  readonly today: string | null;
}

/** Who carries on what, and on which day that is asked: nothing that is yet to begin counts at a sequence. */
const successionsSql = `with release as (
    select max(at) as at from (
      select at from ledger_entry where sequence <= $1::bigint order by sequence desc limit 1
    ) as newest
  )
  select (release.at at time zone 'Asia/Shanghai')::date::text as today,
    s.predecessor_id::text, s.successor_id::text, s.functions, s.effective_on::text
  from release left join body_succession s
    on s.from_sequence <= $1::bigint and (s.to_sequence is null or s.to_sequence > $1::bigint)
  order by s.from_sequence, s.functions is not null, s.successor_id`;

function datedSuccessions(rows: readonly SuccessionRow[]): DatedSuccessions {
  return { successions: rows.flatMap(successionOf), today: rows[0]?.today ?? null };
}

function successionOf(row: SuccessionRow): Succession[] {
  const { predecessor_id: predecessorId, successor_id: successorId, functions, effective_on: effectiveOn } = row;
  if (predecessorId === null || successorId === null || effectiveOn === null) return [];
  return [{ predecessorId, successorId, functions, effectiveOn }];
}

export interface DirectoryContent extends DatedSuccessions {
  readonly divisions: readonly Division[];
  readonly bodies: readonly Body[];
}

interface DirectoryRow {
  readonly divisions: readonly DivisionRow[];
  readonly bodies: readonly BodyRow[];
  readonly successions: readonly SuccessionRow[];
}

const list = (sql: string): string => `(select coalesce(json_agg(one), '[]'::json) from (${sql}) one)`;

/** Everything that stands at a sequence, in one statement. */
export async function selectDirectory(db: Sql, at: Sequence): Promise<DirectoryContent> {
  const [row] = await db.sql<DirectoryRow>(
    `select ${list(divisionsSql())} as divisions, ${list(bodiesSql())} as bodies, ${list(successionsSql)} as successions`,
    [at],
  );
  return contentOf(row);
}

/** A division, or that of a body as it stands now; the id must be a uuid. */
export type ChainStart = { readonly divisionCode: string } | { readonly bodyId: string };

/** Where the functions of ended bodies may fall, if they are among those of $3 or heirs of others. */
const divisionsOfEnded = `select division_code from body
  where to_sequence is null and valid_to is not null and (
    id = any($3::uuid[]) or id in (select successor_id from body_succession where to_sequence is null))`;

/**
 * A division as the tree stands now and those above it, with their bodies, those of `bodyIds` and heirs of bodies; the
 * same of the divisions of those among these that end, whose functions may fall to the government there.
 */
export async function selectChain(
  db: Sql,
  { at, from, bodyIds }: { at: Sequence; from: ChainStart; bodyIds: readonly string[] },
): Promise<DirectoryContent> {
  const inChain = 'in (select chain.code from chain)';
  const [key, start] =
    'bodyId' in from
      ? [from.bodyId, '(select division_code from body where id = $2::uuid and to_sequence is null)']
      : [from.divisionCode, '$2'];
  const [row] = await db.sql<DirectoryRow>(
    `with recursive ${chainSql(`any(array[${start}] || array(${divisionsOfEnded}))`)}
     select ${list(divisionsSql(`and code ${inChain}`))} as divisions,
       ${list(bodiesSql(`and (b.division_code ${inChain} or b.id = any($3::uuid[]) or b.id in (select v.successor_id from visible v))`))} as bodies,
       ${list(successionsSql)} as successions`,
    [at, key, bodyIds.filter((id) => isUuid(id))],
  );
  return contentOf(row);
}

/** The division, then those above it, as they stand now; [] where there is none. */
export async function selectUpwards(db: Sql, divisionCode: string): Promise<Division[]> {
  const rows = await db.sql<DivisionRow>(
    `with recursive ${chainSql('$1')}
     select d.code, d.name, d.level, d.kind, d.parent_code, d.pack
     from chain join division d on d.code = chain.code and d.to_sequence is null order by chain.height`,
    [divisionCode],
  );
  return rows.map(divisionOf);
}

function contentOf(row: DirectoryRow | undefined): DirectoryContent {
  return {
    divisions: (row?.divisions ?? []).map(divisionOf),
    bodies: (row?.bodies ?? []).map(bodyOf),
    ...datedSuccessions(row?.successions ?? []),
  };
}
