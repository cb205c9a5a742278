import { describe, expect, it } from 'vitest';
import type { Limit } from '../../../src/modules/rules/pack.js';
import { strictest } from '../../../src/modules/rules/strictest.js';

const base: Limit = { amount: 20, unit: 'WORKING_DAY', triggers: ['FORMED', 'CHANGED'] };

describe('strictest', () => {
  it.each<[string, Partial<Limit>, 'LOCAL' | 'BASE']>([
    ['equal', {}, 'LOCAL'],
    ['shorter', { amount: 10 }, 'LOCAL'],
    ['with a further trigger', { triggers: ['FORMED', 'CHANGED', 'ISSUED'] }, 'LOCAL'],
    ['longer', { amount: 21 }, 'BASE'],
    ['in another unit', { amount: 15, unit: 'DAY' }, 'BASE'],
    ['without a trigger of the base', { amount: 10, triggers: ['ISSUED'] }, 'BASE'],
  ])('a local limit that is %s', (_, change, expected) => {
    expect(strictest('publish.limit', { ...base, ...change }, base)).toBe(expected);
  });

  it('knows for which values more is stricter, and for which less', () => {
    expect(strictest('consultation.minDays', 20, 30)).toBe('BASE');
    expect(strictest('consultation.minDays', 40, 30)).toBe('LOCAL');
    expect(strictest('attribute.reviewEvery', { days: 400 }, { days: 365 })).toBe('BASE');
    expect(strictest('attribute.reviewEvery', { days: 180 }, { days: 365 })).toBe('LOCAL');
    expect(strictest('attribute.reasonFor', ['ON_APPLICATION'], ['NOT_DISCLOSED'])).toBe('BASE');
    expect(strictest('attribute.reasonFor', ['ON_APPLICATION', 'NOT_DISCLOSED'], ['NOT_DISCLOSED'])).toBe('LOCAL');
    expect(strictest('coordination.silenceIsConsent', true, false)).toBe('BASE');
    expect(strictest('newMedia.oneAccount', false, true)).toBe('BASE');
    expect(strictest('predisclosure.effectGate', 'SOFT', 'HARD')).toBe('BASE');
    expect(
      strictest(
        'annualReport.due',
        { department: '02-28', government: '03-31' },
        { department: '01-31', government: '03-31' },
      ),
    ).toBe('BASE');
    expect(strictest('columns.statutory', ['甲'], ['甲', '乙'])).toBe('BASE');
  });

  it('leaves choices to the local pack', () => {
    expect(strictest('website.first', 'COUNTY_PORTAL', 'PORTAL')).toBe('LOCAL');
    expect(strictest('attribute.redactedMode', false, true)).toBe('LOCAL');
  });
});
