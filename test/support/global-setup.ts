import type { TestProject } from 'vitest/node';
import { openDatabase } from './open-database.js';
import { demoTemplate, emptyTemplate } from './templates.js';
import { testServer } from './test-postgres.js';
import type { Connection } from '../../src/platform/db/database.js';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: Connection;
  }
}

/** One real server for the run, and one migrated template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await testServer();
  const root = await openDatabase({ ...server.connection, database: 'postgres' });
  // On a server that outlives the run they may be left from another one.
  const dropTemplates = async (): Promise<void> => {
    for (const name of [emptyTemplate, demoTemplate]) await root.sql(`drop database if exists ${name} with (force)`);
  };
  await dropTemplates();
  await root.sql(`create database ${emptyTemplate} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  const template = await openDatabase({ ...server.connection, database: emptyTemplate });
  await template.migrate();
  await template.close();
  project.provide('postgres', { ...server.connection });
  return async () => {
    if (server.lasting) await dropTemplates();
    await root.close();
    await server.stop();
  };
}
