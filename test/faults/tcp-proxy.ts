import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * open: passes everything; silent: takes what comes and never answers, and such connections break in the end;
 * slow: every answer comes a second late; closed: hangs up on everybody.
 */
export type TcpFault = 'open' | 'silent' | 'slow' | 'closed';

export interface TcpProxy {
  readonly port: number;
  /** Holds for the connections that are open already, too. */
  fault: TcpFault;
  stop(): void;
}

const slowness = 1_000;

/** Stands before a server that speaks any protocol over TCP and does to it what networks do. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let fault: TcpFault = 'open';
  const server = createServer((inside) => {
    const outside = connect(target, '127.0.0.1');
    for (const socket of [inside, outside]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        inside.destroy();
        outside.destroy();
      });
    }
    inside.on('data', (words) => void (fault === 'silent' || outside.write(words)));
    outside.on('data', (words) => {
      if (fault === 'slow') setTimeout(() => inside.write(words), slowness).unref();
      else if (fault !== 'silent') inside.write(words);
    });
    if (fault === 'closed') inside.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    get fault() {
      return fault;
    },
    set fault(next) {
      const silenced = fault === 'silent' && next !== 'silent';
      fault = next;
      // A stream that lost bytes never goes on.
      if (next === 'closed' || silenced) for (const socket of sockets) socket.destroy();
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
