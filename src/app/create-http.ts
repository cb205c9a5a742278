import type { FastifyInstance } from 'fastify';
import { buildPublicSchema } from '../modules/delivery/build-public-schema.js';
import { maskableFields } from '../modules/delivery/field-mask.js';
import type { SessionSettings } from '../modules/identity/sessions/session-settings.js';
import { createServer } from '../platform/http/create-server.js';
import { mountEditorialApi } from './editorial-api.js';
import { mountGraphiql } from './graphiql.js';
import { mountHealth } from './health.js';
import type { Store } from './open-store.js';
import { mountPublicApi } from './public-api.js';
import { mountStart } from './start.js';

/** The whole HTTP face of the product, not yet listening. */
export async function createHttp(store: Store, session: SessionSettings): Promise<FastifyInstance> {
  const server = createServer(store.logger);
  mountHealth(server, store);
  mountStart(server, store);
  mountGraphiql(server);
  const schema = await buildPublicSchema();
  await mountPublicApi(server, store, schema);
  await mountEditorialApi(server, { store, session, maskable: maskableFields(schema) });
  return server;
}
