import { beforeAll, describe, expect, test } from 'vitest';
import { readEditionChanges } from '../../../../src/modules/catalogue/editions/edition-changes.js';
import { openEdition } from '../../../../src/modules/catalogue/editions/open-edition.js';
import { publishEdition } from '../../../../src/modules/catalogue/editions/publish-edition.js';
import {
  importCatalogueSheet,
  type ImportCatalogueSheet,
  type SheetReport,
} from '../../../../src/modules/catalogue/sheets/import-catalogue-sheet.js';
import type { Actor } from '../../../../src/modules/identity/actor.js';
import { readHead } from '../../../../src/modules/ledger/read-head.js';
import { actorWith } from '../../../support/identity.js';
import { testDatabase } from '../../../support/test-database.js';
import {
  city,
  cityOffice,
  denial,
  district,
  districtOffice,
  group,
  itemAt,
  leaf,
  lowerLeaf,
  otherOffice,
  refusals,
  settleCatalogue,
  street,
  streetOffice,
  traces,
} from '../small-catalogue.js';
import { type OpenSheet, openSheet } from './sheet-of.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

async function given(sheet: OpenSheet, more: Partial<ImportCatalogueSheet> = {}): Promise<ImportCatalogueSheet> {
  return { divisionCode: district, format: 'CSV', content: await sheet.file(), dryRun: true, ...more };
}

function imported(input: ImportCatalogueSheet, actor: Actor = districtOffice): Promise<SheetReport> {
  return db.transaction((tx) => importCatalogueSheet(tx, actor, input));
}

/** A dry run that leaves no row anywhere. */
async function tried(sheet: OpenSheet, more: Partial<ImportCatalogueSheet> = {}, actor?: Actor): Promise<SheetReport> {
  const before = await traces(db);
  const report = await imported(await given(sheet, more), actor);
  expect(await traces(db)).toEqual(before);
  return report;
}

async function editionOf(divisionCode: string, actor: Actor): Promise<string> {
  return (await db.transaction((tx) => openEdition(tx, actor, { divisionCode, title: '按表导入' }))).id;
}

/** What an edition proposes, item and field and state. */
async function proposals(editionId: string, divisionCode = district): Promise<string[]> {
  const { sequence: at } = await readHead(db);
  const changes = await readEditionChanges(db, { id: editionId, divisionCode }, { at });
  return changes.map(({ itemCode, field, fact }) => `${itemCode} ${field} ${fact?.state ?? 'RESET'}`);
}

const localRow = {
  seq: '3',
  category: '公共服务事项',
  tier1: '养老服务',
  tier2: '=示例夜间看护',
  elementName: '看护时段',
  elementType: '选项：白天、夜间',
  elementRequired: '√',
  basisTitle: '《中华人民共和国政府信息公开条例》',
  basisNo: '国务院令第711号',
  basisClause: '第二十条',
  deadline: '承诺：自信息变更之日起10个工作日内',
  body: '普陀区民政局',
  'channel GOVERNMENT_WEBSITE': '√',
  allSociety: '√',
  method: '√',
  'level DISTRICT': '√',
  identifier: 'NIGHT_CARE',
} as const;

/** Everything that a district may do, in one table. */
async function adaptedSheet(): Promise<OpenSheet> {
  return (await openSheet(db, district))
    .type(leaf, 'deadline', '法定：自信息变更之日起10个工作日内')
    .type(leaf, 'channel PRINT_MEDIA', '■')
    .type(leaf, 'note', '咨询电话由街道提供')
    .type(leaf, 'reason', '便民承诺')
    .insert(leaf, 1, { elementName: '线上申领入口', elementType: '网址' })
    .type(lowerLeaf, 'applicability', '不适用')
    .type(lowerLeaf, 'reason', '本区无此类站点')
    .append(localRow);
}

