import type { Sql } from '../../../platform/db/sql.js';
import { isUuid } from '../../../platform/ids/is-uuid.js';

/** What a body disclosed before it had a catalogue (历年信息), as it was taken over, and the leaf it belongs to by now. */
export interface OldRecord {
  readonly id: string;
  readonly bodyId: string;
  readonly divisionCode: string;
  /** What the old system called it: once for each body. */
  readonly reference: string;
  readonly title: string;
  /** Only the declared subset of HTML. */
  readonly html: string | null;
  readonly sourceUrl: string | null;
  /** YYYY-MM-DD. */
  readonly formedAt: string | null;
  /** The leaf; null while nobody classified it. */
  readonly itemCode: string | null;
  readonly importedAt: Date;
  readonly classifiedAt: Date | null;
  /** The draft that was begun from it. */
  readonly draftId: string | null;
}

export interface OldRecordRow extends Omit<OldRecord, 'importedAt' | 'classifiedAt'> {
  importedAt: string;
  classifiedAt: string | null;
}

/** The columns of `old_record r` for `oldRecordOf`. */
export const oldRecordColumns = `r.id::text as id, r.body_id::text as "bodyId", r.division_code as "divisionCode", r.reference,
  r.title, r.html, r.source_url as "sourceUrl", r.formed_at::text as "formedAt", r.item_code as "itemCode",
  r.imported_at::text as "importedAt", r.classified_at::text as "classifiedAt", r.draft_id::text as "draftId"`;

export function oldRecordOf(row: OldRecordRow): OldRecord {
  const { importedAt, classifiedAt } = row;
  return {
    ...row,
    importedAt: new Date(importedAt),
    classifiedAt: classifiedAt === null ? null : new Date(classifiedAt),
  };
}

/** Holds records until the transaction ends, always in one order; what is no id is nobody's. */
export async function lockOldRecords(db: Sql, ids: readonly string[]): Promise<Map<string, OldRecord>> {
  const rows = await db.sql<OldRecordRow>(
    `select ${oldRecordColumns} from old_record r where r.id = any($1::uuid[]) order by r.id for update`,
    [ids.filter((id) => isUuid(id))],
  );
  return new Map(rows.map((row) => [row.id, oldRecordOf(row)]));
}
