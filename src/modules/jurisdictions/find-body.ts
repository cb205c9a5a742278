import type { Sql } from '../../platform/db/sql.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { Body } from './directory.js';
import { newest, selectBodies } from './select-directory.js';

/** The body as it stands now; null for an unknown id and for a text that is no id at all. */
export async function findBody(db: Sql, id: string): Promise<Body | null> {
  if (!isUuid(id)) return null;
  const [body] = await selectBodies(db, { at: newest, only: id });
  return body ?? null;
}
