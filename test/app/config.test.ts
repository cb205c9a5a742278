import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Config, parseConfig } from '../../src/app/config.js';
import { tokenSecret } from '../../src/app/token-secret.js';

const secret = 'x'.repeat(32);

function read(environment: Record<string, string | undefined>): Config {
  const result = parseConfig(environment);
  if (!result.ok) throw new Error(result.faults.join('\n'));
  return result.config;
}

function faults(environment: Record<string, string | undefined>): readonly string[] {
  const result = parseConfig(environment);
  return result.ok ? [] : result.faults;
}

test('an empty environment gives the demo on this machine only', () => {
  expect(read({})).toEqual({
    mode: 'demo',
    port: 4000,
    host: '127.0.0.1',
    dataDir: resolve('.data'),
    database: undefined,
    replicas: [],
    databasePoolSize: 10,
    redisUrl: undefined,
    openSearchUrl: undefined,
    tokenSecret: undefined,
    logLevel: 'info',
    publicUrl: 'http://localhost:4000',
    firstOperator: undefined,
    seedDemo: true,
    responseCacheMegabytes: 64,
    readPlans: true,
    rateLimits: { public: 100_000, editorial: 5_000, signIn: 1_000 },
    trustProxy: 0,
  });
  expect(Object.isFrozen(read({}))).toBe(true);
});

test('every setting can be given', () => {
  expect(
    read({
      PORT: '8080',
      HOST: '::',
      DATA_DIR: '/srv/tongyuan',
      DATABASE_URL: 'postgresql://editor:p%40ss@db.internal:6432/disclosure?sslmode=verify-full',
      DATABASE_POOL_SIZE: '25',
      REDIS_URL: 'rediss://cache.internal:6380/1',
      OPENSEARCH_URL: 'https://search.internal:9200/',
      TONGYUAN_MODE: 'production',
      TOKEN_SECRET: secret,
      LOG_LEVEL: 'warn',
      PUBLIC_URL: 'https://open.example.gov.cn/',
      SEED_DEMO: '1',
      RATE_LIMIT_PUBLIC: '5000',
      RATE_LIMIT_EDITORIAL: '0',
      RATE_LIMIT_SIGN_IN: '5',
      TRUST_PROXY: '10.0.0.1, 192.168.0.0/16,fd00::/8',
    }),
  ).toEqual({
    mode: 'production',
    port: 8080,
    host: '::',
    dataDir: '/srv/tongyuan',
    database: {
      host: 'db.internal',
      port: 6432,
      user: 'editor',
      password: 'p@ss',
      database: 'disclosure',
      ssl: { rejectUnauthorized: true },
    },
    replicas: [],
    databasePoolSize: 25,
    redisUrl: 'rediss://cache.internal:6380/1',
    openSearchUrl: 'https://search.internal:9200',
    tokenSecret: secret,
    logLevel: 'warn',
    publicUrl: 'https://open.example.gov.cn',
    seedDemo: true,
    responseCacheMegabytes: 64,
    readPlans: true,
    rateLimits: { public: 5_000, editorial: 0, signIn: 5 },
    trustProxy: ['10.0.0.1', '192.168.0.0/16', 'fd00::/8'],
  });
});

test('an empty value counts as absent', () => {
  expect(read({ NODE_ENV: 'production', TOKEN_SECRET: secret })).toMatchObject({
    mode: 'production',
    seedDemo: false,
    rateLimits: { public: 6_000, editorial: 200, signIn: 20 },
  });
});

test('NODE_ENV=production means production mode unless TONGYUAN_MODE says otherwise', () => {
  expect(read({ NODE_ENV: 'production', TOKEN_SECRET: secret })).toMatchObject({ mode: 'production', seedDemo: false });
  expect(read({ NODE_ENV: 'production', TONGYUAN_MODE: 'demo' })).toMatchObject({ mode: 'demo', seedDemo: true });
  expect(read({ NODE_ENV: 'test' }).mode).toBe('demo');
});

test.each([
  ['postgresql:///cms?host=/run/postgresql', { host: '/run/postgresql', port: 5432, user: '', database: 'cms' }],
  ['postgresql://u@/cms?host=/run/pg&port=5433', { host: '/run/pg', port: 5433, user: 'u', database: 'cms' }],
  ['postgres://u@%2Frun%2Fpg/cms', { host: '/run/pg', port: 5432, user: 'u', database: 'cms' }],
  ['postgres://u:p@[::1]:5433/cms', { host: '::1', port: 5433, user: 'u', database: 'cms' }],
  ['postgres://u@db/cms?sslmode=require', { host: 'db', ssl: { rejectUnauthorized: false } }],
])('reads the database URL %s', (url, expected) => {
  expect(read({ DATABASE_URL: url }).database).toMatchObject(expected);
});

