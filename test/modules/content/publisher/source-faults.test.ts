import { describe, expect, it } from 'vitest';
import type { AspectResult, DraftContent } from '../../../../src/modules/content/draft.js';
import { sourceFaults, unconfirmedSource } from '../../../../src/modules/content/publisher/source-faults.js';
import { packFor } from '../../../../src/modules/rules/packs.js';
import { guideOf, unknown } from './places.js';

const pack = packFor('SHANGHAI');
const copy = { name: '来信.pdf', mediaType: 'application/pdf', size: 12, sha256: `sha256:${'a'.repeat(64)}` };
const received: Partial<DraftContent> = {
  origin: 'RECEIVED_FROM_PERSON',
  sourceKind: 'CITIZEN',
  sourceName: '张三',
  sourceCopy: copy,
};

const faults = (changes: Partial<DraftContent>): string[] =>
  sourceFaults(guideOf({ ...received, ...changes }), pack).map(
    ({ code, rule, path }) => `${code} ${rule ?? ''} ${path.join('.')}`,
  );

describe('sourceFaults', () => {
  it('asks for the copy, and for whom it came from', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ sourceCopy: null })).toEqual(['REQUIRED R-V06 sourceCopy']);
    expect(faults({ sourceKind: null, sourceName: null, sourceCopy: null })).toEqual([
      'REQUIRED R-P02 sourceKind',
      'REQUIRED R-P02 sourceName',
      'REQUIRED R-V06 sourceCopy',
    ]);
  });

  it('is about nothing but what a person gave, and not about links', () => {
    for (const origin of ['MADE', 'RECEIVED_FROM_BODY', 'CO_MADE'] as const) {
      expect(faults({ origin, sourceCopy: null })).toEqual([]);
    }
    expect(faults({ sourceCopy: null, relations: [{ type: 'LINKS_TO', targetId: unknown }] })).toEqual([]);
  });

  it('refuses a file that goes by the name of the copy and is another one, but where parts are withheld', () => {
    const changed = { ...copy, sha256: `sha256:${'b'.repeat(64)}` };
    const named = { ...changed, name: '说明.pdf' };
    expect(faults({ attachments: [copy, named] })).toEqual([]);
    expect(faults({ attachments: [named, changed] })).toEqual(['RULE_VIOLATION R-V06 attachments.1']);
    expect(faults({ attachments: [changed], mode: 'REDACTED' })).toEqual([]);
  });

  it('says why, without the name', () => {
    const [fault] = sourceFaults(guideOf({ ...received, sourceCopy: null }), pack);
    expect(fault).toMatchObject({
      message: '获取的信息应当附来源件，与来源件核对一致后方可公开。',
      explanation: {
        rule: 'R-V06',
        inputs: [
          { name: '标题', value: '指南' },
          { name: '产生方式', value: '从公民、法人和其他组织获取' },
          { name: '来源', value: '公民' },
        ],
      },
    });
    expect(JSON.stringify(fault)).not.toContain('张三');
  });
});

describe('unconfirmedSource', () => {
  it('lets nobody skip truthfulness of what a person gave', () => {
    const found = (origin: DraftContent['origin'], result: AspectResult) =>
      unconfirmedSource(guideOf({ ...received, origin }), [{ aspect: 'TRUTHFULNESS', result }]).map(({ rule }) => rule);
    expect(found('RECEIVED_FROM_PERSON', 'NOT_APPLICABLE')).toEqual(['R-V06']);
    expect(found('RECEIVED_FROM_PERSON', 'PASS')).toEqual([]);
    expect(found('RECEIVED_FROM_PERSON', 'FAIL')).toEqual([]);
    expect(found('MADE', 'NOT_APPLICABLE')).toEqual([]);
  });
});
