import type { IncomingMessage } from 'node:http';
import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyInstance } from 'fastify';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { buildPublicSchema } from '../modules/delivery/build-public-schema.js';
import { withholdFields } from '../modules/delivery/field-mask.js';
import { disclosurePlans } from '../modules/delivery/plans/disclosure-plans.js';
import type { PublicContext } from '../modules/delivery/public-context.js';
import { resolveSequence, type SnapshotToken } from '../modules/ledger/resolve-sequence.js';
import { parseSequence, type Sequence } from '../modules/ledger/sequence.js';
import { searchSequence } from '../modules/search/search-sequence.js';
import { AppError } from '../platform/errors/app-error.js';
import { formatError } from '../platform/graphql/format-error.js';
import { type Asked, type GraphqlRoute, mountGraphql } from '../platform/graphql/graphql-route.js';
import { CheckedTexts } from '../platform/graphql/checked-texts.js';
import type { KeptAnswers } from '../platform/graphql/kept-answers.js';
import { offeredOperations } from '../platform/graphql/offered-operations.js';
import { limitCost } from '../platform/graphql/limit-cost.js';
import { publicLimits } from '../platform/graphql/operation-limits.js';
import { selectsAtRoot } from '../platform/graphql/selects-at-root.js';
import { statusForPlainJson } from '../platform/graphql/status-for-plain-json.js';
import { quickAnswers } from '../platform/graphql/quick-answers.js';
import { Shortcuts } from '../platform/graphql/shortcuts.js';
import type { CallerLimits } from '../platform/http/caller-limits.js';
import type { FastLane } from '../platform/http/fast-lane.js';
import { openHeaders, openToBrowsers } from '../platform/http/open-to-browsers.js';
import { plannedAnswers, type PlannedAnswers } from '../platform/plans/planned-answers.js';
import type { Store } from './open-store.js';
import { publicContextAt } from './public-context-at.js';

const sequenceHeader = 'tongyuan-sequence';

/** Every answer says the sequence it was read at, in the body and in a header. */
const tellSequence: ApolloServerPlugin<PublicContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response, contextValue }) => {
      const sequence = contextValue.at.sequence.toString();
      response.http.headers.set(sequenceHeader, sequence);
      if (response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      singleResult.extensions = { ...singleResult.extensions, tongyuan: { sequence } };
    },
  }),
};

/** Lists that are known to be longer than most, as members to count for the cost. */
const listSizes: Readonly<Record<string, number>> = {
  'Query.divisions': 50,
  'Division.children': 20,
  'Catalogue.roots': 12,
  'CatalogueItem.children': 10,
};

interface PublicParts {
  readonly store: Store;
  readonly schema: GraphQLSchema;
  readonly limits: CallerLimits;
  readonly lane: FastLane;
}

/** The public endpoint: read-only, anonymous or by the key of a consumer, every answer made from one sequence. */
export async function mountPublicApi(server: FastifyInstance, parts: PublicParts): Promise<void> {
  const { store, schema } = parts;
  const planned = store.config.readPlans ? plannedAnswers(disclosurePlans, store.planCounts) : undefined;
  const costs = limitCost(publicLimits, listSizes);
  const open = await startServer(store, schema, [costs.plugin, planned]);
  let masked: Promise<ApolloServer<PublicContext>> | undefined;
  const kept = keptAnswers(store);
  const shortcuts = planned && new Shortcuts({ planned, costs, point: kept.point });
  const texts = new CheckedTexts(publicLimits);
  const context = (request: Pick<IncomingMessage, 'headers'>, asked: Asked): Promise<PublicContext> =>
    openSnapshot(store, request, asked);
  const route: GraphqlRoute<PublicContext> = {
    path: '/graphql',
    methods: ['GET', 'POST'],
    apollo: ({ withheld }) =>
      withheld.size === 0
        ? open
        : (masked ??= buildPublicSchema().then((again) =>
            startServer(store, withholdFields(again), [limitCost(publicLimits, listSizes).plugin]),
          )),
    texts,
    ...(shortcuts === undefined ? {} : { shortcuts: ({ withheld }) => (withheld.size === 0 ? shortcuts : undefined) }),
    kept,
    context,
  };
  await openToBrowsers(server, (scope) => mountGraphql(scope, route));
  parts.lane.open({
    path: route.path,
    limits: parts.limits,
    headers: ['x-content-type-options', 'nosniff', ...openHeaders],
    trustsProxy: store.config.trustProxy !== 0,
    answer: quickAnswers({ kept, texts, shortcuts, context }),
  });
}

