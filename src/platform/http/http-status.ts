import type { ErrorCode } from '../errors/app-error.js';

const statuses: Partial<Record<ErrorCode, number>> = {
  BAD_REQUEST: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_TOO_COMPLEX: 400,
  BAD_USER_INPUT: 400,
  SEQUENCE_AHEAD: 400,
  NOT_YET_VISIBLE: 503,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

/** The HTTP status of a refusal; a server refusal such as 413 or 415 keeps the more telling one. */
export function httpStatus(code: ErrorCode, cause?: unknown): number {
  if (code === 'BAD_REQUEST' && cause instanceof Error && 'statusCode' in cause) {
    const { statusCode } = cause;
    if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return statusCode;
  }
  return statuses[code] ?? 500;
}
