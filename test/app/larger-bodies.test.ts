import { request } from 'node:http';
import { expect, test } from 'vitest';
import { standardCity } from '../support/standard-city.js';

const app = await standardCity();
const token = await app.signIn('city-office');

async function sent(url: string, bytes: number, headers: Record<string, string> = {}): Promise<[number, string?]> {
  const query = 'query ($text: ID!) { __typename catalogueEdition(id: $text) { id } }';
  const payload = JSON.stringify({ query, variables: { text: 'x'.repeat(bytes) } });
  const answer = await app.server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    payload,
  });
  const { errors } = answer.json<{ errors?: { extensions: { code: string } }[] }>();
  return [answer.statusCode, ...(errors?.slice(0, 1).map(({ extensions }) => extensions.code) ?? [])] as [
    number,
    string?,
  ];
}

const above = 1_200_000;

test('the staff may send a whole catalogue, once signed in', async () => {
  expect(await sent('/editorial/graphql', above, { authorization: `Bearer ${token}` })).toEqual([200]);
  expect(await sent('/editorial/graphql', 4_300_000, { authorization: `Bearer ${token}` })).toEqual([
    413,
    'BAD_REQUEST',
  ]);
});

test('nobody else may, and nothing of what they send is read', async () => {
  expect(await sent('/editorial/graphql', above)).toEqual([401, 'UNAUTHENTICATED']);
  expect(await sent('/editorial/graphql', above, { authorization: 'Bearer nonsense' })).toEqual([
    401,
    'UNAUTHENTICATED',
  ]);
  expect(await sent('/graphql', above, { authorization: `Bearer ${token}` })).toEqual([413, 'BAD_REQUEST']);
});

/** In pieces, without saying how much is to come. */
async function streamed(address: string, bytes: number): Promise<number> {
  const text = JSON.stringify({ query: '{ __typename }', variables: { text: 'x'.repeat(bytes) } });
  const pieces = text.match(/.{1,65536}/gs) ?? [];
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const asked = request(`${address}/editorial/graphql`, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    for (const piece of pieces) asked.write(piece);
    asked.end();
  });
}

test('a body of unstated length is read as far as everybody’s', async () => {
  const address = await app.server.listen({ host: '127.0.0.1', port: 0 });
  expect(await streamed(address, 1_000)).toBe(200);
  expect(await streamed(address, above)).toBe(400);
});

test('what is small is read of everybody, and answered', async () => {
  expect(await sent('/editorial/graphql', 10)).toEqual([200, 'UNAUTHENTICATED']);
});
