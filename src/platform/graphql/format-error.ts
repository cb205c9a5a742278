import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError, type ErrorCode, errorCodes, unavailable } from '../errors/app-error.js';
import { isUnavailable } from '../db/is-unavailable.js';
import { httpStatus } from '../http/http-status.js';

/** A refusal as the GraphQL machinery wants it, with the HTTP status for when the whole request is refused. */
export function graphqlError(error: AppError): GraphQLError {
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: error.code, http: { status: httpStatus(error.code) } },
  });
}

/**
 * What a caller sees of an error: message and code of a refusal, or that the database cannot be reached; anything else
 * masked, under a reference that `report` wrote to the log.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  report: (error: unknown) => string,
): GraphQLFormattedError {
  const original = rootOf(error);
  const place = {
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
  };
  if (original instanceof AppError) {
    const details = Object.keys(original.details).length === 0 ? {} : { details: original.details };
    return { message: original.message, ...place, extensions: { code: original.code, ...details } };
  }
  const code = knownCode(formatted.extensions?.['code']);
  if (code !== null && code !== 'INTERNAL') return { message: formatted.message, ...place, extensions: { code } };
  const reference = report(original);
  if (isUnavailable(original))
    return { message: unavailable.message, ...place, extensions: { code: unavailable.code } };
  return {
    message: 'Something went wrong here; the reference is in the log.',
    ...place,
    extensions: { code: 'INTERNAL', reference },
  };
}

function rootOf(error: unknown): unknown {
  const unwrapped = unwrapResolverError(error);
  return unwrapped instanceof GraphQLError && unwrapped.originalError !== undefined
    ? unwrapped.originalError
    : unwrapped;
}

/** The server's own names for refusals, in the words of the closed list. */
const translated: Readonly<Record<string, ErrorCode>> = {
  INTERNAL_SERVER_ERROR: 'INTERNAL',
  OPERATION_RESOLUTION_FAILURE: 'GRAPHQL_VALIDATION_FAILED',
};

function knownCode(code: unknown): ErrorCode | null {
  if (typeof code !== 'string') return null;
  return errorCodes.find((known) => known === code) ?? translated[code] ?? null;
}
