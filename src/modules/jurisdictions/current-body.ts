import type { Body, Directory } from './directory.js';
import { hasEnded, heirsOf } from './heirs.js';

/**
 * The body that answers for `id` on a date (YYYY-MM-DD; none = the day of the directory): itself while it
 * stands, else its successor's successor's … (R-P06). Where single functions went to several bodies the general heir,
 * else the first named; without an heir the government that its functions fell to. A body that ended where there is no
 * government either answers for itself.
 */
export function currentBody(directory: Directory, id: string, date = directory.today): Body {
  const body = directory.body(id);
  if (body === undefined) throw new Error(`No body has the id ${id}.`);
  const seen = new Set<string>();
  let current = body;
  while (hasEnded(current, date) && !seen.has(current.id)) {
    seen.add(current.id);
    current = heirsOf(directory, current, date)[0] ?? current;
  }
  return current;
}
