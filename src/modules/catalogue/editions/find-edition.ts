import { named } from '../../../platform/db/named.js';
import type { Sql } from '../../../platform/db/sql.js';
import type { Tx } from '../../../platform/db/tx.js';
import { isUuid } from '../../../platform/ids/is-uuid.js';
import { type Edition, type EditionEvent, type EditionState, editionStates } from './edition.js';

interface EditionRow {
  id: string;
  divisionCode: string;
  title: string;
  state: string;
  version: number;
  createdBy: string;
  createdAt: Date;
  submittedBy: string | null;
  approvedBy: string | null;
  publishedSequence: string | null;
  updatedAt: Date;
}

const columns = `e.id::text, e.division_code as "divisionCode", e.title, e.state, e.version,
  e.created_by::text as "createdBy", e.created_at as "createdAt", e.submitted_by::text as "submittedBy",
  e.approved_by::text as "approvedBy", e.published_sequence::text as "publishedSequence", e.updated_at as "updatedAt"`;

export async function findEdition(db: Sql, id: string): Promise<Edition | null> {
  if (!isUuid(id)) return null;
  const [row] = await db.sql<EditionRow>(`select ${columns} from catalogue_edition e where e.id = $1`, [id]);
  return row === undefined ? null : editionOf(row);
}

/** The same, held: whoever else works on the edition waits. */
export async function lockEdition(tx: Tx, id: string): Promise<Edition | null> {
  if (!isUuid(id)) return null;
  await tx.sql('select 1 from catalogue_edition where id = $1 for update', [id]);
  return findEdition(tx, id);
}

/** Editions of some divisions in some states, newest first. */
export async function selectEditions(
  db: Sql,
  wanted: { readonly divisionCodes: readonly string[]; readonly states: readonly EditionState[] },
): Promise<Edition[]> {
  const rows = await db.sql<EditionRow>(
    `select ${columns} from catalogue_edition e
     where e.division_code = any($1::text[]) and e.state = any($2::text[]) order by e.created_at desc, e.id limit 500`,
    [wanted.divisionCodes, wanted.states],
  );
  return rows.map(editionOf);
}

/** How an edition came to its state, from the beginning. */
export async function findEditionEvents(db: Sql, editionId: string): Promise<EditionEvent[]> {
  const rows = await db.sql<Omit<EditionEvent, 'state'> & { readonly state: string }>(
    `select state, account_id::text as "accountId", opinion, at from catalogue_edition_event
     where edition_id = $1 order by number`,
    [editionId],
  );
  return rows.map((row) => ({ ...row, state: named(editionStates, row.state) }));
}

function editionOf(row: EditionRow): Edition {
  return {
    ...row,
    state: named(editionStates, row.state),
    publishedSequence: row.publishedSequence === null ? null : BigInt(row.publishedSequence),
  };
}
