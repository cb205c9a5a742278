import type { FastifyInstance } from 'fastify';
import { startPage } from '../modules/delivery/start-page/start-page.js';
import { startStyle } from '../modules/delivery/start-page/start-style.js';
import type { Sequence } from '../modules/ledger/sequence.js';
import type { Store } from './open-store.js';
import { publicContextAt } from './public-context-at.js';
import { schemaSdl } from './schema-sdl.js';

const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page at `/`, its stylesheet, and the public schema as text. */
export function mountStart(server: FastifyInstance, store: Store): void {
  let made: { sequence: Sequence; page: Promise<string> } | undefined;
  server.get('/', async (_request, reply) => {
    const { sequence } = store.follower.current();
    // The same for every reader until something is published.
    if (made?.sequence !== sequence) {
      const page = publicContextAt(store, sequence).then(startPage);
      const fresh = { sequence, page };
      made = fresh;
      page.catch(() => {
        if (made === fresh) made = undefined;
      });
    }
    return reply
      .header('content-security-policy', policy)
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(await made.page);
  });
  server.get('/start.css', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type('text/css; charset=utf-8').send(startStyle),
  );
  let sdl: Promise<string> | undefined;
  server.get('/schema/public.graphql', async (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .type('text/plain; charset=utf-8')
      .send(await (sdl ??= schemaSdl().then((both) => both.public))),
  );
}
