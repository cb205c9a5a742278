import type { Body, Directory } from './directory.js';

/**
 * Who answers on a day (YYYY-MM-DD) for what a body did: itself until its last day, from then on those that carry on
 * its functions, and theirs (R-P06). Several where its functions were split; none for a body that is not in the
 * directory or that ended without an heir.
 */
export function answeringBodies(directory: Directory, id: string, date: string): readonly Body[] {
  const body = directory.body(id);
  if (body === undefined) return [];
  if (body.validTo === null || date <= body.validTo) return [body];
  const heirs = directory
    .successionsFrom(id)
    .filter((succession) => succession.effectiveOn <= date)
    .flatMap((succession) => answeringBodies(directory, succession.successorId, date));
  return [...new Set(heirs)];
}
