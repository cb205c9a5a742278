import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import { isUnavailable } from '../db/is-unavailable.js';
import { AppError, unavailable } from '../errors/app-error.js';
import { AnsweredRequests } from './answered-requests.js';
import type { FastLane } from './fast-lane.js';
import { refuseAddress, refuseConnection } from './refuse-connection.js';
import { httpStatus } from './http-status.js';
import { RequestLogger } from './request-logger.js';
import { parseStrictJson } from './strict-json.js';

/** The largest request that is read, in bytes. */
export const largestBody = 1_048_576;

export interface ServerOptions {
  /** How many proxies stand before the server, or their addresses. */
  readonly trustProxy?: number | readonly string[];
  /** Where this server tells of what it answered. */
  readonly answered?: AnsweredRequests;
  /** What may answer before the framework does. */
  readonly lane?: FastLane;
}

/** In milliseconds. Headers and body must arrive within these times, or the connection is cut. */
const patience = { request: 10_000, connection: 15_000, keepAlive: 10_000, headers: 8_000, checks: 2_000 } as const;

/**
 * An HTTP server that reads JSON strictly, cuts slow clients, gives every request an id and answers every fault
 * with a code from the closed list.
 */
export function createServer(
  logger: FastifyBaseLogger,
  { trustProxy = 0, answered = new AnsweredRequests(), lane }: ServerOptions = {},
): FastifyInstance {
  const server = Fastify({
    loggerInstance: logger,
    // Anybody may write X-Forwarded-For: it counts only where these proxies are known to have written it.
    trustProxy: trustedProxies(trustProxy),
    bodyLimit: largestBody,
    serverFactory: (framework) => {
      const http = createHttpServer(
        { connectionsCheckingInterval: patience.checks, headersTimeout: patience.headers },
        lane === undefined ? framework : (request, response) => lane.take(request, response, framework),
      );
      http.requestTimeout = patience.request;
      http.keepAliveTimeout = patience.keepAlive;
      return http.setTimeout(patience.connection);
    },
    childLoggerFactory: (parent, bindings, options) => new RequestLogger(parent, () => parent.child(bindings, options)),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true }),
    // What still comes on open connections while the server closes is answered; a refusal would only lose it.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseConnection,
    frameworkErrors: (_error, _request, reply) => refuseAddress(reply.raw),
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    ['application/json', 'application/graphql-response+json'],
    { parseAs: 'buffer' },
    (_request, body, done) => {
      try {
        done(null, parseStrictJson(typeof body === 'string' ? Buffer.from(body) : body));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  );
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    done();
  });
  logAnswered(logger, answered);
  server.addHook('onResponse', (request, reply, done) => {
    answered.tell({
      id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      milliseconds: reply.elapsedTime,
    });
    done();
  });
  server.addHook('onClose', async () => answered.tellNow());
  answerFaults(server);
  return server;
}

/** Nothing in these lines was written by a caller: they need not be searched for what must not be logged. */
function logAnswered(logger: FastifyBaseLogger, answered: AnsweredRequests): void {
  const lines = logger.child({}, { redact: [] });
  answered.onAnswered(({ id, method, route, status, milliseconds }) => {
    lines.info({ reqId: id, method, route, status, milliseconds: Math.round(milliseconds * 10) / 10 }, 'request');
  });
}

function trustedProxies(trust: number | readonly string[]): FastifyServerOptions['trustProxy'] {
  if (typeof trust === 'object') return [...trust];
  return trust === 0 ? false : (_address, hop) => hop < trust;
}

const graphqlJson = 'application/graphql-response+json';

function answerFaults(server: FastifyInstance): void {
  server.setErrorHandler((error: FastifyError | AppError, request, reply) => {
    // Nobody reads the answer, and who hangs up in the middle of a body is no fault of ours to be logged.
    const hungUp = request.raw.destroyed && !request.raw.complete;
    const refusal = hungUp ? new AppError('BAD_REQUEST', 'The caller hung up.') : refusalOf(error);
    if (refusal.code === 'INTERNAL' || refusal === unavailable) request.log.error({ err: error }, 'request failed');
    const reference = refusal.code === 'INTERNAL' ? { reference: request.id } : {};
    const status = httpStatus(refusal.code, error);
    reply.status(status).header('cache-control', 'no-store');
    if (status === 503) reply.header('retry-after', '1');
    // Under this type a client knows that the body is GraphQL's, whatever the status.
    if (request.headers.accept?.includes(graphqlJson) === true) reply.type(`${graphqlJson}; charset=utf-8`);
    return reply.send({
      errors: [{ message: refusal.message, extensions: { code: refusal.code, ...details(refusal), ...reference } }],
    });
  });
  server.setNotFoundHandler((request, reply) =>
    reply.status(404).send({
      errors: [{ message: `There is nothing at ${request.method} here.`, extensions: { code: 'NOT_FOUND' } }],
    }),
  );
}

function details(error: AppError): { details?: AppError['details'] } {
  return Object.keys(error.details).length === 0 ? {} : { details: error.details };
}

/** What the server itself refuses (too large, wrong media type, malformed) is a bad request; the rest is masked. */
function refusalOf(error: FastifyError | AppError): AppError {
  if (error instanceof AppError) return error;
  if (isUnavailable(error)) return unavailable;
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) return new AppError('BAD_REQUEST', error.message);
  return new AppError('INTERNAL', 'Something went wrong here; the reference is in the log.');
}
