import { ChangeLog } from '../platform/cache/change-log.js';
import type { PlanCounts } from '../platform/plans/planned-answers.js';
import { ResponseCache } from '../platform/graphql/response-cache.js';
import { randomUUID } from 'node:crypto';
import { ConsumerDirectory } from '../modules/identity/consumer-keys/consumer-directory.js';
import type { PublicState } from '../modules/delivery/public-context.js';
import { HeadFollower } from '../modules/ledger/head-follower.js';
import { momentOf } from '../modules/ledger/moment-of.js';
import type { Sequence } from '../modules/ledger/sequence.js';
import { type OpenSearchClient, openOpenSearch } from '../modules/search/opensearch/opensearch-client.js';
import { createOpenSearch } from '../modules/search/opensearch/opensearch-search.js';
import { createPostgresSearch } from '../modules/search/postgres-search.js';
import type { SearchPort } from '../modules/search/search-port.js';
import { openSharedCache, type SharedCache } from '../platform/cache/shared-cache.js';
import { type Clock, systemClock } from '../platform/clock/clock.js';
import { type Connection, Database } from '../platform/db/database.js';
import type { ReplicatedReads } from '../platform/db/replicas/replicated-reads.js';
import type { Sql } from '../platform/db/sql.js';
import { type IdSource, randomIds } from '../platform/ids/id-source.js';
import type { Logger } from '../platform/logging/logger.js';
import type { Config } from './config.js';
import { entities } from './entities.js';
import { migrations } from './migrations.js';
import { openReplicas } from './open-replicas.js';
import { PublicStates, residentPublicState } from './public-state.js';

/** What every edge of one process shares. */
export interface Store {
  readonly config: Config;
  readonly db: Database;
  /** What is published is read here: the database itself, or a replica that is as far as this node. */
  readonly reads: Sql;
  readonly replicas: ReplicatedReads | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly follower: HeadFollower<PublicState>;
  /** What changed when, as far as this node followed the ledger. */
  readonly planCounts: PlanCounts;
  /** Undefined where RESPONSE_CACHE_MB is 0. */
  readonly answers: ResponseCache | undefined;
  readonly states: PublicStates;
  readonly search: SearchPort;
  readonly consumers: ConsumerDirectory;
  /** Undefined where OPENSEARCH_URL is not set: the store then searches by itself. */
  readonly openSearch: OpenSearchClient | undefined;
  /** Undefined where REDIS_URL is not set: each server then keeps a bounded cache of its own. */
  readonly cache: SharedCache | undefined;
  /** When a sequence was committed. */
  momentAt(sequence: Sequence): Promise<Date>;
  /** Logs what callers may not see and returns the reference they get instead. */
  report(error: unknown): string;
  close(): Promise<void>;
}

export interface StoreParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly ids?: IdSource;
}

export function openDatabase({ config, logger, clock, ids }: StoreParts): Promise<Database> {
  return Database.open({
    connection: connectionOf(config),
    poolSize: config.databasePoolSize,
    entities,
    migrations,
    clock: clock ?? systemClock,
    ids: ids ?? randomIds,
    onWarning: (message) => logger.warn(message),
  });
}

function connectionOf(config: Config): Connection {
  if (config.database === undefined) throw new Error('The launcher hands a database to every role it starts.');
  return config.database;
}

/** Opens the store on a migrated database. */
export async function openStore(parts: StoreParts, db: Database): Promise<Store> {
  const { config, logger } = parts;
  const report = (error: unknown): string => {
    const reference = randomUUID();
    logger.error({ err: error, reference }, 'masked error');
    return reference;
  };
  const kept = config.responseCacheMegabytes;
  const changes = kept === 0 ? undefined : new ChangeLog(0n);
  const follower = await HeadFollower.start(db, residentPublicState(db, changes), (error) => {
    logger.warn({ err: error }, 'the ledger could not be followed; trying again');
  });
  const replicas = await openReplicas(parts, db, follower);
  const reads = replicas ?? db;
  const { redisUrl, openSearchUrl } = config;
  const cache = redisUrl === undefined ? undefined : openSharedCache(redisUrl, (message) => logger.warn(message));
  const openSearch = openSearchUrl === undefined ? undefined : openOpenSearch(openSearchUrl);
  return {
    config,
    db,
    reads,
    replicas,
    clock: parts.clock ?? systemClock,
    logger,
    follower,
    planCounts: { planned: 0, failed: 0, unplanned: 0 },
    answers: changes && new ResponseCache(changes, () => follower.current().sequence, kept),
    states: new PublicStates(reads, follower),
    search: searchOf(parts, reads, openSearch),
    consumers: new ConsumerDirectory({
      db,
      clock: parts.clock ?? systemClock,
      mode: config.mode,
      onWarning: (message) => logger.warn(message),
    }),
    openSearch,
    cache,
    momentAt: rememberingMoments(reads),
    report,
    close: async () => {
      await follower.stop();
      await replicas?.close();
      await cache?.close();
      await openSearch?.close();
      await db.close();
    },
  };
}

function searchOf({ logger, clock }: StoreParts, db: Sql, client: OpenSearchClient | undefined): SearchPort {
  const otherwise = createPostgresSearch(db);
  if (client === undefined) return otherwise;
  const onWarning = (message: string): void => logger.warn(message);
  return createOpenSearch({ db, client, clock: clock ?? systemClock, otherwise, onWarning });
}

/** The moment of the newest sequence asked for is kept: nearly every reader asks for the head. */
function rememberingMoments(db: Sql): (sequence: Sequence) => Promise<Date> {
  let kept: { sequence: Sequence; at: Promise<Date> } | undefined;
  return (sequence) => {
    if (kept?.sequence === sequence) return kept.at;
    const at = momentOf(db, sequence);
    const entry = { sequence, at };
    if (kept === undefined || sequence > kept.sequence) kept = entry;
    at.catch(() => {
      if (kept === entry) kept = undefined;
    });
    return at;
  };
}
