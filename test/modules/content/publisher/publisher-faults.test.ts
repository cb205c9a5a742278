import { describe, expect, it } from 'vitest';
import type { DraftContent } from '../../../../src/modules/content/draft.js';
import { policyDocument } from '../../../../src/modules/content/kinds/policy-document.js';
import { serviceGuide } from '../../../../src/modules/content/kinds/service-guide.js';
import type { Completeness } from '../../../../src/modules/content/kinds/validate-fields.js';
import { publisherFaults } from '../../../../src/modules/content/publisher/publisher-faults.js';
import { a, b, c, documentOf, gone, guideOf, older, placeOf, today, unknown } from './places.js';

function faults(draft: DraftContent, completeness?: Completeness, own = a): string[] {
  const definition = Object.hasOwn(draft.fields, 'issuers') ? policyDocument : serviceGuide;
  const circumstances = { filing: placeOf(own), definition, today };
  return publisherFaults(draft, completeness === undefined ? circumstances : { ...circumstances, completeness }).map(
    ({ code, rule, path }) => `${code} ${rule ?? ''} ${path.join('.')}`,
  );
}

const together = { origin: 'CO_MADE', coMakerIds: [a, b, c] } as const;
const linksTo = [{ type: 'LINKS_TO', targetId: unknown }] as const;

describe('publisherFaults', () => {
  it('has nothing against the body that answers for it', () => {
    expect(faults(guideOf())).toEqual([]);
    expect(faults(guideOf({ originBodyId: gone })), 'a predecessor made it').toEqual([]);
    expect(faults(guideOf({ originBodyId: older })), 'so did the one before').toEqual([]);
    expect(faults(documentOf([older, b], { originBodyId: older }))).toEqual([]);
    expect(faults(guideOf({ origin: 'RECEIVED_FROM_PERSON' }))).toEqual([]);
    expect(faults(guideOf({ ...together, leadBodyId: a }))).toEqual([]);
    expect(faults(documentOf([a, b]))).toEqual([]);
  });

  it('refuses every other body, by the rule that names the one', () => {
    expect(faults(guideOf({ originBodyId: b }))).toEqual(['RULE_VIOLATION R-P01 originBodyId']);
    expect(faults(guideOf({ origin: 'RECEIVED_FROM_PERSON', originBodyId: b }))).toEqual([
      'RULE_VIOLATION R-P02 originBodyId',
    ]);
    expect(faults(guideOf({ origin: 'RECEIVED_FROM_BODY', originBodyId: b }))).toEqual([
      'RULE_VIOLATION R-P03 originBodyId',
    ]);
    expect(faults(guideOf({ ...together, leadBodyId: b }))).toEqual(['RULE_VIOLATION R-P04 leadBodyId']);
    expect(faults(documentOf([b, a]))).toEqual(['RULE_VIOLATION R-P04 fields.issuers']);
    expect(faults(guideOf({}, gone), undefined, gone)).toEqual(['RULE_VIOLATION R-P06 bodyId']);
    expect(faults(guideOf({ origin: 'RECEIVED_FROM_BODY' }))).toEqual(['RULE_VIOLATION R-P08 originBodyId']);
  });

  it('lets a link stand that carries nothing, whoever answers for the record', () => {
    for (const draft of [
      guideOf({ originBodyId: b, relations: linksTo }),
      guideOf({ origin: 'RECEIVED_FROM_BODY', originBodyId: b, relations: linksTo }),
      guideOf({ ...together, leadBodyId: b, relations: linksTo }),
      documentOf([b, a], { relations: linksTo }),
    ]) {
      expect(faults(draft)).toEqual([]);
      expect(faults({ ...draft, html: '<p>抄</p>' })).toHaveLength(1);
      expect(faults({ ...draft, elements: { scope: '抄' } })).toHaveLength(1);
      expect(faults({ ...draft, html: '<p>抄</p>' })[0]).toMatch(/^RULE_VIOLATION R-P0[134] html$/);
    }
  });

  it('waits for the lead and the makers until the draft is handed in', () => {
    expect(faults(guideOf({ ...together }), 'PARTIAL')).toEqual([]);
    expect(faults(guideOf({ ...together }))).toEqual(['REQUIRED R-P04 leadBodyId']);
    expect(faults(guideOf({ origin: 'CO_MADE' }), 'PARTIAL')).toEqual([]);
    expect(faults(guideOf({ origin: 'CO_MADE' }))).toEqual(['REQUIRED R-P04 coMakerIds', 'REQUIRED R-P04 leadBodyId']);
    expect(faults(documentOf([a], { origin: 'CO_MADE' }))).toEqual(['REQUIRED R-P04 fields.issuers']);
  });

  it('wants makers of the register, and the lead as the body it comes from', () => {
    const strangers = { ...together, coMakerIds: [a, unknown], leadBodyId: a };
    expect(faults(guideOf(strangers))).toEqual(['INVALID R-P04 coMakerIds']);
    expect(faults(guideOf({ ...together, leadBodyId: a, originBodyId: b }))).toEqual(['INVALID R-P04 originBodyId']);
  });
});
