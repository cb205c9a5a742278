import type { Database } from '../../src/platform/db/database.js';
import type { Keys } from '../servers/contestant.js';
import { seededNumbers } from './random.js';

const pageSize = 20;

/** So many records, by a seed that never changes, and every body that fills a page, if there are such bodies. */
export async function chooseKeys(db: Database, count: number): Promise<Keys> {
  const bodies = await db.sql<{ id: string; full: boolean }>(
    'select body_id as id, count(*) >= $1 as full from plain.disclosure group by body_id order by body_id',
    [pageSize],
  );
  const full = bodies.filter((body) => body.full);
  const ids = (await db.sql<{ id: string }>('select id from plain.disclosure order by id')).map((row) => row.id);
  const next = seededNumbers(1_949);
  // The first ones of a shuffle.
  for (let index = 0; index < Math.min(count, ids.length); index += 1) {
    const other = index + next(ids.length - index);
    const [one, two] = [ids[index] ?? '', ids[other] ?? ''];
    ids[index] = two;
    ids[other] = one;
  }
  return { one: ids.slice(0, count), newest: (full.length > 0 ? full : bodies).map((body) => body.id) };
}
