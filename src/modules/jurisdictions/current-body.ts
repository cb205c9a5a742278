import { type Body, type Directory, isValidOn } from './directory.js';

/**
 * The body that answers for `id` on a date (YYYY-MM-DD; none = the day of the directory): itself while it
 * stands, else its successor's successor's … (R-P06). Where single functions went to several bodies the general heir,
 * else the first named. A body that ended without an heir answers for itself.
 */
export function currentBody(directory: Directory, id: string, date = directory.today): Body {
  const body = directory.body(id);
  if (body === undefined) throw new Error(`No body has the id ${id}.`);
  if (isValidOn(body, date)) return body;
  const heirs = directory
    .successionsFrom(id)
    .filter((succession) => date === undefined || succession.effectiveOn <= date);
  const heir = heirs.find((succession) => succession.functions === null) ?? heirs[0];
  return heir === undefined ? body : currentBody(directory, heir.successorId, date);
}
