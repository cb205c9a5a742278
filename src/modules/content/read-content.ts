import type { UserError } from '../../platform/errors/user-errors.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import { isCalendarDate } from '../rules/calendar-date.js';
import type { DisclosureAttribute, DisclosureMode } from './attribute/attribute.js';
import type { DraftAttachment, DraftContent, DraftRelation } from './draft.js';
import type { KindDefinition } from './kinds/kind.js';
import { validateFields } from './kinds/validate-fields.js';
import type { InformationOrigin, SourceKind } from './publisher/information-origin.js';
import { longestReason } from './attribute/attribute-faults.js';
import { readOrigin, statedOriginFaults } from './publisher/read-origin.js';
import { isFile } from './text/is-file.js';
import { plainText } from './text/plain-text.js';
import { sanitiseRichText } from './text/sanitise-rich-text.js';

/** Names what to write; what is not named stays. Null clears; kind fields and elements are patched one by one. */
export interface ContentPatch {
  readonly origin?: InformationOrigin;
  readonly originBodyId?: string;
  readonly sourceKind?: SourceKind | null;
  readonly sourceName?: string | null;
  readonly sourceCopy?: DraftAttachment | null;
  readonly coMakerIds?: readonly string[];
  readonly leadBodyId?: string | null;
  readonly itemCodes?: readonly string[];
  readonly title?: string;
  readonly summary?: string | null;
  readonly keywords?: readonly string[];
  /** Any HTML: only the declared subset is kept. */
  readonly html?: string | null;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly elements?: Readonly<Record<string, string | null>>;
  readonly attachments?: readonly DraftAttachment[];
  readonly relations?: readonly DraftRelation[];
  readonly formedAt?: string | null;
  readonly changedAt?: string | null;
  readonly issuedAt?: string | null;
  readonly language?: string;
  readonly attributeProposed?: DisclosureAttribute | null;
  readonly attributeReason?: string | null;
  readonly mode?: DisclosureMode;
}

export function emptyContent(bodyId: string): DraftContent {
  return {
    origin: 'MADE',
    originBodyId: bodyId,
    sourceKind: null,
    sourceName: null,
    sourceCopy: null,
    coMakerIds: [],
    leadBodyId: null,
    itemCodes: [],
    title: '',
    summary: null,
    keywords: [],
    html: null,
    text: null,
    fields: {},
    elements: {},
    attachments: [],
    relations: [],
    formedAt: null,
    changedAt: null,
    issuedAt: null,
    language: 'zh-CN',
    attributeProposed: null,
    attributeReason: null,
    mode: 'FULL',
  };
}

/** The names a patch names, for audit rows and conflicts. */
export function namesOf(patch: ContentPatch): string[] {
  return Object.entries(patch)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
}

/** The content after the patch, and every fault in what was given; what is merely missing is no fault yet. */
export function readContent(
  definition: KindDefinition,
  current: DraftContent,
  patch: ContentPatch,
): { readonly content: DraftContent; readonly faults: readonly UserError[] } {
  const named = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const html = patch.html === undefined ? current.html : cleanHtml(patch.html);
  const { fields, faults } = validateFields(definition, { ...current.fields, ...patch.fields }, 'PARTIAL');
  const content: DraftContent = {
    ...current,
    ...named,
    ...readOrigin(current, patch),
    html,
    text: html === null ? null : plainText(html),
    summary: blankToNull(patch.summary === undefined ? current.summary : patch.summary),
    itemCodes: [...new Set(patch.itemCodes ?? current.itemCodes)],
    keywords: [...new Set(patch.keywords ?? current.keywords)],
    fields,
    elements: patchElements(current.elements, patch.elements ?? {}),
  };
  return {
    content,
    faults: [
      ...envelopeFaults(content),
      ...attachmentFaults(content),
      ...statedOriginFaults(content, definition),
      ...faults.map((fault) => ({ ...fault, path: ['fields', ...fault.path] })),
    ],
  };
}

function cleanHtml(html: string | null): string | null {
  return html === null ? null : blankToNull(sanitiseRichText(html));
}

function blankToNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

function patchElements(
  current: DraftContent['elements'],
  patch: Readonly<Record<string, string | null>>,
): DraftContent['elements'] {
  const merged = new Map<string, string>(Object.entries(current));
  for (const [element, text] of Object.entries(patch)) {
    if (text === null || text.trim() === '') merged.delete(element);
    else merged.set(element, text);
  }
  return Object.fromEntries(merged);
}

/** In UTF-16 code units. */
const limits = [
  ['title', 300],
  ['summary', 2_000],
  ['html', 2_000_000],
  ['language', 35],
  ['attributeReason', longestReason],
] as const;
const mostElementText = 100_000;
const mostKeywords = 50;
const mostKeywordText = 100;

function envelopeFaults(content: DraftContent): UserError[] {
  const faults: UserError[] = [];
  const fault = (name: string, message: string): void => void faults.push({ code: 'INVALID', path: [name], message });
  if (content.title.trim() === '') faults.push({ code: 'REQUIRED', path: ['title'], message: '缺少标题。' });
  for (const [name, limit] of limits) {
    const text = content[name];
    if (text !== null && text.length > limit) fault(name, `内容过长，不得超过${limit}个字符。`);
  }
  for (const name of ['formedAt', 'changedAt', 'issuedAt'] as const) {
    const date = content[name];
    if (date !== null && !isCalendarDate(date)) fault(name, '日期应为YYYY-MM-DD。');
  }
  if (!isUuid(content.originBodyId)) fault('originBodyId', '制作机关无效。');
  if (content.keywords.length > mostKeywords || content.keywords.some((word) => word.length > mostKeywordText)) {
    fault('keywords', `关键词不得超过${mostKeywords}个，每个不得超过${mostKeywordText}个字符。`);
  }
  for (const [element, text] of Object.entries(content.elements)) {
    if (text.length <= mostElementText) continue;
    faults.push({ code: 'INVALID', path: ['elements', element], message: `要素不得超过${mostElementText}个字符。` });
  }
  return faults;
}

function attachmentFaults(content: DraftContent): UserError[] {
  const attachments = content.attachments.flatMap((file, index): UserError[] =>
    isFile(file)
      ? []
      : [{ code: 'INVALID', path: ['attachments', String(index)], message: `第${index + 1}个附件无效。` }],
  );
  const relations = content.relations.flatMap((relation, index): UserError[] =>
    isUuid(relation.targetId)
      ? []
      : [{ code: 'INVALID', path: ['relations', String(index)], message: `第${index + 1}个关联无效。` }],
  );
  return [...attachments, ...relations];
}
