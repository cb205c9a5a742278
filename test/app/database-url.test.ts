import { describe, expect, test } from 'vitest';
import { parseDatabaseUrls } from '../../src/app/database-url.js';

const primary = { host: 'db', port: 5432, user: 'u', password: 'p', database: 'cms' };

test('one URL is a primary without replicas', () => {
  expect(parseDatabaseUrls('postgresql://u:p@db/cms')).toEqual({ primary, replicas: [] });
});

test('the first of several is the primary, each of the others a replica with settings of its own', () => {
  const text =
    'postgresql://u:p@db/cms, postgres://r:q@near:5433/cms?sslmode=verify-full ,postgresql:///cms?host=/run/pg';
  expect(parseDatabaseUrls(text)).toEqual({
    primary,
    replicas: [
      { host: 'near', port: 5433, user: 'r', password: 'q', database: 'cms', ssl: { rejectUnauthorized: true } },
      { host: '/run/pg', port: 5432, user: '', password: '', database: 'cms' },
    ],
  });
});

test('a comma in a password parts nothing', () => {
  expect(parseDatabaseUrls('postgresql://u:a,b@db/cms,postgresql://u:a,b@near/cms')).toMatchObject({
    primary: { password: 'a,b' },
    replicas: [{ host: 'near', password: 'a,b' }],
  });
});

describe('is refused', () => {
  test.each([
    ['a fault in any of them', 'postgresql://u@db/cms,postgresql://u@near'],
    ['another protocol', 'postgresql://u@db/cms,mysql://u@near/cms'],
    ['an end with a comma', 'postgresql://u@db/cms,'],
    ['hosts in one URL', 'postgresql://u@db,near/cms'],
    ['the same server twice', 'postgresql://u@db/cms,postgresql://r@db:5432/cms'],
    ['nothing', ''],
  ])('%s', (_name, text) => {
    expect(parseDatabaseUrls(text)).toBeUndefined();
  });
});
