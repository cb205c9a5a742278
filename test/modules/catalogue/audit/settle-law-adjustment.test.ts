import { describe, expect, it } from 'vitest';
import { openLawAdjustments } from '../../../../src/modules/catalogue/audit/open-law-adjustments.handlers.js';
import { settleLawAdjustment } from '../../../../src/modules/catalogue/audit/settle-law-adjustment.js';
import { addItems } from '../../../../src/modules/catalogue/add-items.js';
import { appendToField } from '../../../../src/modules/catalogue/append-to-field.js';
import { overrideField } from '../../../../src/modules/catalogue/override-field.js';
import { amendLaw } from '../../../../src/modules/rules/laws/amend-law.js';
import { registerLaw } from '../../../../src/modules/rules/laws/register-law.js';
import { repealLaw } from '../../../../src/modules/rules/laws/repeal-law.js';
import { listTasks } from '../../../../src/modules/tasks/list-tasks.js';
import { drainOutbox } from '../../../../src/platform/outbox/relay.js';
import { testDatabase } from '../../../support/test-database.js';
import * as small from '../small-catalogue.js';

const { city, district, street, cityOffice, districtOffice } = small;
const db = await testDatabase();
await small.settleCatalogue(db);

const title = '示例市高龄津贴申领办法';
const first = { title, docNo: '示例府规〔2025〕2号' };
const second = { title, docNo: '示例府规〔2026〕8号' };
const other = { title: '示例市敬老卡管理规定', docNo: '示例府规〔2025〕3号' };
const quoting = 'GG-01-03';

// Cited before they are registered, so that anything may stand there: full, short and in other brackets.
const others = [
  small.item({
    code: quoting,
    identifier: 'QUOTED',
    columns: small.columns({
      bases: [
        { ...first, clause: '第二条' },
        { ...other, clause: null },
      ],
    }),
  }),
  small.item({
    code: 'GG-01-04',
    identifier: 'BRACKETS',
    columns: small.columns({ bases: [{ title: '高龄津贴申领办法', docNo: '示例府规(2025)2号', clause: '第三条' }] }),
  }),
  small.item({ code: 'GG-01-05', identifier: 'ELSEWHERE', columns: small.columns({ bases: [small.localRule] }) }),
];
await db.transaction((tx) => addItems(tx, cityOffice, { divisionCode: city, items: others }));
// The district states the basis by itself beside what comes from the city.
await db.transaction((tx) =>
  appendToField(tx, districtOffice, {
    divisionCode: district,
    itemCode: small.leaf,
    value: { bases: [{ ...first, clause: '第五条' }] },
  }),
);
const law = await db.transaction((tx) =>
  registerLaw(tx, cityOffice, { ...first, kind: 'RULE', aliases: ['津贴办法'], effectiveFrom: '2025-01-01' }),
);
const card = await db.transaction((tx) => registerLaw(tx, cityOffice, { ...other, kind: 'RULE' }));

const letWork = () => drainOutbox(db, [openLawAdjustments]);
const openOf = async (divisionCode: string) =>
  (await listTasks(db, { divisionCode, kinds: ['LAW_ADJUSTMENT'], state: 'OPEN', first: 20 })).tasks.toSorted((a, b) =>
    a.subject < b.subject ? -1 : 1,
  );
const settle = (taskId: string, note = '已改引现行文本') => ({ taskId, note }) as const;

