import { parseDatabaseUrl } from '../../src/app/database-url.js';
import type { Connection } from '../../src/platform/db/database.js';
import { startTestPostgres } from './embedded-postgres.js';

export interface TestServer {
  readonly connection: Connection;
  /** Whether it is there after the run. */
  readonly lasting: boolean;
  stop(): Promise<void>;
}

/**
 * The server of a run: the embedded one, or that of TEST_DATABASE_URL, whose account may create databases. There the
 * tests make databases of their own and drop them again.
 */
export async function testServer(): Promise<TestServer> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined || url === '') return { ...(await startTestPostgres()), lasting: false };
  const connection = parseDatabaseUrl(url);
  if (connection === undefined) throw new Error('TEST_DATABASE_URL is no PostgreSQL URL.');
  return { connection, lasting: true, stop: async () => undefined };
}
