import { withinTime } from '../../../platform/turns/within-time.js';
import { databaseFault } from '../database-fault.js';

export type State = 'OK' | 'HINT' | 'FAULT';

export interface Verdict {
  readonly state: State;
  /** What was seen. */
  readonly found: string;
  /** What to do; null where nothing need be done. */
  readonly advice: string | null;
}

export interface Finding extends Verdict {
  /** Stays the same for programs. */
  readonly check: string;
}

export interface Check {
  readonly name: string;
  readonly run: () => Promise<Verdict> | Verdict;
}

/** In milliseconds: no check waits longer for a part that is silent. */
export const patience = 2_000;
/** What one question of a check gets, so that the check can still say what was silent. */
export const questionPatience = 1_600;

export function fine(found: string): Verdict {
  return { state: 'OK', found, advice: null };
}

export function hint(found: string, advice: string): Verdict {
  return { state: 'HINT', found, advice };
}

export function fault(found: string, advice: string): Verdict {
  return { state: 'FAULT', found, advice };
}

/** What a check finds; a check that fails or stays silent has found a fault. */
export async function runCheck({ name, run }: Check): Promise<Finding> {
  try {
    return { check: name, ...(await withinPatience(async () => run())) };
  } catch (error) {
    return { check: name, ...fault(reasonOf(error), '请确认该部分在运行且本机可以访问，再检查一次。') };
  }
}

class Silence extends Error {
  constructor() {
    super(`${patience / 1_000} 秒内没有应答 (no answer)`);
    this.name = 'Silence';
  }
}

export function withinPatience<T>(work: () => Promise<T>, limit = patience): Promise<T> {
  return withinTime(work(), limit, () => new Silence());
}

function reasonOf(error: unknown): string {
  return databaseFault(error) ?? (error instanceof Error ? error.message : String(error));
}
