import type { FastifyRequest, RouteShorthandOptions } from 'fastify';
import { largestBody } from './create-server.js';

export interface LargerBodies {
  /** In bytes. */
  readonly limit: number;
  /** Refuses by an error whoever may send no more than everybody; asked before anything of a larger body is read. */
  readonly admit: (request: FastifyRequest) => Promise<unknown>;
}

/** Options of a route that reads more than others from some callers: whoever does not say how much is taken to send much. */
export function largerBodies({ limit, admit }: LargerBodies): RouteShorthandOptions {
  return {
    bodyLimit: limit,
    onRequest: async (request, reply) => {
      const stated = Number(request.headers['content-length'] ?? Number.NaN);
      if (stated <= largestBody) return;
      try {
        await admit(request);
      } catch (error) {
        // Nobody reads what still comes.
        reply.header('connection', 'close');
        throw error;
      }
    },
  };
}
