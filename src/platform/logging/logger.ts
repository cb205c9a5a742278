import { type DestinationStream, type Level, type Logger, type LoggerOptions as LoggerOptionsOfPino, pino } from 'pino';
import { type BufferedOutput, standardOutput } from './buffered-output.js';
import { describeError } from './describe-error.js';

export type { Logger } from 'pino';

export interface LoggerOptions {
  /** Stands in every line, e.g. `api`, `worker`. */
  readonly role?: string;
  /** Standard output without it, where warnings and worse stand at once, and the rest within a moment. */
  readonly destination?: DestinationStream & Partial<Pick<BufferedOutput, 'flushSync'>>;
}

/** What must never stand in a log, by name, wherever it is in the first three levels of what is logged. */
const secretNames = [
  'accessToken',
  'apiKey',
  'authorization',
  'cookie',
  'currentPassword',
  'newPassword',
  'password',
  'passwordHash',
  'refreshToken',
  'secret',
  'token',
  'tokenHash',
];
const secretPaths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** One JSON object a line; times in ISO 8601; tokens and passwords are struck out, and what a refused statement held is left out. `silent` writes nothing. */
export function createLogger(level: Level | 'silent', options: LoggerOptions = {}): Logger {
  const destination = options.destination ?? standardOutput();
  const settings: LoggerOptionsOfPino = {
    level,
    base: options.role === undefined ? {} : { role: options.role },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
    redact: { paths: secretPaths, censor: '[struck out]' },
    hooks: {
      logMethod(given, write, weight) {
        write.apply(this, given);
        if (weight >= urgent) destination.flushSync?.();
      },
    },
  };
  return pino(settings, destination);
}

const urgent = pino.levels.values['warn'] ?? 40;

/** For all lines of one request, so that a reader finds them together and with their audit rows. */
export function requestLogger(logger: Logger, requestId: string): Logger {
  return logger.child({ requestId });
}
