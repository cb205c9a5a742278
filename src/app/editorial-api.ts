import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../modules/identity/actor.js';
import { authenticate } from '../modules/identity/sessions/authenticate.js';
import type { EditorialContext } from '../modules/identity/editorial-context.js';
import type { SessionSettings } from '../modules/identity/sessions/session-settings.js';
import { AppError } from '../platform/errors/app-error.js';
import { CheckedTexts } from '../platform/graphql/checked-texts.js';
import { formatError } from '../platform/graphql/format-error.js';
import { mountGraphql } from '../platform/graphql/graphql-route.js';
import { limitCost } from '../platform/graphql/limit-cost.js';
import { offeredOperations } from '../platform/graphql/offered-operations.js';
import { publicLimits } from '../platform/graphql/operation-limits.js';
import { statusForPlainJson } from '../platform/graphql/status-for-plain-json.js';
import { statusForUnavailable } from '../platform/graphql/status-for-unavailable.js';
import { largestBody } from '../platform/http/create-server.js';
import { peerOf } from '../platform/http/peer-of.js';
import { buildEditorialSchema } from './editorial-schema.js';
import { type FromPeer, limitAttempts } from './limit-attempts.js';
import type { Store } from './open-store.js';

/** Drafts carry whole texts in their variables; the operation itself stays small. */
const editorialLimits = { ...publicLimits, depth: 15, aliases: 50, cost: 20_000 };

/** Lists that are known to be longer than most, as members to count for the cost. */
const listSizes: Readonly<Record<string, number>> = {
  'Query.bodies': 200,
  'Query.divisions': 50,
  'Query.sites': 50,
  'Query.platformGrants': 50,
  'Query.consumerKeys': 20,
  'Query.laws': 20,
  'Query.catalogueAudit': 50,
  'EditorialCatalogueItem.channels': 12,
  'EditorialCatalogueItem.fieldOrigins': 10,
};

/** In bytes: a sheet of a whole catalogue in Base64, which only the signed-in may send. */
const largestEditorialBody = 4_194_304;

interface EditorialRequest extends EditorialContext, FromPeer {}

export interface EditorialParts {
  readonly store: Store;
  readonly session: SessionSettings;
  /** Fields of the public schema that a consumer's key may be answered null for. */
  readonly maskable: ReadonlySet<string>;
}

/** The endpoint of the signed-in staff. */
export async function mountEditorialApi(server: FastifyInstance, parts: EditorialParts): Promise<void> {
  const { store } = parts;
  const apollo = new ApolloServer<EditorialRequest>({
    schema: await buildEditorialSchema(),
    ...(store.cache === undefined ? {} : { cache: store.cache }),
    csrfPrevention: false,
    introspection: true,
    validationRules: [offeredOperations],
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => formatError(formatted, error, (cause) => store.report(cause)),
    plugins: [
      limitCost(editorialLimits, listSizes).plugin,
      limitAttempts(store.config.rateLimits.signIn),
      statusForPlainJson,
      statusForUnavailable,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  await mountGraphql(server, {
    path: '/editorial/graphql',
    methods: ['POST'],
    apollo: () => apollo,
    texts: new CheckedTexts(editorialLimits),
    larger: { limit: largestEditorialBody, admit: (request) => requireActor(parts, request) },
    context: (request) => openEditorial(parts, request),
  });
}

/** Null for whoever has not signed in. Error: UNAUTHENTICATED. */
async function actorOf(
  { store, session }: Pick<EditorialParts, 'store' | 'session'>,
  request: FastifyRequest,
): Promise<Actor | null> {
  const accessToken = bearerToken(request.headers.authorization);
  if (accessToken === null) return null;
  return authenticate(store.db, { accessToken, settings: session, clock: store.clock });
}

async function requireActor(parts: EditorialParts, request: FastifyRequest): Promise<void> {
  if ((await actorOf(parts, request)) !== null) return;
  throw new AppError('UNAUTHENTICATED', `未登录的请求不得超过${largestBody / 1_048_576}MiB。`);
}

async function openEditorial(
  { store, session, maskable }: EditorialParts,
  request: FastifyRequest,
): Promise<EditorialRequest> {
  return {
    db: store.db,
    requestId: request.id,
    peer: peerOf(request),
    actor: await actorOf({ store, session }, request),
    // What is committed is acknowledged, even if the database goes away before this node has caught up with it.
    afterCommit: () =>
      store.follower.catchUp().catch((error: unknown) => {
        store.logger.warn({ err: error }, 'a release is committed; this node catches up with it later');
      }),
    session,
    maskable,
  };
}

/** Null where nobody says who asks. Error: UNAUTHENTICATED for whatever is said in another form. */
function bearerToken(header: string | undefined): string | null {
  if (header === undefined) return null;
  const found = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(header);
  if (found?.[1] === undefined) throw new AppError('UNAUTHENTICATED', '请在 Authorization 中使用“Bearer 令牌”的形式。');
  return found[1];
}
