import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../../src/modules/catalogue/catalogue.js';
import type { CatalogueFact } from '../../../src/modules/catalogue/catalogue-fact.js';
import { dueDateOfItem, type ItemDueDate } from '../../../src/modules/catalogue/due-date-of-item.js';
import type { EffectiveItem } from '../../../src/modules/catalogue/effective-item.js';
import { factsByItem } from '../../../src/modules/catalogue/load-catalogue.js';
import type { BodyKind } from '../../../src/modules/jurisdictions/directory.js';
import { Directory } from '../../../src/modules/jurisdictions/directory.js';
import type { Term, TermTrigger } from '../../../src/modules/rules/term.js';
import { WorkingCalendar } from '../../../src/modules/rules/working-calendar.js';

const calendar = new WorkingCalendar();
const chain = ['310000', '310107'] as const;
const directory = new Directory(
  [
    { code: chain[0], name: '示例市', level: 'CITY', kind: 'CITY', parentCode: null, pack: 'SHANGHAI' },
    { code: chain[1], name: '示例区', level: 'DISTRICT', kind: 'DISTRICT', parentCode: chain[0], pack: 'SHANGHAI' },
  ],
  [],
);

/** What the district sees of an item of which the city and the district say these terms. */
function itemWith(terms: readonly Term[], isLeaf = true): EffectiveItem {
  const why = { reason: null, basis: null, rule: null, at: new Date(0), since: 1n };
  const said = terms.map((value, depth): CatalogueFact => {
    const subject = {
      itemCode: 'L',
      divisionCode: chain[depth] ?? chain[0],
      field: 'deadline',
      slot: 'VALUE',
    } as const;
    return { id: `f${depth}`, ...subject, state: depth === 0 ? 'DEFINED' : 'OVERRIDE', value, ...why };
  });
  const at = { id: 'l', itemCode: 'L', divisionCode: chain[0], field: 'levels', slot: 'VALUE' } as const;
  const levels: CatalogueFact = { ...at, state: 'DEFINED', value: ['CITY', 'DISTRICT'], ...why };
  const subject = { code: 'L', parentCode: null, definedAt: chain[0], category: 'KEY_WORK', tier: 1 } as const;
  const line = { ...subject, isLeaf, identifier: 'L', pilotField: null, position: 1, local: false, retiredAt: null };
  const content = { items: new Map([['L', line]]), facts: factsByItem([...said, levels]) };
  const item = new Catalogue(1n, directory, content).effectiveItem(chain[1], 'L');
  if (item === undefined) throw new Error('The district does not see the item.');
  return item;
}

type Triggers = Partial<Record<TermTrigger, string>>;
const triggers: readonly TermTrigger[] = ['FORMED', 'CHANGED', 'ISSUED', 'PUBLISHED', 'OCCURRED', 'DATE'];

function due(item: EffectiveItem, days: Triggers, bodyKind: BodyKind | null = 'DEPARTMENT'): ItemDueDate | null {
  const started = triggers.flatMap((trigger) => {
    const day = days[trigger];
    return day === undefined ? [] : [[trigger, new Date(`${day}T10:00:00+08:00`)] as const];
  });
  return dueDateOfItem({ item, triggers: new Map(started), pack: 'SHANGHAI', calendar, bodyKind });
}

/** The ruling date with its term, then the others. */
function told(date: ItemDueDate | null): readonly string[] {
  return date === null ? [] : [date, ...date.others].map((one) => `${one.date} ${one.text}`);
}

const tenWorkingDays: Term = { kind: 'COMMITTED', trigger: 'FORMED', amount: 10, unit: 'WORKING_DAY' };
const fifteenDays: Term = { kind: 'COMMITTED', trigger: 'FORMED', amount: 15, unit: 'DAY' };
const statutory: Term = { kind: 'STATUTORY', trigger: 'FORMED', amount: 20, unit: 'WORKING_DAY', severity: 'HARD' };
const general = '自信息形成或者变更之日起20个工作日内';