describe('each fault is one sentence', () => {
  const port = 'allowed is a whole number from 0 to 65535.';
  const database =
    'DATABASE_URL is wrong: allowed is a PostgreSQL URL such as postgresql://user:password@host:5432/database, then those of replicas, if any, each server once, with commas between.';
  const levels = 'fatal, error, warn, info, debug, trace, silent';
  const proxies =
    'allowed is a number of proxies from 0 to 9, or their addresses and networks such as 10.0.0.1,192.168.0.0/16.';
  const web = 'a URL that begins with http:// or https://';
  const cases: [Record<string, string>, string][] = [
    [{ PORT: 'web' }, `PORT is "web", which is wrong: ${port}`],
    [{ PORT: '65536' }, `PORT is "65536", which is wrong: ${port}`],
    [{ PORT: '-1' }, `PORT is "-1", which is wrong: ${port}`],
    [{ HOST: 'a b' }, 'HOST is "a b", which is wrong: allowed is an IP address or a host name.'],
    [{ DATABASE_URL: 'mysql://u:hidden@db/cms' }, database],
    [{ DATABASE_URL: 'postgresql://u:hidden@db' }, database],
    [{ DATABASE_URL: 'postgresql://u:hidden@db/cms?sslmode=maybe' }, database],
    [
      { DATABASE_POOL_SIZE: '1' },
      'DATABASE_POOL_SIZE is "1", which is wrong: allowed is a whole number from 2 to 500.',
    ],
    [
      { DATABASE_POOL_SIZE: '41' },
      'DATABASE_POOL_SIZE is "41", which is wrong: allowed is a whole number from 2 to 40 with the embedded database.',
    ],
    [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL is wrong: allowed is a URL that begins with redis:// or rediss://.'],
    [{ OPENSEARCH_URL: 'search' }, `OPENSEARCH_URL is wrong: allowed is ${web}.`],
    [{ TONGYUAN_MODE: 'live' }, 'TONGYUAN_MODE is "live", which is wrong: allowed is one of demo, production.'],
    [{ TOKEN_SECRET: 'short' }, 'TOKEN_SECRET is wrong: allowed is at least 32 characters.'],
    [{ LOG_LEVEL: 'loud' }, `LOG_LEVEL is "loud", which is wrong: allowed is one of ${levels}.`],
    [{ PUBLIC_URL: 'ftp://x' }, `PUBLIC_URL is "ftp://x", which is wrong: allowed is ${web}.`],
    [{ SEED_DEMO: 'maybe' }, 'SEED_DEMO is "maybe", which is wrong: allowed is one of true, false, 1, 0.'],
    [
      { RATE_LIMIT_PUBLIC: '-1' },
      'RATE_LIMIT_PUBLIC is "-1", which is wrong: allowed is a whole number from 0 to 1000000.',
    ],
    [{ TRUST_PROXY: 'true' }, `TRUST_PROXY is "true", which is wrong: ${proxies}`],
    [{ TRUST_PROXY: '0.0.0.0/0' }, `TRUST_PROXY is "0.0.0.0/0", which is wrong: ${proxies}`],
    [{ TRUST_PROXY: '10.0.0.1,' }, `TRUST_PROXY is "10.0.0.1,", which is wrong: ${proxies}`],
    [
      { TONGYUAN_MODE: 'production' },
      'TOKEN_SECRET is missing: production mode needs a secret of at least 32 characters.',
    ],
    [{ TONGYUAN_PORT: '80' }, 'TONGYUAN_PORT is not a setting: the only one with this prefix is TONGYUAN_MODE.'],
  ];
  test.each(cases)('%o', (environment, sentence) => {
    expect(faults(environment)).toEqual([sentence]);
  });
});

test('all faults are told at once', () => {
  expect(faults({ PORT: 'web', LOG_LEVEL: 'loud', TONGYUAN_X: '1' })).toHaveLength(3);
});

describe('the secret of the demo', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tongyuan-test-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  test('is made once, kept, and for the owner only', () => {
    const config = read({ DATA_DIR: join(dir, 'data') });
    const made = tokenSecret(config);
    expect(made).toMatch(/^[\w-]{43}$/);
    expect(tokenSecret(config)).toBe(made);
    expect(statSync(join(dir, 'data', 'token-secret')).mode & 0o777).toBe(0o600);
  });

  test('yields to TOKEN_SECRET', () => {
    expect(tokenSecret(read({ DATA_DIR: join(dir, 'other'), TOKEN_SECRET: secret }))).toBe(secret);
  });
});

test('half a first operator is a fault', () => {
  const sentence = 'FIRST_OPERATOR_LOGIN and FIRST_OPERATOR_PASSWORD go together: give both or neither.';
  expect(faults({ FIRST_OPERATOR_LOGIN: 'first' })).toEqual([sentence]);
  expect(faults({ FIRST_OPERATOR_PASSWORD: 'twelve characters' })).toEqual([sentence]);
  expect(faults({ FIRST_OPERATOR_LOGIN: 'first', FIRST_OPERATOR_PASSWORD: 'short' })).toEqual([
    'FIRST_OPERATOR_PASSWORD is wrong: allowed is at least 12 characters.',
  ]);
});
