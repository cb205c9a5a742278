import { afterAll, beforeAll, expect, test } from 'vitest';
import { Caller, type Heard, percentile, type SentRequest } from '../support/callers.js';
import { demoApp } from '../support/test-app.js';

/** FLOODS=long floods for twelve seconds each, more than a window of the limit, and holds the other caller's p99 to three times calm. */
const long = process.env['FLOODS'] === 'long';
const milliseconds = long ? 12_000 : 700;
const limits = { RATE_LIMIT_PUBLIC: '600', RATE_LIMIT_EDITORIAL: '200', RATE_LIMIT_SIGN_IN: '20' };

const app = await demoApp(process.env['FLOODS_LIMITS'] === 'off' ? {} : limits);
const json = { 'content-type': 'application/json' };
const post = (query: string, more: object = {}, path = '/graphql'): SentRequest => ({
  path,
  headers: json,
  body: JSON.stringify({ query, ...more }),
});
const times = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_none, index) => of(index)).join(' ');

const page =
  'disclosures(first: 100) { totalCount edges { node { id title items { name } versions { digest } responsibleBody { name } } } }';
const words = ['社区', '示例', '助餐', '通知', '办法', '养老', '街道', '2026', '公开', '服务'];
const representations = Array.from({ length: 100 }, (_none, index) => ({
  __typename: ['Division', 'CatalogueItem'][index % 2],
  code: index % 2 === 0 ? '310107' : 'ZH-07',
  division: { code: '310107005' },
}));

/** What is sent again and again, and the status that every answer but those beyond the limit has. */
const floods: Readonly<Record<string, readonly [readonly SentRequest[], string]>> = {
  deep: [[post(`{ division(code: "310107") ${'{ parent '.repeat(90)}{ code }${'}'.repeat(91)}`)], '400'],
  aliased: [[post(`{ ${times(900, (at) => `a${at}: __typename`)} }`)], '400'],
  oversized: [[post('{ __typename }', { padding: 'x'.repeat(2_000_000) })], '413'],
  'just below the size': [[post('{ __typename }', { variables: { padding: 'x'.repeat(1_000_000) } })], '200'],
  'inline fragments': [[post(`{ ${times(300, () => `... on Query { ${'__typename '.repeat(4)} }`)} }`)], '400'],
  'fragments that double': [
    [
      post(
        `{ ...A0 } ${times(30, (at) => `fragment A${at} on Query { ...A${at + 1} ...A${at + 1} }`)} fragment A30 on Query { __typename }`,
      ),
    ],
    '400',
  ],
  'fields that must be merged': [
    [post(`{ ${times(45, (at) => `a${at % 2}: division(code: "310107") { x: name }`)} }`)],
    '200',
  ],
  introspection: [
    [post('{ __schema { types { name fields { name args { name } type { name ofType { name } } } } } }')],
    '200',
  ],
  'costly pages': [[post(`{ ${page} }`)], '200'],
  searches: [
    words.map((word) =>
      post(
        `{ ${times(40, (at) => `a${at}: search(query: "${word}${at % 7 === 0 ? '示' : ''}", first: 5) { totalCount edges { node { id highlights { fragments } } } }`)} }`,
      ),
    ),
    '200',
  ],
  entities: [
    [
      post(
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Division { name bodies(first: 2) { totalCount } } ... on CatalogueItem { name deadline { text } responsibility { body { name } } } } }',
        { variables: { of: representations } },
      ),
    ],
    '200',
  ],
  passwords: [
    words.map((word) =>
      post(
        `mutation { signIn(input: { login: "${word}", password: "x" }) { session { accessToken } } }`,
        {},
        '/editorial/graphql',
      ),
    ),
    '200',
  ],
  'pages and health': [
    ['/', '/readyz', '/metrics', '/graphiql', '/README.md'].map((path) => ({ path, headers: {} })),
    '200',
  ],
};

const mild: readonly SentRequest[] = [
  post('{ checkpoint { sequence } }'),
  post('{ division(code: "310107") { name government { name } } }'),
  post('{ disclosures(first: 5) { edges { node { title } } } }'),
];

const attacker = new Caller();
const other = new Caller();
let port = 0;
const table: string[] = [];
let calm = 0;

beforeAll(async () => {
  port = Number(new URL(await app.server.listen({ host: '127.0.0.1', port: 0 })).port);
  await listen(500);
  calm = p99(await listen(Math.max(milliseconds, 2_000)));
  table.push(row('calm', { calm }));
});

afterAll(() => {
  attacker.stop();
  other.stop();
  process.stdout.write(`\n${table.join('\n')}\n`);
});

/** Another caller, from an address of its own, every few milliseconds. */
function listen(forTime: number): Promise<Heard> {
  return other.call({ port, from: '127.0.0.2', callers: 1, pause: 25, milliseconds: forTime, requests: mild });
}

const p99 = ({ times: all }: Heard): number => percentile(all, 0.99);

function row(name: string, { calm: own, flood, during }: { calm?: number; flood?: Heard; during?: Heard }): string {
  const parts = [
    name.padEnd(28),
    `p99 ${(own ?? (during === undefined ? 0 : p99(during))).toFixed(1).padStart(7)} ms`,
    during === undefined ? '' : `${(p99(during) / calm).toFixed(1).padStart(5)} × calm`,
    flood === undefined ? '' : JSON.stringify(flood.statuses),
  ];
  return parts.join('  ');
}

test.each(Object.entries(floods))(
  '%s: answered as they should be, and another caller is served',
  async (name, [requests, status]) => {
    const [flood, during] = await Promise.all([
      attacker.call({ port, from: '127.0.0.1', callers: 20, pause: 0, milliseconds, requests }),
      listen(milliseconds),
    ]);
    table.push(row(name, { flood, during }));
    expect(Object.keys(during.statuses)).toEqual(['200']);
    // Too many searches at once wait for the database longer than their caller may.
    // A body that is too large is cut off while it is still sent: its sender may hear nothing but that.
    const seen = Object.keys(flood.statuses).filter((code) => code !== '429' && (status !== '413' || code !== 'cut'));
    expect(seen.filter((code) => code !== status)).toEqual([]);
    // A short flood says nothing about the slowest of a hundred.
    expect(long ? p99(during) : 0).toBeLessThanOrEqual(3 * calm);
  },
  60_000,
);
