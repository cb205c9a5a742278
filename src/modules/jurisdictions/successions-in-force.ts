import type { Directory, Succession } from './directory.js';

export interface SuccessionsInForce {
  /** Whom the body carries on. */
  readonly from: readonly Succession[];
  /** Who carries it on. */
  readonly to: readonly Succession[];
}

/** The successions of a body that count on the day of the directory: what begins later is not there yet. */
export function successionsInForce(directory: Directory, bodyId: string): SuccessionsInForce {
  const { today } = directory;
  const counts = ({ effectiveOn }: Succession): boolean => today === undefined || effectiveOn <= today;
  return {
    from: directory.successionsTo(bodyId).filter(counts),
    to: directory.successionsFrom(bodyId).filter(counts),
  };
}
