import { expect, test } from 'vitest';
import { listAuditEntries } from '../../../src/modules/identity/list-audit-entries.js';
import { recordAudit } from '../../../src/modules/identity/record-audit.js';
import { actorWith, makeAccount } from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
const supervisor = actorWith('SUPERVISOR', '*');
const { id: editorId } = await makeAccount(db, 'editor', { displayName: '王五' });
const editor = actorWith('EDITOR', '310107', editorId);
for (const version of [1, 2, 3]) {
  const record = { verb: 'revise-draft', subject: 'draft:1', details: { version } };
  await db.transaction((tx) => recordAudit(tx, editor, record), { requestId: `r-${version}` });
}
const job = actorWith('OPERATOR', '*');
await db.transaction((tx) => recordAudit(tx, job, { verb: 'close-draft', subject: 'draft:2' }));

test('is newest first, with the name of who acted', async () => {
  const { entries, hasNextPage } = await listAuditEntries(db, supervisor, { first: 2 });
  expect(hasNextPage).toBe(true);
  expect(entries).toMatchObject([
    { verb: 'close-draft', subject: 'draft:2', displayName: null, requestId: null, details: {} },
    { verb: 'revise-draft', subject: 'draft:1', displayName: '王五', requestId: 'r-3', details: { version: 3 } },
  ]);
  expect(entries[1]?.at).toEqual(new Date('2026-03-02T01:00:00Z'));
});

test('pages through one subject without gaps or repeats', async () => {
  const versions: unknown[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await listAuditEntries(db, supervisor, { subject: 'draft:1', first: 2, after });
    versions.push(...page.entries.map((entry) => entry.details['version']));
    after = page.entries.at(-1)?.cursor;
    if (!page.hasNextPage) break;
  }
  expect(versions).toEqual([3, 2, 1]);
});

test.each([
  ['a supervisor of one scope', actorWith('SUPERVISOR', '310107')],
  ['an operator everywhere', actorWith('OPERATOR', '*')],
])('%s may not read it', async (_, actor) => {
  await expect(listAuditEntries(db, actor, { first: 1 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('refuses a page size out of range and a cursor of another list', async () => {
  const bad = { code: 'BAD_USER_INPUT' };
  await expect(listAuditEntries(db, supervisor, { first: 0 })).rejects.toMatchObject(bad);
  await expect(listAuditEntries(db, supervisor, { first: 101 })).rejects.toMatchObject(bad);
  const { entries } = await listAuditEntries(db, supervisor, { first: 1 });
  const after = entries[0]?.cursor ?? '';
  await expect(listAuditEntries(db, supervisor, { first: 1, subject: 'draft:1', after })).rejects.toMatchObject(bad);
  await expect(listAuditEntries(db, supervisor, { first: 1, after: `${after}x` })).rejects.toMatchObject(bad);
});
