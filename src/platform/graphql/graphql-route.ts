import { createHash } from 'node:crypto';
import { type ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode } from 'graphql';
import { AppError } from '../errors/app-error.js';
import { checkLiterals } from './check-literals.js';
import { checkOperationText, type OperationLimits } from './operation-limits.js';
import { checkPersistedQuery } from './persisted-query.js';
import { queryParams } from './query-params.js';

export interface GraphqlRoute<Context extends BaseContext> {
  readonly path: string;
  readonly methods: readonly ('GET' | 'POST')[];
  /** The server that answers in this context. */
  readonly apollo: (context: Context) => Promise<ApolloServer<Context>> | ApolloServer<Context>;
  readonly limits: OperationLimits;
  /** Whether a browser or proxy may keep the answers and ask again with their tag. */
  readonly cacheable: boolean;
  /** Made before the operation runs; its refusals answer the whole request. */
  readonly context: (request: FastifyRequest, asked: Asked) => Promise<Context>;
}

export interface Asked {
  readonly extensions: Readonly<Record<string, unknown>>;
  /** Null where only the hash of a kept operation was sent, or a text that does not parse. */
  readonly document: DocumentNode | null;
}

type Params = Readonly<Record<string, unknown>>;

/** Every other method is answered by the route too: 405 and the ones that would do. */
const known = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Mounts a GraphQL-over-HTTP endpoint. Only a bearer token or key ever authenticates here, so plain GETs are allowed. */
export function mountGraphql<Context extends BaseContext>(server: FastifyInstance, route: GraphqlRoute<Context>): void {
  // The server answers HEAD wherever it answers GET.
  const offered = route.methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  server.route({
    method: [...route.methods],
    url: route.path,
    handler: async (request, reply) => {
      const params = isRead(request) ? queryParams(request.url) : bodyParams(request);
      const { query, extensions } = params;
      checkPersistedQuery(query, extensions);
      const document = typeof query === 'string' ? checkOperationText(query, route.limits) : null;
      if (document !== null) checkLiterals(document);
      const context = await route.context(request, { extensions: record(extensions), document });
      const apollo = await route.apollo(context);
      const response = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: graphqlRequest(request),
        context: async () => context,
      });
      if (response.body.kind !== 'complete') throw new Error('Incremental delivery is not offered.');
      for (const [name, value] of response.headers) reply.header(name, value);
      return answer(request, reply.status(response.status ?? 200), { body: response.body.string, route });
    },
  });
  server.route({
    method: known.filter((method) => !offered.includes(method)),
    url: route.path,
    // Before the body is read: nothing in it could change the answer.
    onRequest: async (request, reply) => {
      if (isPreflight(request, reply)) return reply.status(204).send();
      const refusal = { message: `Use ${offered.join(' or ')} here.`, extensions: { code: 'BAD_REQUEST' } };
      return reply
        .status(405)
        .header('allow', offered.join(', '))
        .send({ errors: [refusal] });
    },
    handler: async () => undefined,
  });
}

/** A browser asks whether a page may send a request, and what the server allows is in the headers already. */
function isPreflight({ method, headers }: FastifyRequest, reply: FastifyReply): boolean {
  const asks = headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
  return method === 'OPTIONS' && asks && reply.hasHeader('access-control-allow-methods');
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

interface Answer {
  readonly body: string;
  readonly route: { readonly cacheable: boolean };
}

/** Answers with errors are never kept: what failed may be there the next time. The server writes errors first. */
function answer(request: FastifyRequest, reply: FastifyReply, { body, route }: Answer): FastifyReply {
  reply.header('vary', 'accept, authorization');
  if (!route.cacheable || reply.statusCode !== 200 || body.startsWith('{"errors":')) {
    return reply.header('cache-control', 'no-store').send(body);
  }
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  // What a key may see is for its holder alone.
  const keyed = request.headers.authorization !== undefined;
  reply.header('etag', tag).header('cache-control', keyed ? 'private, no-cache' : 'no-cache');
  if (isRead(request) && matches(request.headers['if-none-match'], tag)) return reply.status(304).send();
  return reply.send(body);
}

function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(',')
    .some((candidate) => candidate.trim().replace(/^W\//, '') === tag || candidate.trim() === '*');
}

function graphqlRequest(request: FastifyRequest): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const at = request.url.indexOf('?');
  return {
    method: isRead(request) ? 'GET' : request.method,
    headers,
    search: at < 0 ? '' : request.url.slice(at),
    body: request.body ?? {},
  };
}

function bodyParams(request: FastifyRequest): Params {
  if (request.body === null || typeof request.body !== 'object' || Array.isArray(request.body)) {
    throw new AppError('BAD_REQUEST', 'The body must be one JSON object with "query".');
  }
  return record(request.body);
}

function record(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
