import { describe, expect, it } from 'vitest';
import { findDeadChannels } from '../../../../src/modules/catalogue/audit/find-dead-channels.js';
import { findFaultyBases } from '../../../../src/modules/catalogue/audit/find-faulty-bases.js';
import { findExpiredBases, findExpiredTerms } from '../../../../src/modules/catalogue/audit/find-expired.js';
import { findGaps } from '../../../../src/modules/catalogue/audit/find-gaps.js';
import { findMissingColumns } from '../../../../src/modules/catalogue/audit/find-missing-columns.js';
import { findOverlaps } from '../../../../src/modules/catalogue/audit/find-overlaps.js';
import { findReviewDue } from '../../../../src/modules/catalogue/audit/find-review-due.js';
import type { PlatformGrant, Site } from '../../../../src/modules/jurisdictions/sites/site.js';
import type { EffectiveItem } from '../../../../src/modules/catalogue/effective-item.js';
import { testDatabase } from '../../../support/test-database.js';
import { ids } from '../../jurisdictions/small-country.js';
import * as small from '../small-catalogue.js';
import { districtSubject, keyWork } from './audit-subject.js';

const db = await testDatabase();
await small.settleCatalogue(db);
const subject = await districtSubject(db);
const base = await small.itemAt(db, small.district);
const leaf = (code: string, ...elements: string[]) => keyWork(base, code, elements);

function discloses(item: EffectiveItem, responsibility: Partial<NonNullable<EffectiveItem['responsibility']>>) {
  if (item.responsibility === null) throw new Error('Nobody discloses.');
  return { ...item, responsibility: { ...item.responsibility, ...responsibility } };
}

describe('overlaps', () => {
  it('name the body, the element and every leaf that binds it', () => {
    const leaves = [leaf('A', 'ledger', 'scope'), leaf('B', 'result'), leaf('C', 'ledger')];
    expect(findOverlaps(subject({ leaves }))).toMatchObject([
      {
        kind: 'OVERLAP',
        rule: 'CAT-07',
        severity: 'SOFT',
        itemCodes: ['A', 'C'],
        bodyId: ids.putuoCivil,
        element: 'ledger',
        message: '普陀区民政局的公开要素“要素ledger”(ledger)重复出现在“事项A”、“事项C”，请拆分或归并。',
        explanation: { rule: 'CAT-07', clause: 'DB31/T 1297—2021 5.2.4', pack: 'SHANGHAI' },
      },
    ]);
  });

  it('are none where elements, bodies or categories differ, nor of contacts', () => {
    const twice = [leaf('A', 'ledger'), leaf('B', 'ledger')] as const;
    const contact = twice.map((one) => ({
      ...one,
      elements: one.elements.map((element) => ({ ...element, type: 'CONTACT' as const })),
    }));
    expect(findOverlaps(subject({ leaves: [leaf('A', 'ledger'), leaf('B', 'ledgerB')] }))).toEqual([]);
    expect(findOverlaps(subject({ leaves: [twice[0], discloses(twice[1], { bodyId: ids.putuo })] }))).toEqual([]);
    expect(findOverlaps(subject({ leaves: [twice[0], { ...twice[1], category: 'POWER_ITEM' }] }))).toEqual([]);
    expect(findOverlaps(subject({ leaves: contact }))).toEqual([]);
  });

  it('count what every body discloses for each of them', () => {
    const leaves = [leaf('A', 'ledger'), discloses(leaf('B', 'ledger'), { bodyId: ids.putuo, eachBody: true })];
    expect(findOverlaps(subject({ leaves })).map(({ bodyId, itemCodes }) => [bodyId, itemCodes])).toEqual([
      [ids.putuoCivil, ['A', 'B']],
    ]);
  });
});

