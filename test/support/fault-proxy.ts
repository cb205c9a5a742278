import { createServer, request, type ServerResponse } from 'node:http';
import { once } from 'node:events';

/**
 * slow: answers after five seconds; busy: every other request is turned away with 429; lost: the work is done, the
 * answer never comes; partial: of the first answer to a bulk request every other item says 429.
 */
export type Fault = 'none' | 'slow' | 'busy' | 'lost' | 'partial';

export interface FaultProxy {
  readonly url: string;
  fault: Fault;
  stop(): void;
}

const slowness = 5_000;

/** Stands before an HTTP server and does to its answers what networks and loads do. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  let count = 0;
  const server = createServer((incoming, outgoing) => {
    count += 1;
    if (proxy.fault === 'busy' && count % 2 === 1) {
      outgoing.writeHead(429, { 'content-type': 'application/json' }).end('{"error":{"type":"rejected"},"status":429}');
      return;
    }
    const forwarded = request(
      `${target}${incoming.url}`,
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const body = Buffer.concat(chunks);
          const send = (content: Buffer): void => {
            const headers = { ...answer.headers, 'content-length': String(content.length) };
            delete headers['transfer-encoding'];
            outgoing.writeHead(answer.statusCode ?? 502, headers).end(incoming.method === 'HEAD' ? undefined : content);
          };
          pass(proxy, { body, isBulk: incoming.url?.includes('/_bulk') === true, send, outgoing });
        });
      },
    );
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${address.port}`,
    fault: 'none',
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return proxy;
}

interface Answer {
  readonly body: Buffer;
  readonly isBulk: boolean;
  readonly send: (content: Buffer) => void;
  readonly outgoing: ServerResponse;
}

function pass(proxy: FaultProxy, { body, isBulk, send, outgoing }: Answer): void {
  if (proxy.fault === 'lost') outgoing.destroy();
  else if (proxy.fault === 'slow') setTimeout(() => send(body), slowness).unref();
  else if (proxy.fault === 'partial' && isBulk) {
    proxy.fault = 'none';
    let item = 0;
    const text = body
      .toString('utf8')
      .replace(/"status":20[01]/g, (status) => (item++ % 2 === 0 ? '"status":429' : status));
    send(Buffer.from(text));
  } else send(body);
}
