import { describe, expect, it } from 'vitest';
import { renderFootnote } from '../../../../src/modules/content/attribute/attribute.js';
import { attributeFaults } from '../../../../src/modules/content/attribute/attribute-faults.js';
import { packFor } from '../../../../src/modules/rules/packs.js';

describe('attributeFaults', () => {
  it('asks for reasons where the pack or its base does', () => {
    const withheld = { attribute: 'NOT_DISCLOSED', reason: null, mode: 'FULL' } as const;
    for (const pack of ['NATIONAL_BASE', 'SHANGHAI', 'SHANXI', 'GRASSROOTS_GB', 'COUNTY_TRIAL']) {
      expect(attributeFaults(packFor(pack), withheld)).toMatchObject([{ rule: 'R-A02', path: ['reason'] }]);
      expect(attributeFaults(packFor(pack), { ...withheld, reason: '涉密' })).toEqual([]);
      expect(attributeFaults(packFor(pack), { ...withheld, attribute: 'PROACTIVE' })).toEqual([]);
    }
  });

  it('knows redaction only where the pack does', () => {
    const redacted = { attribute: 'PROACTIVE', reason: null, mode: 'REDACTED' } as const;
    expect(attributeFaults(packFor('SHANGHAI'), redacted)).toEqual([]);
    expect(attributeFaults(packFor('SHANXI'), redacted)).toMatchObject([{ rule: 'R-A03', path: ['mode'] }]);
  });
});

describe('renderFootnote', () => {
  it('reads as the attribute says', () => {
    expect((['PROACTIVE', 'ON_APPLICATION', 'NOT_DISCLOSED'] as const).map(renderFootnote)).toEqual([
      '此件主动公开',
      '此件依申请公开',
      '此件不予公开',
    ]);
  });
});