describe('gaps', () => {
  it('are functions of the bodies that no leaf names', () => {
    expect(
      findGaps(subject({ exempt: new Set(), leaves: [] })).map(({ kind, bodyId, function: fn }) => [kind, bodyId, fn]),
    ).toEqual([
      ['GAP', ids.putuo, 'GOVERNMENT'],
      ['GAP', ids.putuo, 'JUSTICE'],
      ['GAP', ids.putuoCivil, 'CIVIL_AFFAIRS'],
    ]);
    const [left, ...more] = findGaps(subject({ exempt: new Set(['GOVERNMENT']), leaves: [base] }));
    expect(more).toEqual([]);
    expect(left).toMatchObject({
      rule: 'CAT-07',
      bodyId: ids.putuo,
      function: 'JUSTICE',
      message: '普陀区人民政府的职能“JUSTICE”没有对应的公开事项，也没有书面豁免。',
    });
  });

  it('are what a body with several functions does, though a leaf names it, and nothing of one that has a single one', () => {
    const naming = (bodyId: string) => discloses(base, { bodyId, function: null });
    const gaps = (...leaves: EffectiveItem[]) =>
      findGaps(subject({ exempt: new Set(), leaves })).map(({ function: fn }) => fn);
    expect(gaps(naming(ids.putuo))).toEqual(['GOVERNMENT', 'JUSTICE', 'CIVIL_AFFAIRS']);
    expect(gaps(naming(ids.putuoCivil))).toEqual(['GOVERNMENT', 'JUSTICE']);
    expect(gaps(discloses(base, { bodyId: ids.putuo, function: 'JUSTICE' }))).toEqual(['GOVERNMENT', 'CIVIL_AFFAIRS']);
  });

  it('follow the function that the leaf asks for, whatever its explanation says', () => {
    const explanation = base.responsibility?.explanation;
    if (explanation === undefined) throw new Error('Nobody discloses.');
    const reworded = discloses(base, { explanation: { ...explanation, inputs: [], text: '' } });
    const found = findGaps(subject({ exempt: new Set(), leaves: [reworded] }));
    expect(found.map(({ function: fn }) => fn)).toEqual(['GOVERNMENT', 'JUSTICE']);
  });

  it('are none of exempt functions', () => {
    expect(findGaps(subject({ leaves: [] }))).toEqual([]);
  });
});

describe('dead channels', () => {
  const grant: PlatformGrant = {
    id: 'grant',
    siteId: 'upper',
    bodyId: ids.putuoCivil,
    sections: null,
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validTo: null,
    grantedBy: '',
    grantedAt: new Date('2026-01-01T00:00:00Z'),
    revokedAt: null,
  };
  const upper: Site = {
    ...subject()
      .sites.slice(0, 1)
      .reduce((_, site) => site),
    id: 'upper',
    divisionCode: small.city,
  };
  const found = (grants: readonly PlatformGrant[]) =>
    findDeadChannels(subject({ leaves: [base, leaf('A', 'x')], sites: [upper], grants }));

  it('are the website of a body without a portal or leave to use one', () => {
    const dead = {
      kind: 'DEAD_CHANNEL',
      rule: 'R-H03',
      severity: 'HARD',
      itemCodes: [small.leaf, 'A'],
      bodyId: ids.putuoCivil,
      channel: 'GOVERNMENT_WEBSITE',
    };
    expect(found([])).toMatchObject([dead]);
    expect(found([{ ...grant, bodyId: ids.putuo }])).toMatchObject([dead]);
    expect(found([{ ...grant, sections: ['要闻动态'] }])).toMatchObject([dead]);
    expect(found([{ ...grant, validTo: new Date('2026-03-02T01:00:00Z') }])).toMatchObject([dead]);
  });

  it('are none with a portal of the division, with leave, or where the box is not ticked', () => {
    expect(findDeadChannels(subject({ leaves: [base] }))).toEqual([]);
    expect(found([grant])).toEqual([]);
    expect(found([{ ...grant, sections: ['政府信息公开'] }])).toEqual([]);
    const off = { ...base, channels: base.channels.map((channel) => ({ ...channel, ticked: false })) };
    expect(findDeadChannels(subject({ leaves: [off], sites: [] }))).toEqual([]);
  });
});

