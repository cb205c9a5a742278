import type { Body, Directory } from './directory.js';
import { hasEnded, heirsOf } from './heirs.js';

/**
 * Who answers on a day (YYYY-MM-DD) for what a body did: itself until its last day, from then on those that carry on
 * its functions, and theirs (R-P06); where nobody does, the government that they fell to. Several where its functions
 * were split; none for a body that is not in the directory, or that ended without an heir where there is no government.
 */
export function answeringBodies(directory: Directory, id: string, date: string): readonly Body[] {
  const seen = new Set<string>();
  const answering = (body: Body): readonly Body[] => {
    // A function may have come back to the body that once handed it over.
    if (seen.has(body.id)) return [];
    seen.add(body.id);
    return hasEnded(body, date) ? heirsOf(directory, body, date).flatMap(answering) : [body];
  };
  const body = directory.body(id);
  return body === undefined ? [] : answering(body);
}
