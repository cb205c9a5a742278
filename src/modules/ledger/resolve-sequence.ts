import { AppError, badInput } from '../../platform/errors/app-error.js';
import type { HeadFollower } from './head-follower.js';
import { parseSequence, type Sequence } from './sequence.js';

/** What a client may ask of a read: `at` = exactly there, `atLeast` = not before (read your writes). */
export interface SnapshotToken {
  readonly at?: string;
  readonly atLeast?: string;
}

const patience = 2_000;

/**
 * The sequence an answer is read at.
 * Errors: BAD_USER_INPUT (not a sequence, `at` below `atLeast`), SEQUENCE_AHEAD (`at` beyond the head),
 * NOT_YET_VISIBLE (`atLeast` not reached within 2 s).
 */
export async function resolveSequence<State>(follower: HeadFollower<State>, token: SnapshotToken): Promise<Sequence> {
  const at = token.at === undefined ? null : sequenceOf('at', token.at);
  const atLeast = token.atLeast === undefined ? null : sequenceOf('atLeast', token.atLeast);
  if (at !== null && atLeast !== null && at < atLeast) {
    throw badInput('extensions.tongyuan.at is below atLeast.', { at: token.at, atLeast: token.atLeast });
  }
  if (atLeast !== null && !(await follower.waitFor(atLeast, patience))) {
    throw new AppError('NOT_YET_VISIBLE', `Sequence ${atLeast} is not visible here yet; try again.`, {
      sequence: follower.current().sequence.toString(),
    });
  }
  if (at === null) return follower.current().sequence;
  if (at > follower.current().sequence) await follower.catchUp();
  const head = follower.current().sequence;
  if (at > head) {
    throw new AppError('SEQUENCE_AHEAD', `Sequence ${at} is beyond the head of the ledger.`, { head: head.toString() });
  }
  return at;
}

function sequenceOf(name: string, text: string): Sequence {
  const value = parseSequence(text);
  if (value === null) throw badInput(`extensions.tongyuan.${name} is not a sequence.`);
  return value;
}
