import type { TestProject } from 'vitest/node';
import { openDatabase } from './open-database.js';
import { startTestPostgres } from './embedded-postgres.js';
import type { Connection } from '../../src/platform/db/database.js';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: Connection;
  }
}

export const templateName = 'tongyuan_template';

/** One real server for the run, and one migrated template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestPostgres();
  const root = await openDatabase({ ...server.connection, database: 'postgres' });
  await root.sql(`create database ${templateName} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  await root.close();
  const template = await openDatabase({ ...server.connection, database: templateName });
  await template.migrate();
  await template.close();
  project.provide('postgres', { ...server.connection });
  return () => server.stop();
}
