import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { keptDatabase, type ScratchServer } from '../store/scratch-server.js';
import { type CatalogueResult, catalogueResult } from './catalogue-result.js';
import { fillCatalogue } from './fill-catalogue.js';

const database = 'bench_catalogue';

/** Errors: the process that measures ended without a result. */
export async function benchCatalogue(server: ScratchServer): Promise<CatalogueResult> {
  const db = await keptDatabase(server, database, fillCatalogue);
  await db.close();
  const entry = fileURLToPath(new URL('catalogue-process.js', import.meta.url));
  const child = fork(entry, [server.urlOf(database)], { execArgv: ['--expose-gc'] });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The process that measures the catalogue ended without a result.');
  });
  ended.catch(() => undefined);
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return catalogueResult.parse(message);
}