/** An answer is kept for all readers who may see the same, and for as long as nothing it was made from changes. */
function keptAnswers(store: Store): KeptAnswers<PublicContext> {
  return {
    cache: store.answers,
    point: { member: '"tongyuan":{"sequence":', header: sequenceHeader, of: ({ at }) => at.sequence },
    audienceOf: async ({ headers }) => {
      const reader = await store.consumers.authenticate(headers.authorization);
      return reader === null ? '' : JSON.stringify([reader.audienceIds, reader.withheldFields]);
    },
    madeFrom: ({ madeFrom, at }) => {
      const { tags } = madeFrom;
      return tags === null ? null : { tags, point: at.sequence };
    },
  };
}

async function startServer(
  store: Store,
  schema: GraphQLSchema,
  [costs, planned]: readonly [ApolloServerPlugin<BaseContext>, PlannedAnswers<PublicContext>?],
): Promise<ApolloServer<PublicContext>> {
  const apollo = new ApolloServer<PublicContext>({
    schema,
    ...(store.cache === undefined ? {} : { cache: store.cache }),
    csrfPrevention: false,
    introspection: true,
    validationRules: [offeredOperations],
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => formatError(formatted, error, (cause) => store.report(cause)),
    ...(planned === undefined ? {} : { stringifyResult: planned.stringifyResult }),
    plugins: [
      costs,
      statusForPlainJson,
      tellSequence,
      ...(planned === undefined ? [] : [planned.plugin]),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}

async function openSnapshot(
  store: Store,
  { headers }: Pick<IncomingMessage, 'headers'>,
  { extensions, document }: Asked,
): Promise<PublicContext> {
  const reader = await store.consumers.authenticate(headers.authorization);
  const token = snapshotToken(extensions);
  const searches = document !== null && asksToSearch(document);
  const head = await resolveSequence(store.follower, token);
  const sequence = searches && token.at === undefined ? await whereIndexed(store, head, token) : head;
  const context = await publicContextAt(store, sequence, reader);
  // What was read at a sequence that the client names stays there: it is not carried on to the newest one.
  if (token.at !== undefined) context.madeFrom.addVolatile();
  return context;
}

const searching = new WeakMap<DocumentNode, boolean>();

function asksToSearch(document: DocumentNode): boolean {
  const known = searching.get(document) ?? selectsAtRoot(document, 'search');
  searching.set(document, known);
  return known;
}

/** Not where the whole state would have to be loaded for one answer: the store itself can search at the head. */
async function whereIndexed(store: Store, head: Sequence, { atLeast }: SnapshotToken): Promise<Sequence> {
  const wanted = atLeast === undefined ? null : parseSequence(atLeast);
  const sequence = await searchSequence(store.search, { head, atLeast: wanted });
  return store.states.holds(sequence) ? sequence : head;
}

function snapshotToken(extensions: Readonly<Record<string, unknown>>): { at?: string; atLeast?: string } {
  const asked = extensions['tongyuan'];
  if (asked === undefined || asked === null) return {};
  if (typeof asked !== 'object' || Array.isArray(asked))
    throw new AppError('BAD_USER_INPUT', 'extensions.tongyuan must be an object.');
  const token: { at?: string; atLeast?: string } = {};
  for (const [name, value] of Object.entries(asked)) {
    if (name !== 'at' && name !== 'atLeast') continue;
    if (typeof value !== 'string')
      throw new AppError('BAD_USER_INPUT', `extensions.tongyuan.${name} must be a string.`);
    token[name] = value;
  }
  return token;
}