describe('a law that was amended', () => {
  it('opens exactly one task for each leaf that cites it, with the division that states it', async () => {
    await letWork();
    expect(await openOf(city)).toEqual([]);
    const amendment = {
      lawId: law.id,
      expectedVersion: 1,
      docNo: second.docNo,
      effectiveFrom: '2026-03-01',
      note: '标准提高',
    };
    await db.transaction((tx) => amendLaw(tx, cityOffice, amendment));
    await letWork();
    await letWork();
    const tasks = await openOf(city);
    expect(tasks.map(({ subject, cause, bodyId, dueDate }) => ({ subject, cause, bodyId, dueDate }))).toEqual(
      [quoting, 'GG-01-04'].map((code) => ({
        subject: `${city}/${code}`,
        cause: `${law.id}@2`,
        bodyId: null,
        dueDate: null,
      })),
    );
    expect(tasks[0]).toMatchObject({
      details: {
        itemCode: quoting,
        laws: [
          {
            lawId: law.id,
            version: 2,
            change: 'AMENDED',
            ...second,
            note: '标准提高',
            cited: [`《${title}》(示例府规〔2025〕2号)第二条`],
          },
        ],
      },
      why: { rule: 'CAT-19', text: `公开依据《${title}》(示例府规〔2026〕8号)已修订，请核对并调整本事项的依据。` },
    });
    expect((await openOf(district)).map(({ subject }) => subject)).toEqual([`${district}/${small.leaf}`]);
    expect(await openOf(street)).toEqual([]);
  });

  it('does not forget the first of two when another text of the leaf is repealed', async () => {
    await db.transaction((tx) =>
      repealLaw(tx, cityOffice, { lawId: card.id, expectedVersion: 1, lastDay: '2026-03-01' }),
    );
    await letWork();
    const [task, ...more] = await openOf(city);
    expect(more).toHaveLength(1);
    expect(task?.cause).toBe(`${card.id}@1:REPEALED`);
    expect(task?.details['laws']).toMatchObject([
      { lawId: law.id, change: 'AMENDED' },
      { lawId: card.id, change: 'REPEALED', cited: ['《示例市敬老卡管理规定》(示例府规〔2025〕3号)'] },
    ]);
  });
});

describe('settleLawAdjustment', () => {
  it('is for those who keep the catalogue', async () => {
    const [task] = await openOf(district);
    const input = settle(task?.id ?? '');
    const before = await small.traces(db);
    for (const actor of small.strangers) {
      expect(await small.denial(db, (tx) => settleLawAdjustment(tx, actor, input))).toBe('FORBIDDEN');
    }
    expect(await small.denial(db, (tx) => settleLawAdjustment(tx, districtOffice, settle('none')))).toBe('NOT_FOUND');
    expect(await small.traces(db)).toEqual(before);
  });

  it('is refused without a note, and while the wording that ended is still cited', async () => {
    const [task] = await openOf(city);
    const before = await small.traces(db);
    const refused = (note: string) =>
      small.refusals(db, (tx) => settleLawAdjustment(tx, cityOffice, settle(task?.id ?? '', note)));
    expect(await refused(' ')).toMatchObject([{ code: 'REQUIRED', path: ['note'] }]);
    expect(await refused('看过了')).toMatchObject([
      {
        code: 'RULE_VIOLATION',
        path: ['taskId'],
        rule: 'CAT-09',
        message: `仍引用已失效的文本：《${title}》(示例府规〔2025〕2号)第二条、《示例市敬老卡管理规定》(示例府规〔2025〕3号)。`,
      },
    ]);
    expect(await small.traces(db)).toEqual(before);
  });

  it('closes the task once the leaf cites what is in force', async () => {
    const [task] = await openOf(city);
    await db.transaction((tx) =>
      overrideField(tx, cityOffice, {
        divisionCode: city,
        itemCode: quoting,
        value: { bases: [{ ...second, clause: '第二条' }] },
      }),
    );
    const closed = await db.transaction((tx) => settleLawAdjustment(tx, cityOffice, settle(task?.id ?? '')));
    expect(closed).toMatchObject({
      state: 'DONE',
      outcome: 'ADJUSTED',
      evidence: '已改引现行文本',
      closedBy: cityOffice.accountId,
    });
    expect((await openOf(city)).map(({ subject }) => subject)).toEqual([`${city}/GG-01-04`]);
    expect(await small.refusals(db, (tx) => settleLawAdjustment(tx, cityOffice, settle(task?.id ?? '')))).toMatchObject(
      [{ code: 'NOT_ALLOWED_HERE', path: ['taskId'] }],
    );
  });
});
