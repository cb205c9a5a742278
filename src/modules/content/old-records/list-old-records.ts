import { decodeCursor, encodeCursor } from '../../../platform/db/cursor.js';
import type { Sql } from '../../../platform/db/sql.js';
import { badInput, notFound } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../identity/actor.js';
import { findBody } from '../../jurisdictions/find-body.js';
import { draftScopes, maySee } from '../content-policy.js';
import { type OldRecord, oldRecordColumns, oldRecordOf, type OldRecordRow } from './old-record.js';

export interface OldRecordsQuery {
  readonly bodyId: string;
  /** All without it. */
  readonly classified?: boolean | null;
  /** 1 to 100. */
  readonly first: number;
  readonly after?: string | null;
}

export interface OldRecordPage {
  readonly records: readonly (OldRecord & { readonly cursor: string })[];
  readonly hasNextPage: boolean;
}

const most = 100;

/** The old records of a body by their reference, for those who work for it or above. Errors: NOT_FOUND, BAD_USER_INPUT. */
export async function listOldRecords(db: Sql, actor: Actor, query: OldRecordsQuery): Promise<OldRecordPage> {
  const { bodyId, classified = null, first, after } = query;
  if (!Number.isInteger(first) || first < 1 || first > most) throw badInput(`first应为1至${most}。`);
  const body = await findBody(db, bodyId);
  const scopes = body === null ? [] : await draftScopes(db, { bodyId: body.id, divisionCode: body.divisionCode });
  if (body === null || !maySee(actor, scopes)) throw notFound();
  const context = `old-records/${body.id}/${classified}`;
  const [reference = null] = after == null ? [] : decodeCursor(after, context);
  const rows = await db.sql<OldRecordRow>(
    `select ${oldRecordColumns} from old_record r
     where r.body_id = $1::uuid and ($2::boolean is null or (r.item_code is not null) = $2)
       and ($3::text is null or r.reference > $3) order by r.reference limit $4`,
    [body.id, classified, reference, first + 1],
  );
  const records = rows.slice(0, first).map((row) => ({
    ...oldRecordOf(row),
    cursor: encodeCursor([row.reference], context),
  }));
  return { records, hasNextPage: rows.length > first };
}
