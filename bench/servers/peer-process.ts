import { createServer, type RequestListener, type Server } from 'node:http';
import { Pool } from 'pg';

/** What a peer is told on its command line. */
export interface PeerSettings {
  readonly databaseUrl: string;
  readonly poolSize: number;
  /** What a peer that answers from memory reads. */
  readonly answersFile: string;
}

export function peerSettings(): PeerSettings {
  const [databaseUrl = '', poolSize = '10', answersFile = ''] = process.argv.slice(2);
  return { databaseUrl, poolSize: Number(poolSize), answersFile };
}

export function peerPool({ databaseUrl, poolSize }: PeerSettings): Pool {
  return new Pool({ connectionString: databaseUrl, max: poolSize, idleTimeoutMillis: 0 });
}

/** Tells the bench where this process listens, and ends with it. */
export function announce(port: number): void {
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
}

export function listen(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') announce(address.port);
  });
}

export function listenBare(answer: RequestListener): void {
  listen(createServer(answer));
}

/** The body of a request, which nearly always comes in one piece. */
export function readBody(request: NodeJS.ReadableStream, done: (body: Buffer) => void): void {
  let first: Buffer | undefined;
  let rest: Buffer[] | undefined;
  request.on('data', (piece: Buffer) => {
    if (first === undefined) first = piece;
    else (rest ??= [first]).push(piece);
  });
  request.on('end', () => done(rest === undefined ? (first ?? Buffer.alloc(0)) : Buffer.concat(rest)));
}
