import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addItems } from '../../../../src/modules/catalogue/add-items.js';
import { appendToField } from '../../../../src/modules/catalogue/append-to-field.js';
import { openLawAdjustments } from '../../../../src/modules/catalogue/audit/open-law-adjustments.handlers.js';
import { settleLawAdjustment } from '../../../../src/modules/catalogue/audit/settle-law-adjustment.js';
import { resetField } from '../../../../src/modules/catalogue/reset-field.js';
import { retireItem } from '../../../../src/modules/catalogue/retire-item.js';
import { amendLaw } from '../../../../src/modules/rules/laws/amend-law.js';
import { registerLaw } from '../../../../src/modules/rules/laws/register-law.js';
import { listTasks } from '../../../../src/modules/tasks/list-tasks.js';
import { drainOutbox } from '../../../../src/platform/outbox/relay.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';

const { city, district, cityOffice, districtOffice } = small;
const db = await testDatabase();
await small.settleCatalogue(db);

const allowance = { title: '示例市高龄津贴申领办法', docNo: '示例府规〔2025〕2号' };
const card = { title: '示例市敬老卡管理规定', docNo: '示例府规〔2025〕3号' };
const basis = (law: typeof card, clause: string) => ({ ...law, clause });
const [dead, kept, left, alive, both] = ['GG-02-01', 'GG-01-11', 'GG-01-12', 'GG-01-13', 'GG-03-01'];

function leafOf(code: string, bases: ReturnType<typeof basis>[], parentCode = small.group) {
  return small.item({ code, parentCode, identifier: code.replaceAll('-', '_'), columns: small.columns({ bases }) });
}

function groupOf(code: string) {
  const identifier = code.replaceAll('-', '_');
  return small.item({ code, parentCode: null, isLeaf: false, identifier, columns: { name: code } });
}

const items = [
  groupOf('GG-02'),
  groupOf('GG-03'),
  leafOf(dead, [basis(allowance, '第一条')], 'GG-02'),
  leafOf(kept, [basis(allowance, '第二条')]),
  leafOf(left, [basis(allowance, '第三条')]),
  leafOf(alive, [basis(allowance, '第四条')]),
  leafOf(both, [basis(allowance, '第五条'), basis(card, '第六条')], 'GG-03'),
];
await db.transaction((tx) => addItems(tx, cityOffice, { divisionCode: city, items }));
const append = (itemCode: string, value: ReturnType<typeof basis>) =>
  db.transaction((tx) =>
    appendToField(tx, districtOffice, { divisionCode: district, itemCode, value: { bases: [value] } }),
  );
await append(kept, basis(allowance, '第七条'));
await append(left, small.localRule);
const register = (law: typeof card) => db.transaction((tx) => registerLaw(tx, cityOffice, { ...law, kind: 'RULE' }));
const laws = { allowance: await register(allowance), card: await register(card) };

const amend = (lawId: string, docNo: string) =>
  db.transaction((tx) =>
    amendLaw(tx, cityOffice, { lawId, expectedVersion: 1, docNo, effectiveFrom: '2026-03-01', note: '示例修订' }),
  );
const openOf = async (divisionCode: string) =>
  (await listTasks(db, { divisionCode, kinds: ['LAW_ADJUSTMENT'], state: 'OPEN', first: 20 })).tasks.toSorted((a, b) =>
    a.subject < b.subject ? -1 : 1,
  );
const subjects = async (divisionCode: string) => (await openOf(divisionCode)).map(({ subject }) => subject);

describe('what was retired', () => {
  beforeAll(async () => {
    for (const itemCode of ['GG-02', kept, left]) {
      await db.transaction((tx) => retireItem(tx, cityOffice, { divisionCode: city, itemCode, reason: '职能已调整' }));
    }
    await amend(laws.allowance.id, '示例府规〔2026〕8号');
    await drainOutbox(db, [openLawAdjustments]);
  });

  it('asks nobody, alone or with its group, but those who keep it by a basis of their own', async () => {
    expect(await subjects(city)).toEqual([`${city}/${alive}`, `${city}/${both}`]);
    const tasks = await openOf(district);
    expect(tasks.map(({ subject, details }) => [subject, details['laws']])).toMatchObject([
      [`${district}/${kept}`, [{ cited: [expect.stringMatching(/第七条$/), expect.stringMatching(/第二条$/)] }]],
      [`${district}/${left}`, [{ cited: [expect.stringMatching(/第三条$/)] }]],
    ]);
  });

  it('is settled by those who keep it once they state no ended wording themselves', async () => {
    const [own, upper] = await openOf(district);
    const settle = (taskId = '') =>
      db.transaction((tx) => settleLawAdjustment(tx, districtOffice, { taskId, note: '已核对' }));
    expect(await settle(upper?.id)).toMatchObject({ state: 'DONE' });
    await expect(settle(own?.id)).rejects.toThrow('第七条');
    const field = { divisionCode: district, itemCode: kept, field: 'bases' } as const;
    await db.transaction((tx) => resetField(tx, districtOffice, field));
    expect(await settle(own?.id)).toMatchObject({ state: 'DONE' });
  });

  it('leaves no task open for ever: one that was opened before is settled though the text is cited', async () => {
    const [task] = (await openOf(city)).filter(({ subject }) => subject.endsWith(alive));
    const settle = () =>
      db.transaction((tx) => settleLawAdjustment(tx, cityOffice, { taskId: task?.id ?? '', note: '事项已停用' }));
    await expect(settle()).rejects.toThrow('第四条');
    await db.transaction((tx) =>
      retireItem(tx, cityOffice, { divisionCode: city, itemCode: small.group, reason: '职能已调整' }),
    );
    expect(await settle()).toMatchObject({ state: 'DONE' });
  });
});

it('two changes that are handled at once are both in the one task of the leaf', async () => {
  await db.sql(`update task set state = 'CANCELLED' where state = 'OPEN'`);
  const change = (lawId: string) =>
    db.transaction(async (tx) => {
      const payload = { lawId, version: 9, change: 'AMENDED' };
      await openLawAdjustments.handle(tx, {
        id: '1',
        topic: 'law.changed',
        key: lawId,
        payload,
        createdAt: new Date(0),
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
  await Promise.all([change(laws.allowance.id), change(laws.card.id)]);
  const [task, ...more] = await openOf(city);
  expect(more).toEqual([]);
  expect(task?.subject).toBe(`${city}/${both}`);
  const lawIds = z
    .array(z.object({ lawId: z.string() }))
    .parse(task?.details['laws'])
    .map(({ lawId }) => lawId);
  expect(lawIds.toSorted()).toEqual([laws.allowance.id, laws.card.id].toSorted());
});