describe('a table', () => {
  test('that was not touched asks for nothing', async () => {
    const nothing = { dryRun: true, changes: 0, faults: [], absent: [], editionId: null };
    expect(await tried(await openSheet(db, district))).toEqual({ ...nothing, rows: 2 });
    const asked = { divisionCode: city };
    expect(await tried(await openSheet(db, city), asked, cityOffice)).toEqual({ ...nothing, rows: 1 });
  });

  test('is tried without a trace, then becomes the changes of an edition, and then asks for nothing more', async () => {
    const sheet = await adaptedSheet();
    const dry = await tried(sheet);
    expect(dry).toEqual({ dryRun: true, rows: 3, changes: 6, faults: [], absent: [], editionId: null });

    const editionId = await editionOf(district, districtOffice);
    const report = await imported(await given(sheet, { dryRun: false, editionId }));
    expect(report).toEqual({ ...dry, dryRun: false, editionId });
    const own = `GG-01-L${district}-01`;
    const columns = [
      'applicability',
      'audience',
      'bases',
      'channels',
      'deadline',
      'elements',
      'levels',
      'name',
      'note',
    ];
    expect(await proposals(editionId)).toEqual([
      `${leaf} channels APPEND`,
      `${leaf} deadline OVERRIDE`,
      `${leaf} elements APPEND`,
      `${leaf} note OVERRIDE`,
      `${lowerLeaf} applicability SUPPRESS`,
      ...[...columns, 'responsibility'].map((field) => `${own} ${field} DEFINED`),
    ]);

    const after = await openSheet(db, district, editionId);
    expect(after.rows[after.rowOf(own)]?.slice(0, 12)).toEqual([
      '3',
      '',
      '',
      '=示例夜间看护',
      '看护时段',
      '选项：白天、夜间',
      '√',
      '中华人民共和国政府信息公开条例',
      '国务院令第711号',
      '第二十条',
      '承诺：自信息变更之日起10个工作日内',
      '普陀区民政局',
    ]);
    expect(await tried(after, { editionId })).toMatchObject({ rows: 3, changes: 0, faults: [] });
  });

  test('takes back what it said before: its own lines go, inherited ones stay', async () => {
    const editionId = await editionOf(district, districtOffice);
    const sheet = (await openSheet(db, district)).insert(leaf, 1, { elementName: '甲', elementType: '文本' });
    await imported(await given(sheet, { dryRun: false, editionId }));
    expect(await proposals(editionId)).toEqual([`${leaf} elements APPEND`]);
    const report = await imported(await given(await openSheet(db, district), { dryRun: false, editionId }));
    expect(report).toMatchObject({ changes: 1, faults: [] });
    expect(await proposals(editionId)).toEqual([]);
  });

  test('that lacks items leaves them as they are, and says which', async () => {
    const sheet = await openSheet(db, district);
    sheet.rows.splice(sheet.rowOf(lowerLeaf), 2);
    expect(await tried(sheet)).toMatchObject({ rows: 1, changes: 0, faults: [], absent: [lowerLeaf] });
  });
});

