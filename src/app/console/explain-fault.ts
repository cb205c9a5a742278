import { CommitUnknown } from '../../platform/db/is-unavailable.js';
import { StartFault } from '../../platform/embedded/start-fault.js';
import { AppError } from '../../platform/errors/app-error.js';
import { UserErrors } from '../../platform/errors/user-errors.js';
import { ConsoleFault } from './console-fault.js';
import { databaseFault } from './database-fault.js';

/** One sentence for whoever ran the command; undefined for a mistake of our own, which deserves its stack. */
export function explainFault(error: unknown): string | undefined {
  if (error instanceof ConsoleFault || error instanceof StartFault) return error.message;
  if (error instanceof UserErrors || error instanceof AppError) return error.message;
  if (error instanceof CommitUnknown) return '提交时连接中断，是否已生效不明：请先核对，再决定是否重做。';
  const reason = databaseFault(error);
  return reason === undefined ? undefined : `${reason}，未作更改；tongyuan doctor 可查明原因。`;
}
