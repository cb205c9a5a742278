import { type ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode } from 'graphql';
import { AppError } from '../errors/app-error.js';
import { type LargerBodies, largerBodies } from '../http/larger-bodies.js';
import { parseStrictJson } from '../http/strict-json.js';
import { isRecord } from '../values/is-record.js';
import type { CheckedTexts } from './checked-texts.js';
import {
  answerKey,
  type KeptAnswers,
  keepAnswer,
  type TaggedAnswer,
  type MadeAnswer,
  sendKept,
  sendTagged,
  variedBy,
} from './kept-answers.js';
import { checkPersistedQuery } from './persisted-query.js';
import { queryParams } from './query-params.js';
import type { Shortcuts } from './shortcuts.js';

export interface GraphqlRoute<Context extends BaseContext> {
  readonly path: string;
  readonly methods: readonly ('GET' | 'POST')[];
  /** The server that answers in this context. */
  readonly apollo: (context: Context) => Promise<ApolloServer<Context>> | ApolloServer<Context>;
  readonly texts: CheckedTexts;
  /** Ways around the server in this context, to the same answers. */
  readonly shortcuts?: (context: Context) => Shortcuts<Context> | undefined;
  /** How answers are kept; without it nobody may keep them. */
  readonly kept?: KeptAnswers<Context>;
  /** Who may send more than everybody. */
  readonly larger?: LargerBodies;
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

/**
 * Mounts a GraphQL-over-HTTP endpoint. Only a bearer token or key ever authenticates here, so plain GETs are allowed.
 */
export async function mountGraphql<Context extends BaseContext>(
  server: FastifyInstance,
  route: GraphqlRoute<Context>,
): Promise<void> {
  await server.register(async (scope) => {
    readBodiesRaw(scope);
    scope.route({
      ...(route.larger === undefined ? {} : largerBodies(route.larger)),
      method: [...route.methods],
      url: route.path,
      handler: (request, reply) => answer(route, request, reply),
    });
    refuseOtherMethods(scope, route);
  });
}

/** An answer that is kept is found by the bytes that asked for it: only the others are read as JSON. */
function readBodiesRaw(scope: FastifyInstance): void {
  const types = ['application/json', 'application/graphql-response+json'];
  scope.removeContentTypeParser(types);
  scope.addContentTypeParser(types, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

function refuseOtherMethods<Context extends BaseContext>(scope: FastifyInstance, route: GraphqlRoute<Context>): void {
  // The server answers HEAD wherever it answers GET.
  const offered = route.methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  scope.route({
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

async function answer<Context extends BaseContext>(
  route: GraphqlRoute<Context>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { kept } = route;
  const cache = kept?.cache;
  const key = kept === undefined || cache === undefined ? null : await answerKey(kept, request);
  if (kept === undefined || cache === undefined || key === null)
    return sendMade(request, reply, await make(route, request));
  const { header } = kept.point;
  const found = cache.find(key);
  if (found !== undefined) return sendKept({ request, reply, header }, found);
  const made = await cache.once(key, () => make(route, request, key));
  if (made !== undefined) return sendMade(request, reply, made);
  // Somebody else made it meanwhile, unless it is one that is not kept.
  const shared = cache.find(key);
  if (shared !== undefined) return sendKept({ request, reply, header }, shared);
  return sendMade(request, reply, await make(route, request, key));
}

interface Made extends MadeAnswer {
  /** Null for an answer that nobody may keep. */
  readonly tagged: TaggedAnswer | null;
}

async function make<Context extends BaseContext>(
  route: GraphqlRoute<Context>,
  request: FastifyRequest,
  key: string | null = null,
): Promise<Made> {
  const body = isRead(request) ? {} : jsonBody(request);
  const params = isRead(request) ? queryParams(request.url) : body;
  const { query } = params;
  const extensions = isRecord(params['extensions']) ? params['extensions'] : {};
  checkPersistedQuery(query, params['extensions']);
  const document = typeof query === 'string' ? route.texts.check(query) : null;
  const context = await route.context(request, { extensions, document });
  const registers = typeof query === 'string' && 'persistedQuery' in extensions;
  const made = await ask(route, request, { body, document, context });
  const { kept } = route;
  // What is given from memory does not pass by where persisted queries are registered.
  return {
    ...made,
    tagged: kept === undefined ? null : keepAnswer(kept, made, { context, key: registers ? null : key }),
  };
}

interface Asking<Context> {
  readonly body: Params;
  readonly document: DocumentNode | null;
  readonly context: Context;
}

async function ask<Context extends BaseContext>(
  route: GraphqlRoute<Context>,
  request: FastifyRequest,
  { body, document, context }: Asking<Context>,
): Promise<MadeAnswer> {
  const shortcuts = document === null || isRead(request) ? undefined : route.shortcuts?.(context);
  const asking = { accept: request.headers.accept, params: body };
  const quick = document === null ? null : await shortcuts?.answer(document, asking, context);
  if (quick != null) return quick;
  const apollo = await route.apollo(context);
  const httpGraphQLRequest = graphqlRequest(request, body);
  const response = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => context });
  if (response.body.kind !== 'complete') throw new Error('Incremental delivery is not offered.');
  const made = { status: response.status ?? 200, headers: [...response.headers], body: response.body.string };
  if (document !== null) shortcuts?.learn(document, asking, { ...made, to: httpGraphQLRequest });
  return made;
}

function sendMade(request: FastifyRequest, reply: FastifyReply, { status, headers, body, tagged }: Made): FastifyReply {
  for (const [name, value] of headers) reply.header(name, value);
  reply.status(status);
  if (tagged !== null) return sendTagged(request, reply, tagged);
  return reply.header('vary', variedBy).header('cache-control', 'no-store').send(body);
}

/** A browser asks whether a page may send a request, and what the server allows is in the headers already. */
function isPreflight({ method, headers }: FastifyRequest, reply: FastifyReply): boolean {
  const asks = headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
  return method === 'OPTIONS' && asks && reply.hasHeader('access-control-allow-methods');
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function graphqlRequest(request: FastifyRequest, body: Params): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const at = request.url.indexOf('?');
  return {
    method: isRead(request) ? 'GET' : request.method,
    headers,
    search: at < 0 ? '' : request.url.slice(at),
    body,
  };
}

function jsonBody({ body }: FastifyRequest): Params {
  const parsed = Buffer.isBuffer(body) ? parseStrictJson(body) : body;
  if (!isRecord(parsed)) throw new AppError('BAD_REQUEST', 'The body must be one JSON object with "query".');
  return parsed;
}
