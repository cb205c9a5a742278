import { type DestinationStream, pino } from 'pino';

/** In bytes and milliseconds: what is written together, and how long a line waits at most. */
const together = 8_192;
const longestWait = 100;

export interface BufferedOutput extends DestinationStream {
  /** Writes what waits, before it returns. */
  flushSync(): void;
}

/**
 * Lines to a file descriptor, many in one write: a server that answers thousands of requests in a second would
 * otherwise ask the system as often. What waits is written when the process ends, by whatever but SIGKILL.
 */
export function bufferedOutput(fd: number): BufferedOutput {
  const output = pino.destination({ dest: fd, minLength: together, sync: true });
  // Not `flushSync`, which also waits until the disk has it: no answer may wait for that.
  setInterval(() => output.flush(), longestWait).unref();
  process.on('exit', () => output.flushSync());
  return output;
}

let shared: BufferedOutput | undefined;

/** The one of this process. */
export function standardOutput(): BufferedOutput {
  return (shared ??= bufferedOutput(1));
}
