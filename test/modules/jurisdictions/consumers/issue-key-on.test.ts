import { describe, expect, test } from 'vitest';
import { findKeyByPrefix, listKeys } from '../../../../src/modules/identity/consumer-keys/find-key.js';
import { readKey } from '../../../../src/modules/identity/consumer-keys/key-text.js';
import { registerAudience } from '../../../../src/modules/jurisdictions/audiences/register-audience.js';
import { issueKeyOn } from '../../../../src/modules/jurisdictions/consumers/issue-key-on.js';
import type { Tx } from '../../../../src/platform/db/tx.js';
import { testDatabase } from '../../../support/test-database.js';
import { codesFor, faultsOf } from '../refusals.js';
import { actorWith, drafter, operator, putuoOffice, settle } from '../small-country.js';

const db = await testDatabase();
await settle(db);
const putuoOperator = actorWith({ role: 'OPERATOR', scope: '310107' });
const maskable = new Set(['Disclosure.summary']);
const [street, city] = await db.transaction(async (tx) => [
  await registerAudience(tx, operator, { divisionCode: '310107005', description: '本街道独居老人' }),
  await registerAudience(tx, operator, { divisionCode: '310000', description: '全市特定对象' }),
]);
const partner = {
  divisionCode: '310107',
  name: '示例合作网站',
  kind: 'PARTNER',
  expiresAt: new Date('2027-03-02T00:00:00Z'),
  maskable,
} as const;

const issue = (more: object) => (tx: Tx) => issueKeyOn(tx, putuoOperator, { ...partner, ...more });

describe('a key is issued', () => {
  test('on a division, by whoever is OPERATOR there or above; its secret is not kept', async () => {
    const input = { ...partner, audienceIds: [street.id, street.id], withheldFields: ['Disclosure.summary'] };
    const { key, secret } = await db.transaction((tx) => issueKeyOn(tx, putuoOperator, input));
    expect(key).toMatchObject({
      name: '示例合作网站',
      kind: 'PARTNER',
      scope: '310107',
      audienceIds: [street.id],
      withheldFields: ['Disclosure.summary'],
      demo: false,
      revokedAt: null,
      lastUsedAt: null,
    });
    const parts = readKey(secret);
    expect(parts?.prefix).toBe(key.prefix);
    expect(parts?.secret).toHaveLength(43);
    expect(await findKeyByPrefix(db, key.prefix)).toEqual(key);
    expect(await listKeys(db, ['310107'])).toEqual([key]);
    const stored = JSON.stringify([
      await db.sql('select * from consumer_key'),
      await db.sql('select * from audit_entry'),
    ]);
    expect(stored).not.toContain(parts?.secret);
  });

  test('with audiences of the division and below, and fields that may be null', async () => {
    expect(await faultsOf(db, issue({ audienceIds: [street.id, city.id, 'unknown'] }))).toEqual([
      'INVALID audienceIds.1',
      'INVALID audienceIds.2',
    ]);
    expect(await faultsOf(db, issue({ withheldFields: ['Disclosure.title'] }))).toEqual(['INVALID withheldFields.0']);
  });

  test('for a consumer with a name, on a division that exists, for at most three years', async () => {
    expect(await faultsOf(db, issue({ name: ' ' }))).toEqual(['INVALID name']);
    for (const expiresAt of ['2026-03-02T01:00:00Z', '2029-04-01T00:00:00Z']) {
      expect(await faultsOf(db, issue({ expiresAt: new Date(expiresAt) }))).toEqual(['INVALID expiresAt']);
    }
    const nowhere = (tx: Tx) => issueKeyOn(tx, operator, { ...partner, divisionCode: '999999' });
    expect(await faultsOf(db, nowhere)).toEqual(['INVALID divisionCode']);
  });

  test('never by others', async () => {
    const before = await db.sql('select * from consumer_key');
    const streetOperator = actorWith({ role: 'OPERATOR', scope: '310107005' });
    const codes = await codesFor(db, [drafter, putuoOffice, streetOperator], (tx, actor) =>
      issueKeyOn(tx, actor, partner),
    );
    expect(codes).toEqual(['FORBIDDEN']);
    expect(await db.sql('select * from consumer_key')).toEqual(before);
  });
});
