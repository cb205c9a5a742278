import { expect, test } from 'vitest';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { recordAudit } from '../../../src/modules/identity/record-audit.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
const actor: Actor = { accountId: '00000000-0000-4000-8000-000000000001', displayName: '张三', grants: [] };
const record = { verb: 'override-field', subject: 'item:310107/ZH-01-01', details: { version: 3 } };

interface AuditRow {
  at: string;
  account_id: string;
  verb: string;
  subject: string;
  details: unknown;
  request_id: string | null;
}

function rows(): Promise<AuditRow[]> {
  return db.sql<AuditRow>(
    'select at::text, account_id, verb, subject, details, request_id from audit_entry order by id',
  );
}

test('leaves who did what to what, when and in which request', async () => {
  await db.transaction((tx) => recordAudit(tx, actor, record), { requestId: 'r-1' });
  await db.transaction((tx) => recordAudit(tx, actor, { verb: 'sign-out', subject: 'account:1' }));
  const at = '2026-03-02 09:00:00+08';
  expect(await rows()).toEqual([
    { at, account_id: actor.accountId, ...record, request_id: 'r-1' },
    { at, account_id: actor.accountId, verb: 'sign-out', subject: 'account:1', details: {}, request_id: null },
  ]);
});

test('is gone with the transaction that fails', async () => {
  const before = await rows();
  const work = db.transaction(async (tx) => {
    await recordAudit(tx, actor, record);
    throw new Error('refused');
  });
  await expect(work).rejects.toThrow('refused');
  expect(await rows()).toEqual(before);
});

test.each([
  ['update', `update audit_entry set verb = 'nothing'`],
  ['delete', 'delete from audit_entry'],
  ['truncate', 'truncate audit_entry'],
])('the database refuses to %s rows', async (_, statement) => {
  await db.transaction((tx) => recordAudit(tx, actor, record));
  const before = await rows();
  await expect(db.sql(statement)).rejects.toThrow('rows of audit_entry are never changed or deleted');
  expect(await rows()).toEqual(before);
});
