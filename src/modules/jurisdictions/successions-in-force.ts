import type { Directory, Succession } from './directory.js';

export interface SuccessionsInForce {
  /** Whom the body carries on. */
  readonly from: readonly Succession[];
  /** Who carries it on. */
  readonly to: readonly Succession[];
}

/**
 * Who carried on whom by the day of the directory: what begins later is not there yet, and a body that only handed over
 * a function lives on.
 */
export function successionsInForce(directory: Directory, bodyId: string): SuccessionsInForce {
  const { today } = directory;
  const counts = ({ predecessorId, effectiveOn }: Succession): boolean => {
    const ended = directory.body(predecessorId)?.validTo ?? null;
    return ended !== null && (today === undefined || (effectiveOn <= today && ended < today));
  };
  return {
    from: directory.successionsTo(bodyId).filter(counts),
    to: directory.successionsFrom(bodyId).filter(counts),
  };
}
