import type { UserError } from '../../../platform/errors/user-errors.js';
import { explain, type Pack, parameterOf } from '../../rules/packs.js';
import type { Draft } from '../draft.js';
import { attributeLabels, type DisclosureAttribute } from './attribute.js';

/** 负面清单第…项: the entries named right behind the list; articles of a law named later on are none. */
const citation = /负面清单[^。；;《第]*((?:[、，,和及与]?\s*第\s*[^\s。；;、，,第]+?\s*[项条])+)/gu;
const entry = /第\s*([^\s。；;、，,第]+?)\s*[项条]/gu;

/** The entries of a negative list that a reason cites, as they are numbered. */
export function citedEntries(reason: string | null): readonly string[] {
  const lists = [...(reason ?? '').normalize('NFKC').matchAll(citation)];
  return lists.flatMap(([, named = '']) => [...named.matchAll(entry)].map(([, number = '']) => number));
}

/** The list's own form of a number: 1 for 第1项, （一） for 第一项. */
export function plainEntryNo(entryNo: string): string {
  return entryNo.normalize('NFKC').replaceAll(/[\s()第项条.、]/gu, '');
}

/** Whether a reason for this attribute has to name an entry of a negative list (POW-05). */
export function citesList(pack: Pack, attribute: DisclosureAttribute | null): boolean {
  return attribute === 'NOT_DISCLOSED' && parameterOf(pack, 'attribute.citesNegativeList')?.value === true;
}

/** An entry that no published list has is no reason. `entries`: what `findListEntries` found. */
export function unknownEntryFaults(
  pack: Pack,
  { attribute, reason, entries }: { attribute: DisclosureAttribute } & Pick<Cited, 'reason' | 'entries'>,
): UserError[] {
  const unknown = citesList(pack, attribute) ? unknownEntries({ reason, entries }) : [];
  if (unknown.length === 0) return [];
  const known = entries.size === 0 ? '没有已发布的负面清单' : `已发布的负面清单条目为${[...entries].join('、')}`;
  const message = `所引用的负面清单条目不存在：${unknown.map((one) => `第${one}项`).join('、')}；${known}。`;
  const inputs = [
    { name: '公开属性', value: attributeLabels[attribute] },
    { name: '理由', value: reason ?? '' },
  ];
  const explanation = explain(pack, 'POW-05', { inputs, text: message });
  return [{ code: 'RULE_VIOLATION', path: ['reason'], message, rule: 'POW-05', explanation }];
}

interface Cited {
  readonly reason: Draft['attributeReason'];
  readonly entries: ReadonlySet<string>;
}

export function unknownEntries({ reason, entries }: Cited): readonly string[] {
  return citedEntries(reason).filter((number) => !entries.has(plainEntryNo(number)));
}
