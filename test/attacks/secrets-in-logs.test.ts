import { Writable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { demoPassword } from '../../seeds/seed-accounts.js';
import { parseConfig } from '../../src/app/config.js';
import { createHttp } from '../../src/app/create-http.js';
import { openDatabase, openStore } from '../../src/app/open-store.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { demoKeys } from '../support/flow-consumers.js';
import { demoApp } from '../support/test-app.js';

/** Each stands where only its owner should ever see it. */
const canaries = {
  wrongPassword: 'canary-wrong-password-71',
  newPassword: 'canary-new-password-72',
  databasePassword: 'canary-database-password-73',
  redisPassword: 'canary-redis-password-74',
  draftText: '金丝雀草稿正文75',
  draftTitle: '金丝雀草稿标题76',
  person: '金丝雀来文人77',
  madeUpToken: 'Y2FuYXJ5.dG9rZW4.NzgK',
  variable: 'canary-variable-79',
};

const written: string[] = [];
const destination = new Writable({
  write(chunk: Buffer, _encoding, done) {
    written.push(chunk.toString());
    done();
  },
});

const demo = await demoApp();
const parsed = parseConfig({ PUBLIC_URL: 'http://portal.example', SEED_DEMO: 'false', RATE_LIMIT_PUBLIC: '0' });
if (!parsed.ok) throw new Error(parsed.faults.join(' '));
const logger = createLogger('trace', { destination });
const store = await openStore({ config: parsed.config, logger, clock: demo.clock }, demo.db);
const server = await createHttp(store, demo.session);
await server.ready();
afterAll(async () => {
  await server.close();
  await store.follower.stop();
});

async function send(url: string, body: object | string, authorization?: string) {
  const response = await server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer: { data?: unknown; errors?: { message: string; extensions: { code: string } }[] } = response.json();
  return { ...answer, text: response.body };
}

const path = '/editorial/graphql';
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken refreshToken } } }';

async function open(login: string) {
  const { data } = await send(path, { query: signIn, variables: { input: { login, password: demoPassword } } });
  const session = z.object({ accessToken: z.string(), refreshToken: z.string() });
  return z.object({ signIn: z.object({ session }) }).parse(data).signIn.session;
}

const content = {
  title: canaries.draftTitle,
  html: `<p>${canaries.draftText}</p>`,
  origin: 'RECEIVED_FROM_PERSON',
  sourceKind: 'CITIZEN',
  sourceName: canaries.person,
};

test('no secret and no draft is written to the log or into an error, whatever goes wrong', async () => {
  const secrets: string[] = Object.values(canaries);
  const answers: string[] = [];
  const { accessToken, refreshToken } = await open('caoyang-drafter');
  const [key = ''] = demoKeys;
  secrets.push(demoPassword, accessToken, refreshToken, key, demo.session.secret);
  const bearer = `Bearer ${accessToken}`;
  const create =
    'mutation ($input: CreateDraftInput!) { createDraft(input: $input) { draft { id } userErrors { code } } }';
  const draft = {
    query: create,
    variables: { input: { kind: 'SERVICE_GUIDE', bodyId: '00000000-0000-4000-8000-000000000000', content } },
  };
  const mistakes: readonly (readonly [string, object | string, string?])[] = [
    [path, { query: signIn, variables: { input: { login: 'caoyang-drafter', password: canaries.wrongPassword } } }],
    [
      path,
      {
        query: `mutation { signIn(input: { login: "x", password: "${canaries.wrongPassword}", no: 1 }) { session { accessToken } } }`,
      },
    ],
    [
      path,
      {
        query: 'mutation ($i: RefreshSessionInput!) { refreshSession(input: $i) { session { accessToken } } }',
        variables: { i: { refreshToken: canaries.madeUpToken } },
      },
    ],
    [
      path,
      {
        query: 'mutation ($i: ChangePasswordInput!) { changePassword(input: $i) { changed } }',
        variables: { i: { currentPassword: canaries.wrongPassword, newPassword: canaries.newPassword } },
      },
      bearer,
    ],
    [path, { query: '{ me { id } }' }, `Bearer ${canaries.madeUpToken}`],
    ['/graphql', { query: '{ __typename }' }, `Bearer ty_abcdefgh_${canaries.variable.padEnd(43, 'x')}`],
    ['/graphql', { query: '{ __typename }' }, `Bearer ${key}`],
    ['/graphql', { query: `{ division(code: "${canaries.variable}") { nothing } }` }],
    ['/graphql', `{"query": "{ ${canaries.variable}`],
    [path, draft, bearer],
    [path, { ...draft, variables: { input: { ...draft.variables.input, kind: 'NO_KIND' } } }, bearer],
  ];
  for (const mistake of mistakes) answers.push((await send(...mistake)).text);

  // Now everything breaks below: each statement of the next acts fails within the database, parameters and all.
  const broken = [
    'alter table draft add constraint canary_breaks check (false) not valid',
    'alter table draft rename column title to renamed_title',
  ];
  const office = z.object({ division: z.object({ government: z.object({ id: z.string() }) }) });
  const { division } = office.parse(
    (await demo.publicly('{ division(code: "310107005") { government { id } } }')).data,
  );
  const valid = {
    query: create,
    variables: { input: { kind: 'SERVICE_GUIDE', bodyId: division.government.id, content } },
  };
  for (const statement of broken) {
    await demo.db.sql(statement);
    const { errors, text } = await send(path, valid, bearer);
    expect(errors?.[0]?.extensions.code).toBe('INTERNAL');
    answers.push(text);
  }
  await demo.db.sql('alter table refresh_token rename to refresh_token_gone').catch(() => undefined);
  answers.push(
    (await send(path, { query: signIn, variables: { input: { login: 'caoyang-signer', password: demoPassword } } }))
      .text,
  );

  const log = written.join('');
  expect(log).toContain('masked error');
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  // What the caller said itself may come back to it, such as a name that the schema does not have; secrets may not.
  const own = new Set([canaries.variable]);
  expect(secrets.filter((secret) => !own.has(secret) && answers.join('\n').includes(secret))).toEqual([]);
});

test('where the database and the cache are, and their passwords, is not written when they cannot be reached', async () => {
  const config = parseConfig({
    DATABASE_URL: `postgresql://tongyuan:${canaries.databasePassword}@127.0.0.1:1/tongyuan`,
    REDIS_URL: `redis://:${canaries.redisPassword}@127.0.0.1:1`,
  });
  if (!config.ok) throw new Error(config.faults.join(' '));
  const told: string[] = [];
  try {
    const db = await openDatabase({ config: config.config, logger });
    await db.sql('select 1').catch((error: unknown) => logger.error({ err: error }, 'told'));
    await db.close();
  } catch (error) {
    logger.error({ err: error }, 'told');
    told.push(String(error));
  }
  const faults = parseConfig({
    DATABASE_URL: `mysql://u:${canaries.databasePassword}@x/y`,
    REDIS_URL: canaries.redisPassword,
  });
  const all = `${written.join('')}${told.join('')}${faults.ok ? '' : faults.faults.join('')}`;
  expect(all).toContain('told');
  for (const secret of [canaries.databasePassword, canaries.redisPassword]) expect(all).not.toContain(secret);
});
