import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AnsweredRequests } from '../../../src/platform/http/answered-requests.js';
import { CallerLimits } from '../../../src/platform/http/caller-limits.js';
import { createServer } from '../../../src/platform/http/create-server.js';
import { FastLane, type LaneAnswer } from '../../../src/platform/http/fast-lane.js';
import { limitRate } from '../../../src/platform/http/limit-rate.js';
import { createLogger } from '../../../src/platform/logging/logger.js';

const answered = new AnsweredRequests();
const told: string[] = [];
answered.onAnswered(({ method, route, status }) => told.push(`${method} ${route} ${status}`));
const lane = new FastLane(answered);
const server = createServer(createLogger('silent'), { answered, lane });
const limits = new CallerLimits(12, () => null);
/** What the lane waits for, by the body that asked. */
const slow = new Map<string, PromiseWithResolvers<LaneAnswer | null>>();
let working = 0;
let port = 0;

beforeAll(async () => {
  await limitRate(server, limits, (scope) => {
    scope.post('/x', (request, reply) => reply.send({ framework: request.body }));
    scope.get('/x', (_request, reply) => reply.send({ framework: 'GET' }));
  });
  lane.open({
    path: '/x',
    limits,
    headers: ['x-of-lane', 'yes'],
    trustsProxy: false,
    answer: ({ body, url }) => {
      const text = body?.toString() ?? url;
      if (text.includes('quick')) return { headers: ['content-type', 'text/plain'], body: Buffer.from(`lane ${text}`) };
      if (!text.includes('slow')) return null;
      return () => {
        working += 1;
        const given = Promise.withResolvers<LaneAnswer | null>();
        slow.set(text, given);
        return given.promise;
      };
    },
  });
  port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => server.close());

/** From an address of its own, so that each test has a window of its own. */
function send(from: string, text: string, method = 'POST', headers: Readonly<Record<string, string>> = {}) {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  const body = method === 'POST' ? JSON.stringify(text) : '';
  const lines = [
    `${method} ${method === 'POST' ? '/x' : `/x?${text}`} HTTP/1.1`,
    'host: x',
    'connection: close',
    ...(method === 'POST' ? ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`] : []),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  let answer = '';
  socket.on('data', (piece: Buffer) => (answer += piece.toString()));
  const done = once(socket, 'close').then(() => ({
    status: Number(answer.slice(9, 12)),
    lane: answer.includes('x-of-lane: yes'),
    body: answer.slice(answer.indexOf('\r\n\r\n') + 4),
  }));
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  return { done, socket };
}

test('answers what it can, and hands on everything else untouched', async () => {
  const from = '127.0.0.2';
  expect(await send(from, 'quick').done).toEqual({ status: 200, lane: true, body: 'lane "quick"' });
  expect(await send(from, 'quick', 'GET').done).toEqual({ status: 200, lane: true, body: 'lane /x?quick' });
  expect(await send(from, 'other').done).toEqual({ status: 200, lane: false, body: '{"framework":"other"}' });
  expect(await send(from, 'other', 'GET').done).toEqual({ status: 200, lane: false, body: '{"framework":"GET"}' });
  const keyed = await send(from, 'quick', 'POST', { authorization: 'Bearer x' }).done;
  expect(keyed).toEqual({ status: 200, lane: false, body: '{"framework":"quick"}' });
  const late = send(from, 'slow 1');
  await expect.poll(() => slow.has('"slow 1"')).toBe(true);
  slow.get('"slow 1"')?.resolve(null);
  expect(await late.done).toEqual({ status: 200, lane: false, body: '{"framework":"slow 1"}' });
  const made = send(from, 'slow 2');
  await expect.poll(() => slow.has('"slow 2"')).toBe(true);
  slow.get('"slow 2"')?.resolve({ headers: [], body: Buffer.from('made') });
  expect(await made.done).toEqual({ status: 200, lane: true, body: 'made' });
  await expect.poll(() => told.length).toBe(7);
  expect(new Set(told)).toEqual(new Set(['POST /x 200', 'GET /x 200']));
});

test('a body in pieces is for the framework', async () => {
  const { socket, done } = send('127.0.0.3', 'quick', 'POST', { 'x-more': 'a' });
  expect((await done).lane).toBe(true);
  socket.destroy();
  const parted = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.3' });
  let answer = '';
  parted.on('data', (piece: Buffer) => (answer += piece.toString()));
  parted.write(
    'POST /x HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 7\r\n\r\n"qu',
  );
  await new Promise((resolve) => setTimeout(resolve, 30));
  parted.write('ick"');
  await once(parted, 'close');
  expect(answer).toContain('{"framework":"quick"}');
});

test('every request counts once, whoever answers it', async () => {
  const statuses: number[] = [];
  for (let index = 0; index < 15; index += 1) {
    statuses.push((await send('127.0.0.4', index % 2 === 0 ? 'quick' : 'other').done).status);
  }
  expect(statuses).toEqual([...Array<number>(12).fill(200), 429, 429, 429]);
  expect((await send('127.0.0.5', 'quick').done).status).toBe(200);
});

test('a refused body is not waited for', async () => {
  const from = '127.0.0.8';
  for (let index = 0; index < 12; index += 1) await send(from, 'quick').done;
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  let answer = '';
  socket.on('data', (piece: Buffer) => (answer += piece.toString()));
  socket.write('POST /x HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900000\r\n\r\n"');
  await once(socket, 'close');
  expect(answer).toMatch(/^HTTP\/1.1 429 .*\r\nconnection: close\r\n/s);
});

test('works on eight of one caller at once; who hangs up leaves the line', async () => {
  const before = working;
  const sent = Array.from({ length: 11 }, (_none, index) => send('127.0.0.6', `slow ${index + 10}`));
  await expect.poll(() => working - before).toBe(8);
  // What is at hand needs no turn.
  expect((await send('127.0.0.6', 'quick').done).lane).toBe(true);
  const waiting = sent.slice(8);
  waiting[0]?.socket.destroy();
  expect((await send('127.0.0.7', 'quick').done).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(working - before).toBe(8);
  for (const index of [0, 1]) slow.get(`"slow ${index + 10}"`)?.resolve({ headers: [], body: Buffer.from('made') });
  await expect.poll(() => working - before).toBe(10);
  for (const given of slow.values()) given.resolve({ headers: [], body: Buffer.from('made') });
  const bodies = await Promise.all(sent.map(async ({ done }) => (await done).body));
  expect(bodies.filter((body) => body === 'made')).toHaveLength(10);
});
