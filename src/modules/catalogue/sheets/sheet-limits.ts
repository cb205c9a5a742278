import { AppError } from '../../../platform/errors/app-error.js';

/** What a sheet that comes in may hold: a catalogue of three thousand leaves, far below what would fill the memory. */
export const sheetLimits = {
  /** Bytes as they were sent. */
  file: 2_000_000,
  /** Bytes of all parts of a workbook once unpacked. */
  unpacked: 20_000_000,
  rows: 20_000,
  /** Of items that are there: each is a call of a verb. */
  changes: 2_000,
  /** New items, which are added all at once. */
  items: 3_000,
} as const;

/** A file that is no sheet at all: nothing in it has a cell that could be named. */
export function unreadable(message: string): AppError {
  return new AppError('BAD_USER_INPUT', message);
}
