import { type DisclosureKind, disclosureKinds, type KindFields } from '../../src/modules/content/kinds/kind.js';
import { documentGenres } from '../../src/modules/content/kinds/document-genre.js';
import type { VersionContent } from '../../src/modules/publication/new-version.js';
import { pick } from './random.js';
import { paragraphs, sentence, subject } from './sentences.js';

/** Where a generated record belongs. */
export interface ContentPlace {
  readonly number: number;
  readonly bodyId: string;
  readonly divisionCode: string;
  readonly itemCode: string;
  /** YYYY-MM-DD. */
  readonly formedAt: string;
  /** The newest policy document before it, for an interpretation. */
  readonly policyId: string | null;
}

/** In UTF-8; about what a notice of a street office has. */
const textBytes = 3_700;

export function disclosureContent(place: ContentPlace, next: (limit: number) => number): VersionContent {
  const kind = disclosureKinds[place.number % disclosureKinds.length] ?? 'GENERAL_INFORMATION';
  const texts = paragraphs(textBytes, next);
  const policy = kind === 'POLICY_DOCUMENT';
  return {
    kind,
    title: `关于${subject(next)}的${policy ? pick(documentGenres, next) : '公开信息'}(${place.number})`,
    summary: sentence(next),
    keywords: [subject(next), '示例'],
    html: texts.map((text) => `<p>${text}</p>`).join(''),
    text: texts.join('\n'),
    elements: [
      { element: 'scope', name: '适用范围', text: sentence(next) },
      { element: 'contact', name: '联系方式', text: `021-5550-${String(1_000 + next(9_000))}` },
    ],
    fields: fieldsOf(kind, place, next),
    attachments: [],
    divisionCode: place.divisionCode,
    leadBodyId: place.bodyId,
    originBodyId: place.bodyId,
    itemCodes: [place.itemCode],
    mode: 'FULL',
    formedAt: place.formedAt,
    changedAt: null,
    issuedAt: policy ? place.formedAt : null,
    language: 'zh-Hans',
    relations:
      kind === 'INTERPRETATION' && place.policyId !== null ? [{ type: 'INTERPRETS', targetId: place.policyId }] : [],
  };
}

function fieldsOf(kind: DisclosureKind, place: ContentPlace, next: (limit: number) => number): KindFields {
  switch (kind) {
    case 'POLICY_DOCUMENT':
      return {
        docNo: `示例发〔${place.formedAt.slice(0, 4)}〕${place.number}号`,
        genre: pick(documentGenres, next),
        issuers: [place.bodyId],
        effectiveFrom: place.formedAt,
        effectiveTo: null,
        footnote: null,
      };
    case 'INTERPRETATION':
      return { forms: ['文字解读'] };
    case 'SERVICE_GUIDE':
      return {
        conditions: sentence(next),
        flow: sentence(next),
        timeLimit: '10个工作日',
        fee: '不收费',
        materials: [
          { name: '居民身份证', basis: '《示例办法》第六条', form: '原件核验', copies: 1, instructions: null },
        ],
        office: null,
        address: null,
        hours: '工作日9:00至17:00',
        phone: null,
      };
    case 'STATISTIC':
      return {
        period: place.formedAt.slice(0, 4),
        rows: [{ indicator: subject(next), value: String(next(10_000)), unit: '件', region: null }],
      };
    case 'POWER_LIST':
      return {
        powers: [
          {
            name: subject(next),
            category: '行政检查',
            basis: '《示例办法》第六条',
            exercisedBy: '示例机关',
            operation: sentence(next),
            duty: sentence(next),
            supervision: null,
          },
        ],
      };
    case 'NEGATIVE_LIST':
      return {
        exclusions: [
          { entryNo: '1', subject: subject(next), ground: sentence(next), scope: '全部', adjustment: sentence(next) },
        ],
        reviewDate: place.formedAt,
      };
    case 'ORG_PROFILE':
    case 'GENERAL_INFORMATION':
      return {};
  }
}
