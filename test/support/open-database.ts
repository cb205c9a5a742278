import { entities } from '../../src/app/entities.js';
import { migrations } from '../../src/app/migrations.js';
import { type Clock, ManualClock } from '../../src/platform/clock/clock.js';
import { type Connection, Database } from '../../src/platform/db/database.js';
import { type IdSource, seededIds } from '../../src/platform/ids/id-source.js';

export interface OpenOptions {
  readonly clock?: Clock;
  readonly ids?: IdSource;
  readonly poolSize?: number;
}

/** The store as the product opens it, with a clock that stands still and ids that repeat. */
export function openDatabase(connection: Connection, options: OpenOptions = {}): Promise<Database> {
  return Database.open({
    connection,
    poolSize: options.poolSize ?? 5,
    entities,
    migrations,
    clock: options.clock ?? new ManualClock('2026-03-02T01:00:00Z'),
    ids: options.ids ?? seededIds('test'),
    onWarning: () => undefined,
  });
}
