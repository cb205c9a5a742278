import { randomInt } from 'node:crypto';
import type { HeadFollower } from '../modules/ledger/head-follower.js';
import { headSequence } from '../modules/ledger/read-head.js';
import type { Database } from '../platform/db/database.js';
import { ReplicatedReads } from '../platform/db/replicas/replicated-reads.js';
import type { Logger } from '../platform/logging/logger.js';
import type { Config } from './config.js';

/**
 * Reads of what is published, from replicas. Not the sequence of a read is what a replica must have replayed but the
 * head that this node knows: what was withdrawn since shows only its tombstone, at every sequence.
 * Undefined where DATABASE_URL names none.
 */
export async function openReplicas<State>(
  { config, logger }: { readonly config: Config; readonly logger: Logger },
  db: Database,
  follower: HeadFollower<State>,
): Promise<ReplicatedReads | undefined> {
  if (config.replicas.length === 0) return undefined;
  return ReplicatedReads.open(db, {
    replicas: config.replicas,
    position: { sql: headSequence, needed: () => follower.current().sequence },
    first: randomInt(config.replicas.length),
    onWarning: (message) => logger.warn(message),
    onNotice: (message) => logger.info(message),
  });
}
