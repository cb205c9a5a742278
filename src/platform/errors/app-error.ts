/** The closed list of codes a caller can meet; the public contract names them. */
export const errorCodes = [
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_TOO_COMPLEX',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_USER_INPUT',
  'SEQUENCE_AHEAD',
  'NOT_YET_VISIBLE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A refusal with a code from the closed list; anything else that is thrown is masked as INTERNAL. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'AppError';
  }
}

/** The one answer for "is not there" and "you may not know of it". */
export function notFound(): AppError {
  return new AppError('NOT_FOUND', '未找到，或无权查看。');
}

/** For those who may know that the thing exists but may not do this to it. */
export function forbidden(reason: string): AppError {
  return new AppError('FORBIDDEN', reason);
}

export function badInput(message: string, details: Readonly<Record<string, unknown>> = {}): AppError {
  return new AppError('BAD_USER_INPUT', message, details);
}

/** Somebody changed the thing in between: tells both versions and the fields in question. */
export function conflict(expected: number, actual: number, fields: readonly string[] = []): AppError {
  return new AppError('CONFLICT', '内容已被他人更新，请重新载入后再修改。', { expected, actual, fields });
}

/** For what a lost database makes impossible; nothing was changed. */
export const unavailable = new AppError('UNAVAILABLE', 'The store cannot be reached just now; try again in a moment.');
