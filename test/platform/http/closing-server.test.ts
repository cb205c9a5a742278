import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createServer } from '../../../src/platform/http/create-server.js';
import { createLogger } from '../../../src/platform/logging/logger.js';

test('what comes on an open connection while the server closes is answered, then it hangs up', async () => {
  const server = createServer(createLogger('silent'));
  let begun: () => void = () => undefined;
  let goOn: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (begun = resolve));
  const released = new Promise<void>((resolve) => (goOn = resolve));
  server.get('/slow', async () => {
    begun();
    await released;
    return { slow: true };
  });
  server.get('/next', async () => ({ next: true }));
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  const ended = once(socket, 'close');
  socket.write('GET /slow HTTP/1.1\r\nhost: x\r\n\r\n');
  await started;
  const closed = server.close();
  socket.write('GET /next HTTP/1.1\r\nhost: x\r\n\r\n');
  // Both are on their way before the first is answered.
  setTimeout(goOn, 100);
  await Promise.all([ended, closed]);
  const text = Buffer.concat(parts).toString();
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
  expect(text).toContain('{"next":true}');
});
