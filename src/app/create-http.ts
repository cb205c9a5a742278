import type { FastifyInstance } from 'fastify';
import { buildPublicSchema } from '../modules/delivery/build-public-schema.js';
import { maskableFields } from '../modules/delivery/field-mask.js';
import { readKey } from '../modules/identity/consumer-keys/key-text.js';
import { unverifiedAccount } from '../modules/identity/sessions/access-token.js';
import type { SessionSettings } from '../modules/identity/sessions/session-settings.js';
import { AnsweredRequests } from '../platform/http/answered-requests.js';
import { CallerLimits } from '../platform/http/caller-limits.js';
import { createServer } from '../platform/http/create-server.js';
import { FastLane } from '../platform/http/fast-lane.js';
import { limitRate } from '../platform/http/limit-rate.js';
import { mountEditorialApi } from './editorial-api.js';
import { mountGraphiql } from './graphiql.js';
import { mountHealth } from './health.js';
import { mountCatalogueSheets } from './catalogue-sheets.js';
import type { Store } from './open-store.js';
import { mountPublicApi } from './public-api.js';
import { mountStart } from './start.js';

/** The whole HTTP face of the product, not yet listening. */
export async function createHttp(store: Store, session: SessionSettings): Promise<FastifyInstance> {
  const { rateLimits, trustProxy } = store.config;
  const answered = new AnsweredRequests();
  const lane = new FastLane(answered);
  const server = createServer(store.logger, { trustProxy, answered, lane });
  server.addHook('preClose', (done) => {
    lane.close();
    done();
  });
  // Without a limit: whoever watches over the server may come by the same proxy as everybody.
  mountHealth(server, store, answered);
  await limitRate(server, new CallerLimits(rateLimits.public, () => null), (scope) => {
    mountStart(scope, store);
    mountGraphiql(scope);
  });
  const schema = await buildPublicSchema();
  const limits = new CallerLimits(rateLimits.public, consumerIn);
  await limitRate(server, limits, (scope) => {
    mountCatalogueSheets(scope, store);
    return mountPublicApi(scope, { store, schema, limits, lane });
  });
  await limitRate(server, new CallerLimits(rateLimits.editorial, accountIn), (scope) =>
    mountEditorialApi(scope, { store, session, maskable: maskableFields(schema) }),
  );
  return server;
}

function consumerIn(authorization: string): string | null {
  return readKey(withoutScheme(authorization))?.prefix ?? null;
}

function accountIn(authorization: string): string | null {
  return unverifiedAccount(withoutScheme(authorization));
}

function withoutScheme(authorization: string): string {
  return authorization.replace(/^Bearer /i, '');
}
