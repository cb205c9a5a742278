import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** What every answer tells a browser, as names and values in turn. */
export const openHeaders = [
  'access-control-allow-origin',
  '*',
  'access-control-expose-headers',
  'tongyuan-sequence, etag, retry-after',
] as const;

/**
 * Mounts routes that the pages of any site may read in their visitors' browsers, and nothing else of the server. Only a
 * key in the header `Authorization` ever counts there: browsers send no cookies and no passwords of their own.
 */
export async function openToBrowsers(
  server: FastifyInstance,
  mount: (scope: FastifyInstance) => void | Promise<void>,
): Promise<void> {
  await server.register(async (scope) => {
    // The package also answers OPTIONS everywhere else: there it must be as if it were not installed.
    scope.addHook('onRoute', (route) => {
      if (route.url === '*') route.config = Object.assign({}, route.config, { cors: false });
    });
    await scope.register(cors, {
      origin: '*',
      credentials: false,
      methods: ['GET', 'HEAD', 'POST'],
      allowedHeaders: ['content-type', 'authorization'],
      exposedHeaders: ['tongyuan-sequence', 'etag', 'retry-after'],
      maxAge: 86_400,
      // The route answers: OPTIONS without a browser's question is a method like any other.
      strictPreflight: false,
      preflightContinue: true,
    });
    await mount(scope);
  });
}
