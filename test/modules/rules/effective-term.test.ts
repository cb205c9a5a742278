import { describe, expect, it } from 'vitest';
import { clauseOfTerm, effectiveTerm, ruleOfTerm, statutoryTerm } from '../../../src/modules/rules/effective-term.js';
import { packAt } from '../../../src/modules/rules/packs.js';
import type { Term } from '../../../src/modules/rules/term.js';

const pack = packAt('SHANGHAI', '2026-01-01');
const statutory: Term = { kind: 'STATUTORY', trigger: 'FORMED', amount: 20, unit: 'WORKING_DAY', severity: 'HARD' };
const committed = (amount: number): Term => ({ kind: 'COMMITTED', trigger: 'FORMED', amount, unit: 'WORKING_DAY' });
const citation = { title: '示例公示规定', docNo: '示例府规〔2025〕5号', clause: '第六条' };
const otherLaw: Term = { kind: 'OTHER_LAW', trigger: 'FORMED', amount: 30, unit: 'WORKING_DAY', citation };

describe('statutoryTerm', () => {
  it('is 20 working days from forming or changing', () => {
    expect(statutoryTerm(pack)).toEqual(statutory);
    expect(statutoryTerm(pack, 'CHANGED')).toEqual({ ...statutory, trigger: 'CHANGED' });
    expect(statutoryTerm(pack, 'ISSUED')).toEqual(statutory);
  });
});

describe('effectiveTerm', () => {
  it('is the statutory term where nothing else is said', () => {
    const result = effectiveTerm(pack, []);
    expect(result.term).toEqual(statutory);
    expect(result.others).toEqual([]);
    expect(result.explanation).toMatchObject({ rule: 'R-D01', text: '适用“自信息形成或者变更之日起20个工作日内”。' });
  });

  it('is the commitment where it is shorter', () => {
    const result = effectiveTerm(pack, [statutory, committed(12)]);
    expect(result.term).toEqual(committed(12));
    expect(result.others).toEqual([statutory]);
    expect(result.explanation).toMatchObject({
      rule: 'R-D02',
      clause: 'DB31/T 1297—2021 5.5.2',
      text: '适用“自信息形成之日起12个工作日内(承诺时限)”。不再适用：自信息形成或者变更之日起20个工作日内。',
    });
  });

  it('adds the statutory term beside a commitment that stands alone', () => {
    const result = effectiveTerm(pack, [committed(12)]);
    expect(result).toMatchObject({ term: committed(12), others: [statutory] });
    expect(effectiveTerm(pack, [committed(25)])).toMatchObject({ term: statutory, others: [committed(25)] });
  });

  it('takes the shortest along a chain, whatever the order', () => {
    const chain = [statutory, committed(10), committed(15), committed(8)];
    expect(effectiveTerm(pack, chain).term.amount).toBe(8);
    expect(effectiveTerm(pack, chain.toReversed()).term.amount).toBe(8);
    expect(effectiveTerm(pack, chain).others).toHaveLength(3);
  });

  it('lets a cited other law replace the statutory term even if longer', () => {
    const result = effectiveTerm(pack, [statutory, otherLaw]);
    expect(result.term).toBe(otherLaw);
    expect(result.others).toEqual([statutory]);
    expect(result.explanation).toMatchObject({ rule: 'R-D03', clause: '《示例公示规定》(示例府规〔2025〕5号)第六条' });
  });

  it('lets a commitment shorten a term by other law', () => {
    expect(effectiveTerm(pack, [otherLaw, committed(25)]).term).toEqual(committed(25));
  });

  it('does not count another law without its citation', () => {
    const uncited: Term = { ...otherLaw, citation: null };
    expect(effectiveTerm(pack, [statutory, uncited])).toMatchObject({ term: statutory, others: [uncited] });
    expect(effectiveTerm(pack, [uncited])).toMatchObject({ term: statutory, others: [uncited] });
  });

  it('shows terms with other triggers beside each other', () => {
    const issued: Term = { kind: 'COMMITTED', trigger: 'ISSUED', amount: 10, unit: 'WORKING_DAY', severity: 'SOFT' };
    const result = effectiveTerm(pack, [issued]);
    expect(result).toMatchObject({ term: issued, others: [statutory] });
    expect(result.explanation).toMatchObject({
      rule: 'R-D04',
      text: '适用“自文件印发之日起一般10个工作日内(承诺时限)”。起算点或单位不同、同时适用并以最早届满者为准：自信息形成或者变更之日起20个工作日内。',
    });
    expect(effectiveTerm(pack, [statutory, issued])).toMatchObject({ term: statutory, others: [issued] });
  });
});

describe('rule and clause of a term', () => {
  it.each<[Term, string]>([
    [statutory, 'R-D01'],
    [{ ...statutory, kind: 'ON_CHANGE' }, 'R-D01'],
    [committed(5), 'R-D02'],
    [otherLaw, 'R-D03'],
    [{ ...committed(10), trigger: 'ISSUED', severity: 'SOFT' }, 'R-D04'],
    [{ ...statutory, kind: 'PERIODIC' }, 'R-D06'],
    [{ ...statutory, kind: 'SAME_TIME' }, 'R-E02'],
  ])('%j stands under %s', (term, rule) => {
    expect(ruleOfTerm(term)).toBe(rule);
  });

  it('cites what the term cites', () => {
    expect(clauseOfTerm(otherLaw)).toBe('《示例公示规定》(示例府规〔2025〕5号)第六条');
    expect(clauseOfTerm(statutory)).toBeUndefined();
  });
});
