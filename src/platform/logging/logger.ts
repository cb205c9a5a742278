import { type DestinationStream, type Level, type Logger, pino } from 'pino';
import { describeError } from './describe-error.js';

export type { Logger } from 'pino';

export interface LoggerOptions {
  /** Stands in every line, e.g. `api`, `worker`. */
  readonly role?: string;
  /** Standard output without it. */
  readonly destination?: DestinationStream;
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
  const settings = {
    level,
    base: options.role === undefined ? {} : { role: options.role },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
    redact: { paths: secretPaths, censor: '[struck out]' },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}

/** For all lines of one request, so that a reader finds them together and with their audit rows. */
export function requestLogger(logger: Logger, requestId: string): Logger {
  return logger.child({ requestId });
}
