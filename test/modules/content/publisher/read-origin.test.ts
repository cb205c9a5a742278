import { describe, expect, it } from 'vitest';
import type { DraftContent } from '../../../../src/modules/content/draft.js';
import { policyDocument } from '../../../../src/modules/content/kinds/policy-document.js';
import { serviceGuide } from '../../../../src/modules/content/kinds/service-guide.js';
import { readOrigin, statedOriginFaults } from '../../../../src/modules/content/publisher/read-origin.js';
import { a, b, guideOf } from './places.js';

const copy = { name: '来信.pdf', mediaType: 'application/pdf', size: 12, sha256: `sha256:${'a'.repeat(64)}` };
const received = {
  origin: 'RECEIVED_FROM_PERSON',
  sourceKind: 'CITIZEN',
  sourceName: '张三',
  sourceCopy: copy,
} as const;
const together = { origin: 'CO_MADE', coMakerIds: [a, b], leadBodyId: a } as const;
const nothing = {
  origin: 'MADE',
  sourceKind: null,
  sourceName: null,
  sourceCopy: null,
  coMakerIds: [],
  leadBodyId: null,
} as const;

describe('readOrigin', () => {
  it('takes what is named and keeps the rest', () => {
    expect(readOrigin(guideOf(), received)).toEqual({ ...nothing, ...received });
    expect(readOrigin(guideOf(received), { sourceName: '李四' })).toEqual({
      ...nothing,
      ...received,
      sourceName: '李四',
    });
    expect(readOrigin(guideOf(received), { sourceName: ' ', sourceCopy: null })).toEqual({
      ...nothing,
      origin: 'RECEIVED_FROM_PERSON',
      sourceKind: 'CITIZEN',
    });
    const twice = [a.toUpperCase(), b, a];
    expect(readOrigin(guideOf(), { ...together, coMakerIds: twice, leadBodyId: a.toUpperCase() })).toEqual({
      ...nothing,
      ...together,
    });
  });

  it('lets go of what belongs to another origin', () => {
    expect(readOrigin(guideOf(received), { origin: 'MADE' })).toEqual(nothing);
    expect(readOrigin(guideOf(together), { origin: 'MADE' })).toEqual(nothing);
    expect(readOrigin(guideOf(together), received)).toEqual({ ...nothing, ...received });
  });
});

describe('statedOriginFaults', () => {
  const faults = (changes: Partial<DraftContent>, definition = serviceGuide): string[] =>
    statedOriginFaults(guideOf(changes), definition).map(({ code, path }) => `${code} ${path.join('.')}`);

  it('finds nothing wrong with what belongs together', () => {
    expect(faults({})).toEqual([]);
    expect(faults(received)).toEqual([]);
    expect(faults(together)).toEqual([]);
  });

  it('refuses what belongs to another origin', () => {
    expect(faults({ ...received, origin: 'RECEIVED_FROM_BODY' })).toEqual([
      'NOT_ALLOWED_HERE sourceKind',
      'NOT_ALLOWED_HERE sourceName',
      'NOT_ALLOWED_HERE sourceCopy',
    ]);
    expect(faults({ ...together, origin: 'MADE' })).toEqual([
      'NOT_ALLOWED_HERE coMakerIds',
      'NOT_ALLOWED_HERE leadBodyId',
    ]);
  });

  it('names the makers of an official document in one place only: its issuers', () => {
    expect(faults(together, policyDocument)).toEqual(['NOT_ALLOWED_HERE coMakerIds', 'NOT_ALLOWED_HERE leadBodyId']);
    const [fault] = statedOriginFaults(guideOf(together), policyDocument);
    expect(fault?.message).toBe('共同制作的机关以“发文机关”为准，排列第一的为牵头机关。');
  });

  it('refuses what cannot be', () => {
    expect(faults({ ...together, coMakerIds: ['x'], leadBodyId: null })).toEqual(['INVALID coMakerIds']);
    expect(faults({ ...together, leadBodyId: '00000000-0000-4000-8000-000000000000' })).toEqual(['INVALID leadBodyId']);
    expect(faults({ ...received, sourceName: '长'.repeat(301) })).toEqual(['INVALID sourceName']);
    for (const wrong of [{ sha256: 'md5:1' }, { size: -1 }, { mediaType: 'pdf' }, { name: ' ' }]) {
      expect(faults({ ...received, sourceCopy: { ...copy, ...wrong } })).toEqual(['INVALID sourceCopy']);
    }
  });
});