describe('faults', () => {
  test('of the rules are told with the cell, the rule and the value that forbids it', async () => {
    const sheet = (await openSheet(db, street))
      .type(leaf, 'deadline', '承诺：自信息变更之日起30个工作日内')
      .type(leaf, 'channel GOVERNMENT_WEBSITE', '')
      .type(leaf, 'elementName', '改过的名称')
      .type(leaf, 'tier2', '改过的事项')
      .type(leaf, 'body', '黄浦区人民政府')
      .type(lowerLeaf, 'basisClause', '第X条')
      .type(lowerLeaf, 'applicability', '不适用');
    const report = await tried(sheet, { divisionCode: street }, streetOffice);
    expect(report.faults.map(({ cell, code, rule }) => `${cell} ${code} ${rule ?? ''}`)).toEqual([
      'D5 RULE_VIOLATION R-I01',
      'K5 RULE_VIOLATION R-I05',
      'E5 RULE_VIOLATION R-I03',
      'M5 RULE_VIOLATION R-H01',
      'M5 RULE_VIOLATION R-I07',
      'L5 RULE_VIOLATION R-I06',
      'H7 RULE_VIOLATION R-I04',
      'AK7 REQUIRED R-I10',
    ]);
    expect(
      report.faults.map(({ rule, explanation }) => {
        expect(explanation?.rule).toBe(rule);
        return explanation?.inputs.map(({ name, value }) => `${name}=${value}`).join(' ');
      }),
    ).toEqual([
      '事项名称(上海市)=高龄津贴申领',
      '本级时限=自信息变更之日起30个工作日内(承诺时限) 上级时限(上海市)=自信息形成或者变更之日起20个工作日内',
      '公开要素(上海市)=要素scope(必备)、要素phone(必备)',
      '',
      '公开渠道和载体(上海市)=政府网站',
      '公开主体=黄浦区人民政府 公开主体(上海市)=CIVIL_AFFAIRS',
      '公开依据(上海市)=《中华人民共和国政府信息公开条例》(国务院令第711号)第二十六条',
      '事项=高龄津贴申领 适用性(上海市)=适用 须经同意的上一级=普陀区',
    ]);
    expect(report.faults[1]?.message).toBe(
      '本级时限(自信息变更之日起30个工作日内(承诺时限))长于上海市的时限(自信息形成或者变更之日起20个工作日内)，不能保存。',
    );
  });

  test('of added lines name the line that was added', async () => {
    const sheet = (await openSheet(db, district))
      .insert(leaf, 1, { elementName: '甲', elementType: '选项', elementId: 'a1' })
      .insert(leaf, 2, { elementName: '乙', elementType: '文本', elementId: 'phone' })
      .insert(leaf, 3, { basisTitle: '信息公开条例', basisNo: '国务院令第711号' })
      .append({ ...localRow, identifier: 'night care', elementType: '选项', 'level CITY': '√' });
    const { faults } = await tried(sheet);
    expect(faults.map(({ cell, code, rule }) => `${cell} ${code} ${rule ?? ''}`)).toEqual([
      'F7 INVALID CAT-08',
      'AJ8 DUPLICATE R-I03',
      'H9 RULE_VIOLATION CAT-09',
      'AI12 INVALID R-I11',
      'F12 INVALID CAT-08',
      'AB12 RULE_VIOLATION R-I11',
    ]);
  });

  test('of the table itself are told before any rule is asked', async () => {
    const sheet = (await openSheet(db, district))
      .type(leaf, 'category', '其他类别')
      .type(leaf, 'elementType', '照片', 1)
      .type(leaf, 'deadline', '二十天')
      .type(leaf, 'specific', '老年人')
      .type(leaf, 'method', '')
      .type(leaf, 'level CITY', '有')
      .type(leaf, 'note', '错行', 1)
      .type(leaf, 'applicability', '暂停')
      .type(lowerLeaf, 'code', 'GG-09-01')
      .type(leaf, 'tier1', '别的分类')
      .append({ ...localRow, tier1: '没有的分类' })
      .append({ ...localRow, body: '没有的机关' });
    const { faults } = await tried(sheet);
    expect(faults.map(({ cell, code, rule }) => `${cell} ${code} ${rule ?? ''}`).toSorted()).toEqual(
      [
        'AF6 INVALID CAT-01',
        'B5 INVALID CAT-02',
        'F6 INVALID CAT-08',
        'K5 INVALID CAT-10',
        'Z5 INVALID CAT-14',
        'AB5 INVALID CAT-01',
        'AA5 RULE_VIOLATION CAT-15',
        'AG5 INVALID R-I10',
        'C5 NOT_ALLOWED_HERE CAT-03',
        'AH7 INVALID R-I11',
        'C9 INVALID R-I11',
        'L10 INVALID R-I06',
      ].toSorted(),
    );
  });

  test('of another table: other headings, another division, nothing that says which', async () => {
    const sheet = await openSheet(db, district);
    sheet.rows[3]?.splice(3, 1, '三级事项');
    const cellsOf = async (table: OpenSheet): Promise<string[]> =>
      (await tried(table)).faults.map(({ cell, message }) => `${cell} ${message}`);
    expect(await cellsOf(sheet)).toEqual(['D4 表头应为“二级事项”。']);
    expect(await cellsOf(await openSheet(db, street))).toEqual(['A2 这是区划310107005的目录表，不能导入区划310107。']);
    const nameless = await openSheet(db, district);
    nameless.rows[1]?.fill('');
    expect(await cellsOf(nameless)).toEqual(['A2 第2行应写明区划代码，例如“区划代码：310107”。']);
  });

  test('500 of them are 500 faults, and nothing of the table is proposed', async () => {
    const sheet = (await adaptedSheet()).type(leaf, 'note', '可以保存的备注');
    for (let index = 0; index < 500; index += 1)
      sheet.append({ ...localRow, tier2: `事项${index}`, deadline: `${index}` });
    const editionId = await editionOf(district, districtOffice);
    const before = await traces(db);
    const report = await imported(await given(sheet, { dryRun: false, editionId }));
    expect(await traces(db)).toEqual(before);
    expect(report).toMatchObject({ rows: 503, editionId });
    expect(report.faults.length).toBe(500);
    expect(report.faults.map(({ cell }) => cell)).toEqual(Array.from({ length: 500 }, (_, index) => `K${index + 11}`));
    expect(new Set(report.faults.map(({ rule }) => rule))).toEqual(new Set(['CAT-10']));
  });
});

