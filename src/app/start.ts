import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { startPage } from '../modules/delivery/start-page/start-page.js';
import { startStyle } from '../modules/delivery/start-page/start-style.js';
import type { Sequence } from '../modules/ledger/sequence.js';
import type { Store } from './open-store.js';
import { publicContextAt } from './public-context-at.js';
import { schemaSdl } from './schema-sdl.js';

const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A text with the mark by which a browser asks whether it is still the same. */
interface Tagged {
  readonly text: string;
  readonly etag: string;
}

/** The page at `/`, its stylesheet, and the texts it names: the public schema and the README with the tour. */
export function mountStart(server: FastifyInstance, store: Store): void {
  let made: { sequence: Sequence; page: Promise<Tagged> } | undefined;
  server.get('/', async (request, reply) => {
    const { sequence } = store.follower.current();
    // The same for every reader until something is published.
    if (made?.sequence !== sequence) {
      const page = publicContextAt(store, sequence).then(async (context) => tagged(await startPage(context, [])));
      const fresh = { sequence, page };
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
