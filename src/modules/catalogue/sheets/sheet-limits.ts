import { AppError } from '../../../platform/errors/app-error.js';

/** What a sheet that comes in may hold: far above any catalogue, far below what would occupy the server. */
export const sheetLimits = {
  /** Bytes as they were sent. */
  file: 700_000,
  /** Bytes of all parts of a workbook once unpacked. */
  unpacked: 6_000_000,
  rows: 20_000,
  /** Each is a call of a verb. */
  changes: 2_000,
} as const;

/** A file that is no sheet at all: nothing in it has a cell that could be named. */
export function unreadable(message: string): AppError {
  return new AppError('BAD_USER_INPUT', message);
}
