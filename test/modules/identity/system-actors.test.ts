import { expect, test } from 'vitest';
import { listAuditEntries } from '../../../src/modules/identity/list-audit-entries.js';
import { recordAudit } from '../../../src/modules/identity/record-audit.js';
import {
  consoleActor,
  installation,
  systemActorName,
  timekeeper,
} from '../../../src/modules/identity/system-actors.js';
import { actorWith } from '../../support/identity.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();

test('the trail names who acted without an account', async () => {
  for (const actor of [timekeeper, installation, consoleActor, actorWith('OPERATOR', '*')]) {
    await db.transaction((tx) => recordAudit(tx, actor, { verb: 'create-account', subject: 'account:1' }));
  }
  const { entries } = await listAuditEntries(db, actorWith('SUPERVISOR', '*'), { first: 10 });
  expect(entries.map((entry) => entry.displayName)).toEqual([null, '控制台', '系统安装', '系统定时任务']);
});

test('nobody else has such a name', () => {
  expect(systemActorName('00000000-0000-4000-8000-00000000000a')).toBeNull();
});
