import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, expect, test } from 'vitest';
import { createServer } from '../../../src/platform/http/create-server.js';
import { createLogger } from '../../../src/platform/logging/logger.js';

const server = createServer(createLogger('silent'));
server.get('/', async () => ({}));
const address = await server.listen({ host: '127.0.0.1', port: 0 });
afterAll(() => server.close());

/** What the server says to these bytes before it hangs up. */
async function answerTo(text: string): Promise<{ head: string; body: unknown }> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.write(text);
  await once(socket, 'close');
  const [head = '', body = ''] = Buffer.concat(parts).toString().split('\r\n\r\n');
  return { head: head.split('\r\n')[0] ?? '', body: JSON.parse(body) };
}

const refusal = (message: string) => ({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });

test('what is not HTTP is answered with a code', async () => {
  expect(await answerTo('NONSENSE\r\n\r\n')).toEqual({
    head: 'HTTP/1.1 400 Bad Request',
    body: refusal('Bad Request.'),
  });
});

test('so are headers without end', async () => {
  expect(await answerTo(`GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}`)).toEqual({
    head: 'HTTP/1.1 431 Request Header Fields Too Large',
    body: refusal('Request Header Fields Too Large.'),
  });
});

test('and an address that cannot be decoded', async () => {
  expect(await answerTo('GET /%ff HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toEqual({
    head: 'HTTP/1.1 400 Bad Request',
    body: refusal('The address is not well-formed.'),
  });
});
