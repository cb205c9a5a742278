import { decodeCursor, encodeCursor } from '../../../platform/db/cursor.js';
import type { Sql } from '../../../platform/db/sql.js';
import { badInput, notFound } from '../../../platform/errors/app-error.js';
import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Actor } from '../../identity/actor.js';
import { requireOverseer } from '../compliance-policy.js';
import { loadPart } from '../load-part.js';

export interface ElementCoverageQuery {
  /** This division and everything below it. */
  readonly divisionCode: string;
  /** A leaf or a node; all items without it. */
  readonly itemCode?: string | null;
  /** Only records that lack a required element, or any; all records without it. */
  readonly lacking?: Lacking | null;
  /** 1 to 100. */
  readonly first: number;
  readonly after?: string | null;
}

export const lackings = ['REQUIRED', 'ANY'] as const;
export type Lacking = (typeof lackings)[number];

export interface MissingElement {
  readonly itemCode: string;
  readonly element: string;
  readonly name: string;
  readonly required: boolean;
}

/** How a published record stands to the elements that its leaves have now. */
export interface ElementCoverage {
  readonly disclosureId: string;
  readonly version: number;
  readonly indexNo: string;
  readonly title: string;
  readonly divisionCode: string;
  readonly itemCodes: readonly string[];
  readonly required: number;
  readonly requiredGiven: number;
  readonly optional: number;
  readonly optionalGiven: number;
  readonly missing: readonly MissingElement[];
}

export interface ElementCoveragePage {
  readonly records: readonly (ElementCoverage & { readonly cursor: string })[];
  readonly hasNextPage: boolean;
}

const mostRows = 100;
/** Records looked at in one statement, and after how many statements a page with something in it ends: it may be rare. */
const batch = 1_000;
const mostBatches = 20;

/**
 * Element coverage of every published record (CAT-08): which elements of its leaf's effective list its newest version
 * says something for. A mere link to another one's record has none of its own and is left out. A page may end early
 * where little is lacking: `hasNextPage` with the last cursor goes on from there.
 * Errors: NOT_FOUND, FORBIDDEN (SUPERVISOR or DISCLOSURE_OFFICE of the division or above), BAD_USER_INPUT.
 */
export async function readElementCoverage(
  db: Sql,
  actor: Actor,
  query: ElementCoverageQuery,
): Promise<ElementCoveragePage> {
  const { divisionCode, itemCode = null, lacking = null, first, after } = query;
  if (!Number.isInteger(first) || first < 1 || first > mostRows) throw badInput(`first应为1至${mostRows}。`);
  await requireOverseer(db, actor, { divisionCode });
  const catalogue = await loadPart(db, itemCode === null ? undefined : [itemCode]);
  const itemCodes = itemCode === null ? null : catalogue.leafCodesUnder(itemCode);
  if (itemCodes?.length === 0) throw notFound();
  const context = `element-coverage/${divisionCode}/${itemCode ?? ''}/${lacking ?? ''}`;
  const divisionCodes = catalogue.directory.subtree(divisionCode).map((division) => division.code);
  const found: ElementCoveragePage['records'][number][] = [];
  let last = after == null ? null : (decodeCursor(after, context)[0] ?? null);
  for (let round = 0; round < mostBatches || found.length === 0; round += 1) {
    const rows = await readRecords(db, { divisionCodes, itemCodes, after: last });
    for (const row of rows) {
      const record = coverageOf(catalogue, row);
      if (!isWanted(record, lacking)) continue;
      if (found.length === first) return { records: found, hasNextPage: true };
      found.push({ ...record, cursor: encodeCursor([row.id], context) });
    }
    last = rows.at(-1)?.id ?? last;
    if (rows.length < batch) return { records: found, hasNextPage: false };
  }
  const end = found.at(-1);
  // What follows the last one found was looked at in vain: the next page begins behind it.
  if (end !== undefined && last !== null) found[found.length - 1] = { ...end, cursor: encodeCursor([last], context) };
  return { records: found, hasNextPage: true };
}

interface RecordRow {
  readonly id: string;
  readonly version: number;
  readonly index_no: string;
  readonly title: string;
  readonly division_code: string;
  readonly item_codes: readonly string[];
  readonly given: readonly string[];
}

function readRecords(
  db: Sql,
  rows: {
    readonly divisionCodes: readonly string[];
    readonly itemCodes: readonly string[] | null;
    readonly after: string | null;
  },
): Promise<RecordRow[]> {
  return db.sql<RecordRow>(
    `select v.disclosure_id::text as id, v.version, v.index_no, v.title, v.division_code, v.item_codes,
       array(select e ->> 'element' from jsonb_array_elements(v.elements) as e where coalesce(e ->> 'text', '') <> '') as given
     from disclosure_version v
     where v.to_sequence is null and v.withdrawn_sequence is null and v.division_code = any($1::text[])
       and ($2::text[] is null or v.item_codes && $2::text[]) and ($3::uuid is null or v.disclosure_id > $3::uuid)
       and not exists (select 1 from disclosure_relation r
         where r.source_id = v.disclosure_id and r.type = 'LINKS_TO' and r.to_sequence is null)
     order by v.disclosure_id limit $4`,
    [rows.divisionCodes, rows.itemCodes, rows.after, batch],
  );
}

function coverageOf(catalogue: Catalogue, row: RecordRow): ElementCoverage {
  const given = new Set(row.given);
  const elements = row.item_codes.flatMap((itemCode) =>
    (catalogue.effectiveItem(row.division_code, itemCode)?.elements ?? []).map(({ id, name, required }) => ({
      itemCode,
      element: id,
      name,
      required,
    })),
  );
  const required = elements.filter((element) => element.required);
  const optional = elements.filter((element) => !element.required);
  const countGiven = (list: readonly MissingElement[]): number => list.filter((one) => given.has(one.element)).length;
  return {
    disclosureId: row.id,
    version: row.version,
    indexNo: row.index_no,
    title: row.title,
    divisionCode: row.division_code,
    itemCodes: row.item_codes,
    required: required.length,
    requiredGiven: countGiven(required),
    optional: optional.length,
    optionalGiven: countGiven(optional),
    missing: elements.filter((element) => !given.has(element.element)),
  };
}

function isWanted({ missing }: ElementCoverage, lacking: Lacking | null): boolean {
  if (lacking === null) return true;
  return lacking === 'ANY' ? missing.length > 0 : missing.some((element) => element.required);
}
