import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { ConsumerDirectory } from '../../../../src/modules/identity/consumer-keys/consumer-directory.js';
import { findKey } from '../../../../src/modules/identity/consumer-keys/find-key.js';
import { issueKey } from '../../../../src/modules/identity/consumer-keys/issue-key.js';
import { revokeKey } from '../../../../src/modules/identity/consumer-keys/revoke-key.js';
import { ManualClock } from '../../../../src/platform/clock/clock.js';
import { operator } from '../../../support/identity.js';
import { testDatabase } from '../../../support/test-database.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
const warnings: string[] = [];
const directory = (mode: 'demo' | 'production' = 'demo') =>
  new ConsumerDirectory({ db, clock, mode, onWarning: (message) => void warnings.push(message) });

const place = { scope: '310107', scopes: ['310107', '310000'] };

function issued(demo?: { id: string; prefix: string; secret: string }) {
  return db.transaction((tx) =>
    issueKey(tx, operator, {
      ...place,
      name: '示例',
      kind: 'PORTAL',
      audienceIds: [],
      withheldFields: [],
      expiresAt: new Date('2026-04-01T00:00:00Z'),
      demo,
    }),
  );
}

const refusal = { code: 'UNAUTHENTICATED', message: 'The key is missing its form, unknown, expired or revoked.' };

describe('a request', () => {
  test('without a header is anybody’s, with a good key its holder’s', async () => {
    const { key, secret } = await issued();
    const consumers = directory();
    expect(await consumers.authenticate(undefined)).toBeNull();
    expect(await consumers.authenticate(`Bearer ${secret}`)).toEqual(key);
    expect(await consumers.authenticate(`bearer ${secret}`)).toEqual(key);
  });

  test('with anything else is refused, alike for every reason', async () => {
    const { key, secret } = await issued();
    const other = await issued();
    const consumers = directory();
    const bad = [
      '',
      secret,
      `Basic ${secret}`,
      `Bearer ${secret}x`,
      `Bearer ${secret} `,
      `Bearer ty_${key.prefix}_${'a'.repeat(43)}`,
      `Bearer ty_${key.prefix}_${other.secret.slice(12)}`,
      `Bearer ty_unknown0_${'a'.repeat(43)}`,
      'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x',
    ];
    for (const header of bad) await expect(consumers.authenticate(header)).rejects.toMatchObject(refusal);
    expect(await db.sql('select 1 from consumer_key where id = $1 and last_used_at is not null', [key.id])).toEqual([]);
  });

  test('with a key that expired is refused at that moment', async () => {
    const { secret } = await issued();
    const consumers = directory();
    await consumers.authenticate(`Bearer ${secret}`);
    const late = new ManualClock('2026-04-01T00:00:00Z');
    const later = new ConsumerDirectory({ db, clock: late, mode: 'demo', onWarning: () => undefined });
    await expect(later.authenticate(`Bearer ${secret}`)).rejects.toMatchObject(refusal);
  });

  test('with a revoked key is refused by every node within a second', async () => {
    const { key, secret } = await issued();
    const consumers = directory();
    await consumers.authenticate(`Bearer ${secret}`);
    await db.transaction((tx) => revokeKey(tx, operator, { keyId: key.id, ...place }));
    await expect(directory().authenticate(`Bearer ${secret}`)).rejects.toMatchObject(refusal);
    await sleep(1_050);
    await expect(consumers.authenticate(`Bearer ${secret}`)).rejects.toMatchObject(refusal);
  });

  test('with a revoked key is refused as soon when the clock of the machine is set back', async () => {
    const { key, secret } = await issued();
    const consumers = directory();
    await consumers.authenticate(`Bearer ${secret}`);
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2020-01-01') });
    try {
      await db.transaction((tx) => revokeKey(tx, operator, { keyId: key.id, ...place }));
      await sleep(1_050);
      await expect(consumers.authenticate(`Bearer ${secret}`)).rejects.toMatchObject(refusal);
    } finally {
      vi.useRealTimers();
    }
  });

  test('with a key of the demo is refused in production', async () => {
    const secret = 'known-to-every-reader';
    await issued({ id: '00000000-0000-4000-8000-0000000000d0', prefix: 'demo0000', secret });
    expect(await directory().authenticate(`Bearer ty_demo0000_${secret}`)).toMatchObject({ demo: true });
    await expect(directory('production').authenticate(`Bearer ty_demo0000_${secret}`)).rejects.toMatchObject(refusal);
  });
});

test('costs one statement a second and key, and its last use is known to the minute', async () => {
  const { key, secret } = await issued();
  const consumers = directory();
  const used = async () => (await findKey(db, key.id))?.lastUsedAt ?? null;
  await Promise.all([consumers.authenticate(`Bearer ${secret}`), consumers.authenticate(`Bearer ${secret}`)]);
  await expect.poll(used).toEqual(new Date('2026-03-02T01:00:00Z'));
  clock.set('2026-03-02T01:00:59Z');
  await directory().authenticate(`Bearer ${secret}`);
  clock.set('2026-03-02T01:01:30Z');
  await directory().authenticate(`Bearer ${secret}`);
  await expect.poll(used).toEqual(new Date('2026-03-02T01:01:30Z'));
  expect(warnings).toEqual([]);
});
