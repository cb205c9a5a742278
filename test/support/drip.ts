import { connect, type Socket } from 'node:net';

const styles = ['idle', 'headers', 'body', 'half a body', 'never reads'] as const;

/** Opens connections that never finish what they begin, each in one of five ways; a byte comes every second. Gives what ends it. */
export function dripAt(port: number, count: number, question: string): () => void {
  const sockets = new Set<Socket>();
  for (let index = 0; index < count; index += 1) {
    // Each from one of many addresses of the loopback network: one address has too few ports for ten thousand.
    const socket = connect({ port, host: '127.0.0.1', localAddress: `127.0.1.${(index % 100) + 1}` });
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('connect', () => begin(socket, styles[index % styles.length] ?? 'idle', question));
  }
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable && drips.has(socket)) socket.write('x');
  }, 1_000);
  return () => {
    clearInterval(drip);
    for (const socket of sockets) socket.destroy();
  };
}

const drips = new WeakSet<Socket>();

function begin(socket: Socket, style: (typeof styles)[number], question: string): void {
  const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
  if (style === 'headers') socket.write('GET / HTTP/1.1\r\nx-');
  if (style === 'body') socket.write(`${head}content-length: 100000\r\n\r\n{"query":"`);
  if (style === 'half a body') socket.write(`${head}content-length: 100\r\n\r\n{"query":"{ a`);
  if (style !== 'never reads') socket.resume();
  else {
    const body = JSON.stringify({ query: question });
    const whole = `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    socket.write(whole.repeat(2));
  }
  // Some wait in silence, some send a byte now and then.
  if (style === 'headers' || style === 'body') drips.add(socket);
}
