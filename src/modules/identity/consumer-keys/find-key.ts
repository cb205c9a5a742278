import type { Sql } from '../../../platform/db/sql.js';
import { isUuid } from '../../../platform/ids/is-uuid.js';
import type { Scope } from '../actor.js';
import { type ConsumerKey, keyColumns, type KeyRow, toConsumerKey } from './consumer-key.js';

/** Null for an id that no key has. */
export async function findKey(db: Sql, id: string): Promise<ConsumerKey | null> {
  if (!isUuid(id)) return null;
  const [row] = await db.sql<KeyRow>(`select ${keyColumns} from consumer_key where id = $1`, [id]);
  return row === undefined ? null : toConsumerKey(row);
}

/** Null for a prefix that no key has. */
export async function findKeyByPrefix(db: Sql, prefix: string): Promise<ConsumerKey | null> {
  const [row] = await db.sql<KeyRow>(`select ${keyColumns} from consumer_key where prefix = $1`, [prefix]);
  return row === undefined ? null : toConsumerKey(row);
}

/** The keys of the scopes, newest first; ended ones too. */
export async function listKeys(db: Sql, scopes: readonly Scope[]): Promise<ConsumerKey[]> {
  const rows = await db.sql<KeyRow>(
    `select ${keyColumns} from consumer_key where scope = any($1::text[])
     order by consumer_key.issued_at desc, consumer_key.id`,
    [scopes],
  );
  return rows.map(toConsumerKey);
}
