import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PublicContext } from '../modules/delivery/public-context.js';
import type { StartConsumer } from '../modules/delivery/start-page/same-source.js';
import { startPage } from '../modules/delivery/start-page/start-page.js';
import { startStyle } from '../modules/delivery/start-page/start-style.js';
import { consumerKinds } from '../modules/identity/consumer-keys/consumer-key.js';
import { listKeys } from '../modules/identity/consumer-keys/find-key.js';
import type { Sequence } from '../modules/ledger/sequence.js';
import type { Store } from './open-store.js';
import { publicContextAt } from './public-context-at.js';
import { schemaSdl } from './schema-sdl.js';

/** In milliseconds. */
const pageLife = 60_000;
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A text with the mark by which a browser asks whether it is still the same. */
interface Tagged {
  readonly text: string;
  readonly etag: string;
}

/** The page at `/`, its stylesheet, and the texts it names: the public schema and the README with the tour. */
export function mountStart(server: FastifyInstance, store: Store): void {
  let made: { sequence: Sequence; until: number; page: Promise<Tagged> } | undefined;
  server.get('/', async (request, reply) => {
    const { sequence } = store.follower.current();
    // The same for every reader until something is published, or a key of the demo may have ended.
    if (made?.sequence !== sequence || made.until < performance.now()) {
      const page = makePage(store, sequence);
      const fresh = { sequence, until: performance.now() + pageLife, page };
      made = fresh;
      page.catch(() => {
        if (made === fresh) made = undefined;
      });
    }
    reply.header('content-security-policy', policy).header('referrer-policy', 'no-referrer');
    return sendTagged(request, reply.type('text/html; charset=utf-8'), await made.page);
  });
  const style = tagged(startStyle);
  server.get('/start.css', async (request, reply) =>
    sendTagged(request, reply.type('text/css; charset=utf-8'), style, 'public, max-age=86400'),
  );
  let sdl: Promise<Tagged> | undefined;
  server.get('/schema/public.graphql', async (request, reply) => {
    sdl ??= schemaSdl().then((both) => tagged(both.public));
    return sendTagged(request, reply.type('text/plain; charset=utf-8'), await sdl);
  });
  let readme: Tagged | undefined;
  server.get('/README.md', async (request, reply) => {
    readme ??= tagged(readmeText());
    return sendTagged(request, reply.type('text/plain; charset=utf-8'), readme);
  });
}

async function makePage(store: Store, sequence: Sequence): Promise<Tagged> {
  const context = await publicContextAt(store, sequence);
  return tagged(await startPage(context, await demoConsumers(store, context)));
}

/** One consumer of each kind, each reading in its own right. Keys of a real store are nobody's business. */
async function demoConsumers(store: Store, { directory, at }: PublicContext): Promise<StartConsumer[]> {
  if (store.config.mode === 'production') return [];
  const [root] = directory.divisions();
  const keys = root === undefined ? [] : await listKeys(store.db, [root.code]);
  const standing = keys.filter((key) => key.demo && key.revokedAt === null && key.expiresAt > store.clock.now());
  const chosen = consumerKinds.flatMap((kind) => standing.find((key) => key.kind === kind) ?? []);
  return Promise.all(
    chosen.map(async (key) => ({
      label: key.name,
      kind: key.kind,
      prefix: `ty_${key.prefix}`,
      context: await publicContextAt(store, at.sequence, key),
    })),
  );
}

function tagged(text: string): Tagged {
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}

function sendTagged(
  request: FastifyRequest,
  reply: FastifyReply,
  { text, etag }: Tagged,
  caching = 'no-cache',
): FastifyReply {
  reply.header('cache-control', caching).header('etag', etag);
  return request.headers['if-none-match'] === etag ? reply.status(304).send() : reply.send(text);
}

/** From beside the sources, or from beside the build folder. */
function readmeText(): string {
  const places = ['../../README.md', '../../../README.md'].map((path) => new URL(path, import.meta.url));
  const place = places.find((url) => existsSync(url));
  if (place === undefined) throw new Error('README.md is missing.');
  return readFileSync(place, 'utf8');
}
