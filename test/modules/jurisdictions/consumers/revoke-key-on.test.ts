import { expect, test } from 'vitest';
import { findKey } from '../../../../src/modules/identity/consumer-keys/find-key.js';
import { issueKeyOn } from '../../../../src/modules/jurisdictions/consumers/issue-key-on.js';
import { revokeKeyOn } from '../../../../src/modules/jurisdictions/consumers/revoke-key-on.js';
import { testDatabase } from '../../../support/test-database.js';
import { codeOf, codesFor, faultsOf } from '../refusals.js';
import { actorWith, drafter, operator, putuoOffice, settle } from '../small-country.js';

const db = await testDatabase();
await settle(db);
const { key } = await db.transaction((tx) =>
  issueKeyOn(tx, operator, {
    divisionCode: '310107',
    name: '示例合作网站',
    kind: 'PARTNER',
    expiresAt: new Date('2027-03-02T00:00:00Z'),
    maskable: new Set(),
  }),
);

test('a key is revoked once, by whoever is OPERATOR of its division or above; others do not know of it', async () => {
  const keyId = key.id;
  const elsewhere = actorWith({ role: 'OPERATOR', scope: '310101' });
  const supervisor = actorWith({ role: 'SUPERVISOR', scope: '310000' });
  const revoke = (tx: Parameters<typeof revokeKeyOn>[0], actor = operator) => revokeKeyOn(tx, actor, { keyId });
  expect(await codesFor(db, [drafter, putuoOffice, elsewhere], revoke)).toEqual(['NOT_FOUND']);
  expect(await codesFor(db, [supervisor], revoke)).toEqual(['FORBIDDEN']);
  expect(await findKey(db, keyId)).toEqual(key);

  const cityOperator = actorWith({ role: 'OPERATOR', scope: '310000' });
  const revoked = await db.transaction((tx) => revoke(tx, cityOperator));
  expect(revoked.revokedAt).toEqual(new Date('2026-03-02T01:00:00Z'));
  expect(await findKey(db, keyId)).toEqual(revoked);
  expect(await faultsOf(db, revoke)).toEqual(['NOT_ALLOWED_HERE keyId']);
  for (const id of ['nonsense', '00000000-0000-4000-8000-00000000dead']) {
    expect(await codeOf(db, (tx) => revokeKeyOn(tx, operator, { keyId: id }))).toBe('NOT_FOUND');
  }
});
