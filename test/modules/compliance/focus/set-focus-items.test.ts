import { expect, test } from 'vitest';
import { readFocusCoverage } from '../../../../src/modules/compliance/focus/read-focus-coverage.js';
import { setFocusItems } from '../../../../src/modules/compliance/focus/set-focus-items.js';
import { people, person, settleCatalogue } from '../../../support/builders-content.js';
import { content, placed } from '../../../support/builders-publication.js';
import { testDatabase } from '../../../support/test-database.js';
import { codesFor, faultsOf } from '../../jurisdictions/refusals.js';
import { ids } from '../../jurisdictions/small-country.js';

const db = await testDatabase();
await settleCatalogue(db);
const office = person(31, 'DISCLOSURE_OFFICE', '310107');
const tag = (subject: string, ...itemCodes: readonly string[]) =>
  db.transaction((tx) => setFocusItems(tx, office, { divisionCode: '310107', subject, itemCodes }));

test('a street is told the subjects for which it has no item, and those without content', async () => {
  const [none] = await readFocusCoverage(db, office, '310107');
  expect(none).toMatchObject({ divisionCode: '310107005', divisionName: '曹杨新村街道', withoutContent: [] });
  expect(none?.withoutItem).toEqual([
    '土地利用总体规划',
    '税费收缴',
    '征地补偿',
    '房屋征收拆迁',
    '环境治理',
    '公共事业投入',
    '公共文化服务',
    '扶贫救灾',
    '劳动就业',
    '社会保险',
    '社会救助',
    '社会福利',
    '户籍管理',
    '宅基地审批',
    '涉农补贴',
    '医疗卫生',
  ]);

  expect(await tag('EMPLOYMENT', 'T-01')).toEqual(['T-01']);
  await tag('HEALTH', 'T-01-02', 'T-01-02');
  await tag('RELIEF', 'T-01-01');
  await tag('RELIEF');
  await placed(db, [
    content({ divisionCode: '310107005', leadBodyId: ids.caoyang, originBodyId: ids.caoyang, itemCodes: ['T-01-01'] }),
  ]);
  const [street] = await readFocusCoverage(db, people.supervisor, '310000');
  const told = (code: string) => street?.subjects.find(({ subject }) => subject === code);
  expect(told('EMPLOYMENT')).toMatchObject({ state: 'COVERED', records: 1, itemCodes: ['T-01-01', 'T-01-02'] });
  expect(told('HEALTH')).toMatchObject({ state: 'NO_CONTENT', records: 0, itemCodes: ['T-01-02'] });
  expect(told('RELIEF')).toMatchObject({ state: 'NO_ITEM' });
  expect(street?.withoutContent).toEqual(['医疗卫生']);
  expect(street?.withoutItem).toHaveLength(14);
});

test('what a division does not see, and what is no subject, cannot be tagged', async () => {
  const faults = (subject: string, ...itemCodes: readonly string[]) =>
    faultsOf(db, (tx) => setFocusItems(tx, office, { divisionCode: '310107', subject, itemCodes }));
  expect(await faults('NOTHING', 'T-01-03', 'T-01-01', 'T-99')).toEqual([
    'INVALID subject CAT-25',
    'INVALID itemCodes.0 CAT-25',
    'INVALID itemCodes.2 CAT-25',
  ]);
  const input = { divisionCode: '310107', subject: 'RELIEF', itemCodes: ['T-01-01'] };
  const others = [people.supervisor, people.drafter, person(32, 'DISCLOSURE_OFFICE', '310101')];
  expect(await codesFor(db, others, (tx, actor) => setFocusItems(tx, actor, input))).toEqual(['FORBIDDEN']);
  expect(await db.sql(`select item_code from focus_item where subject = 'RELIEF'`)).toEqual([]);
});
