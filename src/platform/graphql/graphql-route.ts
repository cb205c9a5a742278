import { createHash } from 'node:crypto';
import { type ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode } from 'graphql';
import { AppError } from '../errors/app-error.js';
import { checkOperationText, type OperationLimits } from './operation-limits.js';
import { checkString } from '../http/strict-json.js';

export interface GraphqlRoute<Context extends BaseContext> {
  readonly path: string;
  readonly methods: readonly ('GET' | 'POST')[];
  readonly apollo: ApolloServer<Context>;
  readonly limits: OperationLimits;
  /** Made before the operation runs; its refusals answer the whole request. */
  readonly context: (request: FastifyRequest, asked: Asked) => Promise<Context>;
}

export interface Asked {
  readonly extensions: Readonly<Record<string, unknown>>;
  /** Null where only the hash of a kept operation was sent, or a text that does not parse. */
  readonly document: DocumentNode | null;
}

type Params = Readonly<Record<string, unknown>>;

/** Mounts a GraphQL-over-HTTP endpoint. Only a bearer token or key ever authenticates here, so plain GETs are allowed. */
export function mountGraphql<Context extends BaseContext>(server: FastifyInstance, route: GraphqlRoute<Context>): void {
  server.route({
    method: [...route.methods],
    url: route.path,
    handler: async (request, reply) => {
      const params = request.method === 'GET' ? queryParams(request) : bodyParams(request);
      const { query } = params;
      const document = typeof query === 'string' ? checkOperationText(query, route.limits) : null;
      const context = await route.context(request, { extensions: record(params['extensions']), document });
      const response = await route.apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: graphqlRequest(request),
        context: async () => context,
      });
      if (response.body.kind !== 'complete') throw new Error('Incremental delivery is not offered.');
      for (const [name, value] of response.headers) reply.header(name, value);
      return answer(request, reply.status(response.status ?? 200), response.body.string);
    },
  });
}

function answer(request: FastifyRequest, reply: FastifyReply, body: string): FastifyReply {
  if (reply.statusCode !== 200) return reply.header('cache-control', 'no-store').send(body);
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  reply.header('etag', tag).header('cache-control', 'no-cache');
  if (request.method === 'GET' && matches(request.headers['if-none-match'], tag)) return reply.status(304).send();
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
  return { method: request.method, headers, search: at < 0 ? '' : request.url.slice(at), body: request.body ?? {} };
}

function bodyParams(request: FastifyRequest): Params {
  if (request.body === null || typeof request.body !== 'object' || Array.isArray(request.body)) {
    throw new AppError('BAD_REQUEST', 'The body must be one JSON object with "query".');
  }
  return record(request.body);
}

/** Query strings pass the same checks as bodies: percent-escapes can spell what JSON may not. */
function queryParams(request: FastifyRequest): Params {
  const params: Record<string, unknown> = { ...record(request.query) };
  for (const value of Object.values(params)) if (typeof value === 'string') checkString(value);
  const { extensions } = params;
  if (typeof extensions === 'string' && extensions !== '') params['extensions'] = jsonOf('extensions', extensions);
  return params;
}

function jsonOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('BAD_REQUEST', `The parameter ${name} is not well-formed JSON.`);
  }
}

function record(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
