/** Conditions of the server and of the network that pass; SQLSTATE class 08 is added below. */
const passing: ReadonlySet<string> = new Set([
  '53100', // the disk is full
  '53300', // too many connections
  '57P01', // shut down by an administrator
  '57P02', // shut down by a crash
  '57P03', // starting up or shutting down
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT', // the socket of a server that is not there
  'EPIPE',
  'ETIMEDOUT',
]);

/** What the driver says without a code. */
const passingMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered|connection ended)/;

/** Thrown where nobody can tell whether a transaction was committed: repeating it may not be safe. */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('The connection was lost while a transaction was being committed.', { cause });
    this.name = 'CommitUnknown';
  }
}

/** Whether the database could not be reached or went away, however deep that is wrapped. Nothing was changed then. */
export function isUnavailable(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof CommitUnknown) return false;
    if (passingMessages.test(current.message)) return true;
    const code = 'code' in current && typeof current.code === 'string' ? current.code : '';
    const fromDatabase = !('path' in current && code === 'ENOENT' && !/connect/.test(current.message));
    if ((passing.has(code) || /^08...$/.test(code)) && fromDatabase) return true;
  }
  return false;
}
