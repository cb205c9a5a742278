import { type Readable, Transform } from 'node:stream';
import type { FastifyRequest, RouteShorthandOptions } from 'fastify';
import { AppError } from '../errors/app-error.js';
import { largestBody } from './create-server.js';

export interface LargerBodies {
  /** In bytes. */
  readonly limit: number;
  /** Refuses by an error whoever may send no more than everybody; asked before anything of a larger body is read. */
  readonly admit: (request: FastifyRequest) => Promise<unknown>;
}

/** Options of a route that reads more than others from some callers. */
export function largerBodies({ limit, admit }: LargerBodies): RouteShorthandOptions {
  return {
    bodyLimit: limit,
    onRequest: async (request, reply) => {
      if (statedLength(request) <= largestBody) return;
      try {
        await admit(request);
      } catch (error) {
        // Nobody reads what still comes.
        reply.header('connection', 'close');
        throw error;
      }
    },
    // Who does not say how much is to come is read as far as everybody is.
    preParsing: async (request, _reply, payload) =>
      request.headers['content-length'] === undefined ? payload.pipe(upToLargest(payload)) : payload,
  };
}

/** 0 for a body of unstated length. */
function statedLength({ headers }: FastifyRequest): number {
  return Number(headers['content-length'] ?? 0);
}

function upToLargest(payload: Readable): Transform {
  let read = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      read += chunk.length;
      if (read <= largestBody) done(null, chunk);
      else done(new AppError('BAD_REQUEST', `A body of unstated length may have ${largestBody} bytes.`));
    },
  });
  payload.on('error', (error) => counted.destroy(error));
  return counted;
}
