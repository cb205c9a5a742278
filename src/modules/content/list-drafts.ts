import { decodeCursor, encodeCursor } from '../../platform/db/cursor.js';
import type { Sql } from '../../platform/db/sql.js';
import { badInput } from '../../platform/errors/app-error.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { Actor } from '../identity/actor.js';
import { visibleDrafts } from './content-policy.js';
import type { Draft } from './draft.js';
import { type DraftJson, draftJson, fromDraftJson } from './draft-row.js';
import type { DraftState } from './review/review-state.js';

export interface ListDraftsInput {
  readonly state?: DraftState | null;
  readonly bodyId?: string | null;
  /** 1 to 100. */
  readonly first: number;
  readonly after?: string | null;
}

export interface DraftPage {
  readonly rows: readonly { readonly draft: Draft; readonly cursor: string }[];
  readonly hasNextPage: boolean;
}

const context = 'drafts:UPDATED_NEWEST';
const mostRows = 100;

/** The drafts an actor may see, those changed last first. Errors: BAD_USER_INPUT. */
export async function listDrafts(db: Sql, actor: Actor, input: ListDraftsInput): Promise<DraftPage> {
  if (!Number.isInteger(input.first) || input.first < 1 || input.first > mostRows) {
    throw badInput(`first应为1至${mostRows}。`);
  }
  if (input.bodyId != null && !isUuid(input.bodyId)) return { rows: [], hasNextPage: false };
  const [updatedAt, id] = input.after == null ? [null, null] : decodeCursor(input.after, context);
  const { where, param } = visibleDrafts(actor, 1);
  const found = await db.sql<{ draft: DraftJson }>(
    `select ${draftJson} from draft d
     where ${where}
       and ($2::text is null or d.state = $2)
       and ($3::uuid is null or d.body_id = $3)
       and ($4::timestamptz is null or (d.updated_at, d.id) < ($4::timestamptz, $5::uuid))
     order by d.updated_at desc, d.id desc
     limit $6`,
    [param, input.state ?? null, input.bodyId ?? null, updatedAt, id, input.first + 1],
  );
  const rows = found.slice(0, input.first).map(({ draft: json }) => {
    const draft = fromDraftJson(json);
    return { draft, cursor: encodeCursor([draft.updatedAt.toISOString(), draft.id], context) };
  });
  return { rows, hasNextPage: found.length > input.first };
}