describe('missing columns', () => {
  it('are named one by one', () => {
    const empty: EffectiveItem = {
      ...base,
      name: ' ',
      elements: [],
      bases: [],
      deadline: null,
      responsibility: null,
      channels: [],
      audience: { allSociety: false, specific: ' ' },
      levels: [],
    };
    const found = findMissingColumns(subject({ leaves: [base, empty] }));
    expect(found.map(({ field }) => field)).toEqual([
      'name',
      'elements',
      'bases',
      'deadline',
      'responsibility',
      'channels',
      'audience',
      'levels',
    ]);
    expect(found[4]).toMatchObject({
      kind: 'MISSING_COLUMN',
      rule: 'CAT-01',
      severity: 'HARD',
      itemCodes: [small.leaf],
      message: '“ ”缺少“公开主体”栏。',
    });
  });

  it('are none of a whole leaf', () => {
    expect(findMissingColumns(subject({ leaves: [base] }))).toEqual([]);
  });
});

describe('texts that are no longer in force', () => {
  const [former] = subject().register.laws;
  const old = { title: '中华人民共和国政府信息公开条例', docNo: '国务院令第492号', clause: '第十八条' };
  const origin = base.bases.slice(0, 1).reduce((_, basis) => basis).origin;
  const citingOld: EffectiveItem = { ...base, code: 'A', bases: [{ ...old, origin }] };
  const rests: EffectiveItem = {
    ...base,
    code: 'B',
    deadline: base.deadline && { ...base.deadline, term: { ...base.deadline.term, citation: old } },
  };

  it('are found in bases and in terms, by wording, with all leaves', () => {
    expect(former?.versions).toHaveLength(2);
    const twice = { ...citingOld, code: 'C', bases: [{ ...old, title: '条例', origin }] };
    expect(findExpiredBases(subject({ leaves: [citingOld, base, twice] }))).toMatchObject([
      {
        kind: 'EXPIRED_BASIS',
        rule: 'CAT-09',
        itemCodes: ['A', 'C'],
        message:
          '2个事项的公开依据《中华人民共和国政府信息公开条例》(国务院令第492号)已于2019-05-14失效，现行文本为《中华人民共和国政府信息公开条例》(国务院令第711号)。',
      },
    ]);
    expect(findExpiredTerms(subject({ leaves: [rests] }))).toMatchObject([
      { kind: 'EXPIRED_TERM', rule: 'CAT-10', itemCodes: ['B'] },
    ]);
  });

  it('are none while the wording is in force', () => {
    expect(findExpiredBases(subject({ leaves: [base, rests] }))).toEqual([]);
    expect(findExpiredTerms(subject({ leaves: [base, citingOld] }))).toEqual([]);
    const then = subject({ leaves: [citingOld], register: { ...subject().register, on: '2019-05-14' } });
    expect(findExpiredBases(then)).toEqual([]);
  });
});

describe('bases that would be refused today', () => {
  const origin = base.bases.slice(0, 1).reduce((_, basis) => basis).origin;
  const quoting = (docNo: string): EffectiveItem => ({
    ...base,
    code: 'A',
    bases: [{ title: '政务公开管理规范', docNo, clause: '5.4', origin }],
  });

  it('are named with what is wrong, each once', () => {
    const leaves = [quoting('DB31/T 1290—2021'), base, { ...quoting('DB31/T 1290—2021'), code: 'B' }];
    expect(findFaultyBases(subject({ leaves }))).toMatchObject([
      {
        kind: 'FAULTY_BASIS',
        rule: 'CAT-09',
        itemCodes: ['A', 'B'],
        message:
          '2个事项的公开依据不规范：《政务公开管理规范》的文号应为“DB31/T 1297—2021”，而不是“DB31/T 1290—2021”。',
      },
    ]);
  });

  it('are none of those that are right, nor of wordings that ended', () => {
    const old = { title: '中华人民共和国政府信息公开条例', docNo: '国务院令第492号', clause: null, origin };
    const leaves = [base, quoting('DB31/T 1297-2021'), { ...base, bases: [old] }];
    expect(findFaultyBases(subject({ leaves }))).toEqual([]);
  });
});

describe('the yearly review', () => {
  it('is due from its day on, and not before', () => {
    expect(findReviewDue(subject({ nextReview: '2026-03-02' }))).toMatchObject([
      { kind: 'REVIEW_DUE', rule: 'CAT-19', message: '普陀区的标准目录应于2026-03-02前复核，至今没有复核记录。' },
    ]);
    expect(findReviewDue(subject({ nextReview: '2026-03-03' }))).toEqual([]);
    expect(findReviewDue(subject({ nextReview: null }))).toEqual([]);
  });
});
