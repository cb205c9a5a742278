import { Migration0001Ledger } from '../../migrations/migration-0001-ledger.js';
import type { MigrationClass } from '../platform/db/database.js';

/** In the order they run; forward only, never edited after landing. */
export const migrations: readonly MigrationClass[] = [{ name: '0001-ledger', class: Migration0001Ledger }];
