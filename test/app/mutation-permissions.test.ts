import { expect, test } from 'vitest';
import { z } from 'zod';
import { demoPassword } from '../../seeds/seed-accounts.js';
import { actWith, type Outcome } from '../support/flow-act.js';
import { attempts } from '../support/mutation-attempts.js';
import { everythingStored } from '../support/everything-stored.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

/** Sessions belong to everybody: what they ask for is a secret, not a role. Each has a test of its own below. */
const forEverybody = ['signIn', 'refreshSession', 'signOut', 'changePassword'];

test('every mutation of the schema is tried here', async () => {
  const answer = await app.editorially({ query: '{ __schema { mutationType { fields { name } } } }' });
  const schema = z.object({
    __schema: z.object({ mutationType: z.object({ fields: z.array(z.object({ name: z.string() })) }) }),
  });
  const names = schema.parse(answer.data).__schema.mutationType.fields.map((field) => field.name);
  expect(names.toSorted()).toEqual([...Object.keys(attempts), ...forEverybody].toSorted());
});

test.each(Object.entries(attempts))('%s', async (mutation, { right, wrong, wrongCode, reader, prepare }) => {
  const act = { mutation, input: await prepare(app) };
  // Signed in beforehand, so that what is compared is the act's alone and no table has to be left out.
  const [rightToken, wrongToken, readerToken] = [
    await app.signIn(right),
    await app.signIn(wrong),
    await app.signIn(reader),
  ];
  const stored = await everythingStored(app.db);

  const denied: readonly [string, string | undefined, string][] = [
    ['anonymous', undefined, 'UNAUTHENTICATED'],
    ['a token nobody issued', 'bm90LWEtdG9rZW4', 'UNAUTHENTICATED'],
    [wrong, wrongToken, wrongCode],
    [reader, readerToken, 'FORBIDDEN'],
  ];
  for (const [who, token, code] of denied) {
    expect(await actWith(app, token, act), `${who} is refused`).toEqual(refusal(code));
    expect(await everythingStored(app.db), `${who} left something behind`).toEqual(stored);
  }

  expect(await actWith(app, rightToken, act), `${right} may`).toEqual({ payload: {}, told: [], code: null });
  const after = await everythingStored(app.db);
  expect(after, 'the right one changes something').not.toEqual(stored);
  expect(after['audit_entry'], 'and it is on record').not.toBe(stored['audit_entry']);
});

function refusal(code: string): Outcome {
  return { payload: {}, told: [], code };
}

test('signIn: whoever knows the password; a wrong one is counted and opens nothing', async () => {
  const before = await everythingStored(app.db);
  const wrong = await actWith(app, undefined, {
    mutation: 'signIn',
    input: { login: 'caoyang-editor', password: 'not the password' },
  });
  expect(wrong).toEqual(refusal('UNAUTHENTICATED'));
  const counted = await everythingStored(app.db);
  expect(changed(before, counted)).toEqual(['account']);
  const unknown = await actWith(app, undefined, {
    mutation: 'signIn',
    input: { login: 'nobody-here', password: 'not the password' },
  });
  expect(unknown).toEqual(refusal('UNAUTHENTICATED'));
  expect(await everythingStored(app.db)).toEqual(counted);

  const input = { login: 'caoyang-editor', password: demoPassword };
  expect(await actWith(app, undefined, { mutation: 'signIn', input })).toEqual({ payload: {}, told: [], code: null });
});

test('refreshSession: whoever holds a refresh token, once; a made-up one opens and leaves nothing', async () => {
  const before = await everythingStored(app.db);
  const madeUp = { refreshToken: 'bm90LWEtdG9rZW4' };
  expect(await actWith(app, undefined, { mutation: 'refreshSession', input: madeUp })).toEqual(
    refusal('UNAUTHENTICATED'),
  );
  expect(await everythingStored(app.db)).toEqual(before);

  const input = { refreshToken: await refreshTokenOf('caoyang-second') };
  expect((await actWith(app, undefined, { mutation: 'refreshSession', input })).code).toBeNull();
  expect(await actWith(app, undefined, { mutation: 'refreshSession', input })).toEqual(refusal('UNAUTHENTICATED'));
});

test('signOut: whoever holds a refresh token; a made-up one is answered alike and changes nothing', async () => {
  const before = await everythingStored(app.db);
  const madeUp = { refreshToken: 'bm90LWEtdG9rZW4' };
  const answered: Outcome = { payload: {}, told: [], code: null };
  expect(await actWith(app, undefined, { mutation: 'signOut', input: madeUp })).toEqual(answered);
  expect(await everythingStored(app.db)).toEqual(before);

  const input = { refreshToken: await refreshTokenOf('caoyang-final') };
  expect(await actWith(app, undefined, { mutation: 'signOut', input })).toEqual(answered);
  expect(await actWith(app, undefined, { mutation: 'refreshSession', input })).toEqual(refusal('UNAUTHENTICATED'));
});

test('changePassword: everybody his own, nobody anonymously', async () => {
  const act = {
    mutation: 'changePassword',
    input: { currentPassword: demoPassword, newPassword: 'another long password' },
    fields: 'changed',
  };
  const token = await app.signIn('putuo-supervisor');
  const before = await everythingStored(app.db);
  expect(await actWith(app, undefined, act)).toEqual(refusal('UNAUTHENTICATED'));
  expect(await everythingStored(app.db)).toEqual(before);
  expect(await actWith(app, token, act)).toEqual({ payload: { changed: true }, told: [], code: null });
  expect(await actWith(app, token, act), 'its sessions have ended').toEqual(refusal('UNAUTHENTICATED'));
});

function changed(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] {
  return Object.keys(after).filter((table) => after[table] !== before[table]);
}

async function refreshTokenOf(login: string): Promise<string> {
  const { payload } = await actWith(app, undefined, {
    mutation: 'signIn',
    input: { login, password: demoPassword },
    fields: 'session { refreshToken }',
  });
  return z.object({ session: z.object({ refreshToken: z.string() }) }).parse(payload).session.refreshToken;
}
