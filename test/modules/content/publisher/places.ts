import type { EffectiveItem } from '../../../../src/modules/catalogue/effective-item.js';
import { emptyContent } from '../../../../src/modules/content/read-content.js';
import type { DraftContent } from '../../../../src/modules/content/draft.js';
import type { KindDefinition } from '../../../../src/modules/content/kinds/kind.js';
import { policyDocument } from '../../../../src/modules/content/kinds/policy-document.js';
import { serviceGuide } from '../../../../src/modules/content/kinds/service-guide.js';
import {
  type Place,
  type ResponsiblePublisher,
  responsiblePublisher,
} from '../../../../src/modules/content/publisher/responsible-publisher.js';
import {
  type Body,
  type BodyKind,
  Directory,
  type Succession,
} from '../../../../src/modules/jurisdictions/directory.js';
import { explain, packFor } from '../../../../src/modules/rules/packs.js';

export const today = '2026-03-02';
export const a = uuid('a');
export const b = uuid('b');
export const c = uuid('c');
export const heir = uuid('d');
export const agency = uuid('e');
export const gone = uuid('f');
export const older = uuid('8');
export const unknown = uuid('9');

export function uuid(digit: string): string {
  return `00000000-0000-4000-8000-${digit.repeat(12)}`;
}

function body(id: string, name: string, facts: Partial<Body> = {}): Body {
  const kind: BodyKind = 'DEPARTMENT';
  return {
    id,
    slug: name,
    name,
    shortName: null,
    kind,
    divisionCode: '310107',
    functions: [],
    validFrom: null,
    validTo: null,
    predecessorIds: [],
    successorIds: [],
    ...facts,
  };
}

const bodies = [
  body(a, '甲局', { predecessorIds: [gone] }),
  body(b, '乙局'),
  body(c, '丙局'),
  body(heir, '丁局'),
  body(agency, '派出机构', { kind: 'DISPATCHED_AGENCY' }),
  body(gone, '旧局', { validTo: '2026-01-31' }),
  body(older, '更旧的局', { validTo: '2025-12-31' }),
];

/** The old bureau ended; by default bureau A carries on all it did. */
export const general: readonly Succession[] = [
  { predecessorId: older, successorId: gone, functions: null, effectiveOn: '2026-01-01' },
  { predecessorId: gone, successorId: a, functions: null, effectiveOn: '2026-02-01' },
];
export const split: readonly Succession[] = [
  { predecessorId: gone, successorId: a, functions: ['ALPHA'], effectiveOn: '2026-02-01' },
  { predecessorId: gone, successorId: b, functions: ['BETA'], effectiveOn: '2026-02-01' },
];

/** Body A drafts, under the rules of Shanghai; the items answer as given. */
export function placeOf(
  own: string = a,
  {
    successions = general,
    responsible = [],
  }: { successions?: readonly Succession[]; responsible?: readonly string[] } = {},
): Place {
  const directory = new Directory([], bodies, successions);
  const found = directory.body(own);
  if (found === undefined) throw new Error(`No body ${own}.`);
  const items = new Map(responsible.map((bodyId, index) => [String(index), itemOf(bodyId)]));
  return { body: found, pack: packFor('SHANGHAI'), directory, items };
}

function itemOf(bodyId: string): Pick<EffectiveItem, 'responsibility'> {
  const explanation = explain(packFor('SHANGHAI'), 'R-P01');
  return { responsibility: { bodyId, function: null, eachBody: false, explanation } };
}

export function guideOf(changes: Partial<DraftContent> = {}, own: string = a): DraftContent {
  return { ...emptyContent(own), title: '指南', ...changes };
}

export function documentOf(issuers: readonly string[], changes: Partial<DraftContent> = {}): DraftContent {
  return guideOf({ fields: { issuers }, ...changes });
}

export function decide(draft: DraftContent, place: Place = placeOf()): ResponsiblePublisher {
  const definition: KindDefinition = Object.hasOwn(draft.fields, 'issuers') ? policyDocument : serviceGuide;
  return responsiblePublisher(draft, { filing: place, definition, today });
}
