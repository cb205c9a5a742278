import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { ErrorCode } from '../errors/app-error.js';

/** What is wrong with the operation itself. Everything else, such as an operation that asks for too much, keeps its status. */
const ofOperation: ReadonlySet<unknown> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/** Whoever takes one of these reads the status. */
const readsStatus: ReadonlySet<string> = new Set(['application/graphql-response+json', 'application/*', '*/*']);

/**
 * Clients that take nothing but `application/json` learn from the body alone what is wrong with their operation, under
 * status 200; the newer media type says 400 (GraphQL over HTTP). A client that names no type is told by the status too.
 */
export const statusForPlainJson: ApolloServerPlugin<BaseContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response: { http, body } }) => {
      if (http.status !== 400 || body.kind !== 'single' || !takesOnlyJson(request.http?.headers.get('accept'))) return;
      const { errors = [] } = body.singleResult;
      if (errors.length > 0 && errors.every((error) => ofOperation.has(error.extensions?.['code']))) http.status = 200;
    },
  }),
};

function takesOnlyJson(accept = ''): boolean {
  const types = accept.split(',').map((part) => part.split(';', 1)[0]?.trim().toLowerCase() ?? '');
  return types.includes('application/json') && !types.some((type) => readsStatus.has(type));
}
