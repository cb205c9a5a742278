import { describe, expect, it } from 'vitest';
import { kinds } from '../../../../src/modules/content/kinds/kinds.js';
import { policyDocument } from '../../../../src/modules/content/kinds/policy-document.js';
import { serviceGuide } from '../../../../src/modules/content/kinds/service-guide.js';
import { issuerField, makersOf, namedBodies } from '../../../../src/modules/content/publisher/makers.js';
import { a, b, c, documentOf, guideOf } from './places.js';

describe('makersOf', () => {
  it('reads the makers of a document from its issuers, and of anything else from the draft', () => {
    expect(makersOf(documentOf([b, a]), policyDocument)).toEqual({
      bodyIds: [b, a],
      leadId: b,
      path: ['fields', 'issuers'],
      byIssuers: true,
    });
    expect(makersOf(documentOf([]), policyDocument)).toMatchObject({ bodyIds: [], leadId: null });
    const guide = guideOf({ coMakerIds: [a, b], leadBodyId: b });
    expect(makersOf(guide, serviceGuide)).toEqual({
      bodyIds: [a, b],
      leadId: b,
      path: ['leadBodyId'],
      byIssuers: false,
    });
  });

  it('no kind has two places for the lead', () => {
    const places = kinds.map(({ kind, fields }) => [
      kind,
      Object.values(fields).filter((field) => field.type === 'bodies' && field.firstLeads === true).length,
    ]);
    expect(places.filter(([, count]) => Number(count) > 1)).toEqual([]);
    expect(kinds.filter((definition) => issuerField(definition) !== null).map(({ kind }) => kind)).toEqual([
      'POLICY_DOCUMENT',
    ]);
  });
});

describe('namedBodies', () => {
  it('is each body once, the origin first', () => {
    expect(namedBodies(guideOf({ coMakerIds: [b, a], leadBodyId: b }), serviceGuide)).toEqual([a, b]);
    expect(namedBodies(documentOf([c, a]), policyDocument)).toEqual([a, c]);
  });
});