describe('who may not', () => {
  test('others of the division, of other divisions and of the level above', async () => {
    const input = await given(await openSheet(db, district));
    const before = await traces(db);
    const asked = (actor: Actor, more: Partial<ImportCatalogueSheet> = {}): Promise<string> =>
      denial(db, (tx) => importCatalogueSheet(tx, actor, { ...input, ...more }));
    for (const actor of [otherOffice, streetOffice, actorWith('EDITOR', district), actorWith('SUPERVISOR', district)]) {
      expect(await asked(actor)).toBe('FORBIDDEN');
    }
    // The level above keeps its own catalogue; what a lower one proposes is that one's alone.
    expect(await asked(cityOffice)).toBe('FORBIDDEN');
    expect(await asked(districtOffice, { divisionCode: '319999' })).toBe('NOT_FOUND');
    expect(await asked(districtOffice, { editionId: '00000000-0000-4000-8000-00000000dead' })).toBe('NOT_FOUND');
    expect(await traces(db)).toEqual(before);
  });

  test('nobody imports without an edition', async () => {
    const input = await given(await openSheet(db, district), { dryRun: false });
    expect(await refusals(db, (tx) => importCatalogueSheet(tx, districtOffice, input))).toMatchObject([
      { code: 'REQUIRED', path: ['editionId'], rule: 'R-I13' },
    ]);
  });
});

describe('the table of whoever sets the standard catalogue', () => {
  const newLeaf = { ...localRow, code: 'GG-01-08', body: '职能：CIVIL_AFFAIRS', 'level CITY': '√' } as const;
  const asCity = { divisionCode: city };

  test('adds items under codes of its own: they become everybody’s once the edition is published', async () => {
    const sheet = (await openSheet(db, city)).append(newLeaf).append({ ...newLeaf, code: 'GG-01-07' });
    expect(await tried(sheet, asCity, cityOffice)).toMatchObject({ rows: 3, changes: 2, faults: [] });
    const editionId = await editionOf(city, cityOffice);
    const asked = await given(sheet, { ...asCity, dryRun: false, editionId });
    expect(await imported(asked, cityOffice)).toMatchObject({ changes: 2, faults: [] });
    const proposed = await openSheet(db, city, editionId);
    expect(await tried(proposed, { ...asCity, editionId }, cityOffice)).toMatchObject({ rows: 3, changes: 0 });
    await db.transaction((tx) => publishEdition(tx, cityOffice, { editionId }));
    expect(await itemAt(db, district, 'GG-01-08')).toMatchObject({ local: false, parentCode: group, definedAt: city });
    // In the order of the table, whatever the codes are.
    const { childCodes } = await itemAt(db, city, group);
    expect(childCodes).toEqual([leaf, 'GG-01-08', 'GG-01-07']);
    expect(await tried(await openSheet(db, city), asCity, cityOffice)).toMatchObject({ rows: 3, changes: 0 });
  });

  test('needs a code that nobody has used, once, and a group that is there', async () => {
    const sheet = (await openSheet(db, city))
      .append({ ...newLeaf, code: '' })
      .append({ ...newLeaf, code: lowerLeaf })
      .append({ ...newLeaf, code: 'GG-01-L1-01' })
      .append({ ...newLeaf, code: 'GG-01-09' })
      .append({ ...newLeaf, code: 'GG-01-09' })
      .append({ ...newLeaf, code: 'GG-01-10', tier1: '没有的分类' })
      .append({ ...newLeaf, code: 'GG-01-11', basisTitle: '条例', basisNo: '' });
    const { faults } = await tried(sheet, asCity, cityOffice);
    const at = (code: string): number => sheet.rowOf(code) + 1;
    expect(faults.map(({ cell, code, rule }) => `${cell} ${code} ${rule ?? ''}`).toSorted()).toEqual(
      [
        `AH${at(lowerLeaf) - 1} REQUIRED R-I11`,
        `AH${at(lowerLeaf)} DUPLICATE R-I11`,
        `AH${at('GG-01-L1-01')} INVALID R-I11`,
        `AH${at('GG-01-09') + 1} DUPLICATE R-I11`,
        `C${at('GG-01-10')} INVALID R-I11`,
        `H${at('GG-01-11')} RULE_VIOLATION CAT-09`,
      ].toSorted(),
    );
  });
});