describe('dueDateOfItem', () => {
  it('lets the earliest computed date rule, whichever term is shown first', () => {
    const item = itemWith([fifteenDays, tenWorkingDays]);
    expect(item.deadline?.text).toBe('自信息形成之日起10个工作日内(承诺时限)');
    const date = due(item, { FORMED: '2026-02-09' });
    expect(told(date)).toEqual([
      '2026-02-24 自信息形成之日起15日内(承诺时限)',
      '2026-02-28 自信息形成之日起10个工作日内(承诺时限)',
      `2026-03-13 ${general}`,
    ]);
    expect([date, ...(date?.others ?? [])].map((one) => one?.origin?.divisionCode ?? null)).toEqual([...chain, null]);
    // Without the holidays in between it is the other one.
    expect(due(item, { FORMED: '2026-03-02' })?.text).toBe('自信息形成之日起10个工作日内(承诺时限)');
  });

  it('says why: rule, clause, pack, calendar, what was counted and what it was chosen from', () => {
    expect(due(itemWith([fifteenDays, tenWorkingDays]), { FORMED: '2026-02-09' })?.explanation).toEqual({
      rule: 'R-D02',
      clause: 'DB31/T 1297—2021 5.5.2',
      pack: 'SHANGHAI',
      packVersion: '2021-06-01',
      calendarVersion: null,
      inputs: [
        { name: '起算事由', value: '信息形成' },
        { name: '起算时间', value: '2026-02-09' },
        { name: '期限', value: '15日' },
        { name: '同时适用：自信息形成之日起10个工作日内(承诺时限)', value: '2026-02-28' },
        { name: `同时适用：${general}`, value: '2026-03-13' },
      ],
      text: '自信息形成之日(2026-02-09)的次日起计15日，末日为休息日的不顺延，至2026-02-24 24:00届满。同时适用的期限中以最早届满的为准(R-D05)。',
    });
  });

  it('counts each term from its own trigger, a soft one with the hard limit behind it', () => {
    const soft: Term = { ...tenWorkingDays, trigger: 'ISSUED', severity: 'SOFT', hardLimit: statutory };
    const item = itemWith([soft]);
    const both = due(item, { FORMED: '2026-02-09', ISSUED: '2026-02-12' });
    expect(told(both)).toEqual([
      `2026-03-04 自文件印发之日起一般10个工作日内，最迟${general}(承诺时限)`,
      `2026-03-13 ${general}`,
    ]);
    expect([both?.severity, both?.explanation.rule, both?.limit?.date]).toEqual(['SOFT', 'R-D04', '2026-03-13']);
    expect(both?.explanation.text).toContain('该期限为一般要求，最迟不得超过2026-03-13。');
    // Issued so late that what may not be missed ends first.
    const late = due(item, { FORMED: '2026-02-09', ISSUED: '2026-03-11' });
    expect([late?.date, late?.severity, late?.limit?.date]).toEqual(['2026-03-13', 'HARD', '2026-03-13']);
    expect(late?.explanation.text).not.toContain('一般要求');

    const formed = due(item, { FORMED: '2026-02-09' });
    expect(told(formed)).toEqual([`2026-03-13 ${general}`]);
    expect(formed?.unstarted).toEqual([`自文件印发之日起一般10个工作日内，最迟${general}(承诺时限)`]);
  });

  it('finds fixed dates by the kind of the body, without the general term that the law replaces', () => {
    const citation = { title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第四十九条' };
    const fixedDates = { department: '01-31', street: '02-15', government: '03-31' };
    const annual: Term = { kind: 'OTHER_LAW', trigger: 'DATE', amount: null, unit: null, citation, fixedDates };
    const item = itemWith([annual]);
    const dates = (['DEPARTMENT', 'TOWN_GOVERNMENT', 'GOVERNMENT', null] as const).map((kind) =>
      told(due(item, { FORMED: '2026-01-10' }, kind)),
    );
    expect(dates.map((one) => [one.length, one[0]?.slice(0, 10)])).toEqual([
      [1, '2026-01-31'],
      [1, '2026-02-15'],
      [1, '2026-03-31'],
      [1, '2026-01-31'],
    ]);
  });

  it('lets a longer term by another law stand, but not against a shorter commitment', () => {
    const citation = { title: '中华人民共和国统计法', docNo: '主席令第15号', clause: '第二十条' };
    const byLaw: Term = { kind: 'OTHER_LAW', trigger: 'FORMED', amount: 30, unit: 'WORKING_DAY', citation };
    expect(told(due(itemWith([byLaw]), { FORMED: '2026-03-02' })).map((one) => one.slice(0, 10))).toEqual([
      '2026-04-14',
    ]);
    expect(told(due(itemWith([byLaw, fifteenDays]), { FORMED: '2026-03-02' })).map((one) => one.slice(0, 10))).toEqual([
      '2026-03-17',
      '2026-04-14',
    ]);
  });

  it('counts the statute from either event, and a cadence from the end of its period', () => {
    expect(due(itemWith([statutory]), { CHANGED: '2026-02-09' })?.date).toBe('2026-03-13');
    expect(due(itemWith([{ ...statutory, trigger: 'CHANGED' }]), { FORMED: '2026-02-09' })?.date).toBe('2026-03-13');
    const quarterly: Term = { kind: 'PERIODIC', trigger: 'DATE', amount: 15, unit: 'WORKING_DAY', period: 'QUARTER' };
    expect(due(itemWith([quarterly]), { FORMED: '2026-02-09' })).toMatchObject({
      date: '2026-04-22',
      severity: 'SOFT',
    });
  });

  it('is not there for a group, nor where nothing is named that a term counts from', () => {
    expect(due(itemWith([statutory], false), { FORMED: '2026-02-09' })).toBeNull();
    expect(due(itemWith([statutory]), {})).toBeNull();
    expect(due(itemWith([statutory]), { ISSUED: '2026-02-09' })).toBeNull();
    // What has no deadline of its own is held by the general one.
    expect(told(due(itemWith([]), { FORMED: '2026-02-09' }))).toEqual([`2026-03-13 ${general}`]);
  });
});
