import { type EntitySchema, MikroORM, type Options } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import type { Migration } from '@mikro-orm/migrations';
import type { Pool, PoolClient } from 'pg';
import type { Clock } from '../clock/clock.js';
import type { IdSource } from '../ids/id-source.js';
import { guardPool } from './guard-pool.js';
import type { Sql } from './sql.js';
import { prepareRepeated } from './prepare-repeated.js';
import { StatementNames } from './statement-names.js';
import { runTransaction } from './run-transaction.js';
import type { Tx } from './tx.js';

export interface Connection {
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly url?: string;
  readonly ssl?: { readonly rejectUnauthorized: boolean };
}

export interface MigrationClass {
  readonly name: string;
  readonly class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}

export interface DatabaseOptions {
  readonly connection: Connection;
  readonly poolSize: number;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly MigrationClass[];
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly onWarning: (message: string) => void;
}

export interface TransactionOptions {
  readonly requestId?: string;
  /** Overrides for seeds and tests. */
  readonly clock?: Clock;
  readonly ids?: IdSource;
}

/**
 * What every session of the product sets, whatever the server has as its default. A node that is stopped in the middle
 * of a transaction, such as a paused machine, may hold the ledger or a delivery for a minute and not for ever. Statements
 * here are short: compiling them to machine code costs more than it could ever save.
 */
export const sessionOptions =
  '-c timezone=Asia/Shanghai -c synchronous_commit=on -c idle_in_transaction_session_timeout=60000 -c jit=off';

/**
 * One pool for everything: hot reads use it directly, the ORM uses it for editorial work.
 * Statements run through `sql` outside a transaction see committed data only.
 */
export class Database implements Sql {
  private constructor(
    readonly orm: MikroORM,
    readonly pool: Pool,
    private readonly names: StatementNames,
    private readonly options: DatabaseOptions,
  ) {}

  static async open(options: DatabaseOptions): Promise<Database> {
    let pool: Pool | undefined;
    const names = new StatementNames();
    const settings: Options = {
      ...connectionSettings(options.connection),
      entities: [...options.entities],
      extensions: [Migrator],
      pool: { max: options.poolSize, idleTimeoutMillis: 0 },
      // Dates go in and out as instants; what a session shows in text is Shanghai time.
      driverOptions: {
        connectionTimeoutMillis: 5_000,
        ...(options.connection.ssl === undefined ? {} : { ssl: options.connection.ssl }),
        options: sessionOptions,
        onPoolCreated: (created: Pool) => {
          pool = created;
          guardPool(created, options.onWarning);
          prepareRepeated(created, names);
        },
      },
      migrations: {
        migrationsList: options.migrations.map((entry) => ({ name: entry.name, class: entry.class })),
        tableName: 'schema_migration',
        snapshot: false,
        transactional: true,
        silent: true,
      },
      // Triggers are written by hand in the migrations.
      schemaGenerator: { skipTables: ['schema_migration'], ignoreTriggers: true },
      allowGlobalContext: false,
      discovery: { warnWhenNoEntities: false },
      forceUtcTimezone: true,
    };
    const orm = await MikroORM.init(settings);
    await orm.connect();
    if (pool === undefined) throw new Error('The driver made no pool.');
    return new Database(orm, pool, names, options);
  }

  /** For queries that ask what day it is. */
  get clock(): Clock {
    return this.options.clock;
  }

  async sql<Row extends object>(...statement: Parameters<Sql['sql']>): Promise<Row[]> {
    const result = await this.pool.query<Row>(this.names.statement(...statement));
    return result.rows;
  }

  /** Commits what `work` did, or leaves nothing behind; repeats it when the database asks for a repeat (40001, 40P01). */
  transaction<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return runTransaction(this.orm, work, {
      clock: options.clock ?? this.options.clock,
      ids: options.ids ?? this.options.ids,
      requestId: options.requestId ?? null,
    });
  }

  /** A connection of its own, for LISTEN or session locks; the caller releases it. */
  connect(): Promise<PoolClient> {
    return this.pool.connect();
  }

  async migrate(): Promise<readonly string[]> {
    const done = await this.orm.migrator.up();
    return done.map((entry) => entry.name);
  }

  async close(): Promise<void> {
    await this.orm.close(true);
  }
}

function connectionSettings(connection: Connection): Options {
  if (connection.url !== undefined) return { clientUrl: connection.url };
  return {
    host: connection.host,
    port: connection.port,
    user: connection.user,
    password: connection.password,
    dbName: connection.database,
  };
}
