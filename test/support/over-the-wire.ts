import { Agent, request } from 'node:http';
import { afterAll } from 'vitest';
import type { TestApp } from './test-app.js';

export interface WireQuestion {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string;
}

export interface WireAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const ports = new WeakMap<TestApp, Promise<number>>();
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
afterAll(() => agent.destroy());

/** Asks over a socket, as everybody outside does: what the server does before its framework sees a request counts too. */
export async function overTheWire(app: TestApp, { method, url, headers, payload }: WireQuestion): Promise<WireAnswer> {
  const listening =
    ports.get(app) ?? app.server.listen({ host: '127.0.0.1', port: 0 }).then((at) => Number(new URL(at).port));
  ports.set(app, listening);
  const port = await listening;
  const length: Record<string, string> =
    payload === undefined ? {} : { 'content-length': String(Buffer.byteLength(payload)) };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, port, host: '127.0.0.1', method, path: url, headers: { ...headers, ...length } });
    sent.on('error', reject).on('response', (response) => {
      const pieces: Buffer[] = [];
      response.on('error', reject).on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        const { statusCode = 0, headers: told } = response;
        resolve({ statusCode, headers: told, body: Buffer.concat(pieces).toString('utf8') });
      });
    });
    sent.end(payload);
  });
}
