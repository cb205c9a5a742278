import { type ApolloServerPlugin, type BaseContext, HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { countRootFields } from '../platform/graphql/count-root-fields.js';
import { httpStatus } from '../platform/http/http-status.js';
import { rateLimited } from '../platform/http/limit-rate.js';
import { RequestWindows } from '../platform/http/request-windows.js';

/** What tries a secret: a password or a refresh token. */
const attempts: ReadonlySet<string> = new Set(['signIn', 'refreshSession', 'changePassword']);
const minute = 60_000;

/** The address that an operation came from. */
export interface FromPeer extends BaseContext {
  readonly peer: string;
}

/** Refuses an address that tries secrets too often, however many of them it puts into one operation; 0 means no limit. */
export function limitAttempts(perMinute: number): ApolloServerPlugin<FromPeer> {
  const windows = new RequestWindows(minute);
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, contextValue }) => {
        if (!operation || perMinute === 0) return;
        const count = countRootFields(document, operation, attempts);
        if (count === 0) return;
        const { used, endsIn } = windows.take(contextValue.peer, count);
        if (used > perMinute) throw refusal(endsIn);
      },
    }),
  };
}

function refusal(endsIn: number): GraphQLError {
  const error = rateLimited();
  const headers = new HeaderMap([['retry-after', String(Math.ceil(endsIn / 1_000))]]);
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: error.code, http: { status: httpStatus(error.code), headers } },
  });
}
