import { foldTerms, foldText } from '../../../src/platform/text/fold-text.js';
import type { VersionContent } from '../../../src/modules/publication/new-version.js';
import { content } from '../../support/builders-publication.js';

/** Terms of the trade with their confusing neighbours: the same characters in another order, or apart. */
export const terms: readonly string[] = `
  政务公开标准目录 | 政务公开 | 公开政务 | 政务 | 目录标准 | 标准 | 财政预决算 | 财政预算 | 决算 | 预算
  行政处罚决定书 | 行政处罚 | 处罚决定 | 决定书 | 行政决定 | 街道办事处 | 街道 | 办事处 | 处办事 | 办事
  规范性文件 | 规范文件 | 不动产登记 | 动产登记 | 不动产 | 民政 | 政民 | 居民政策 | 高龄津贴 | 津贴
  𠮷林路 | 𠮷 | 吉林路 | GB/T 42418 | 42418 | WiFi | wifi覆盖 | 021-5550-0101 | 2026 | 202
`
  .split(/[|\n]/u)
  .map((term) => term.trim())
  .filter((term) => term !== '');

const fillers = ['的', '和', '关于', '办理', '。', ',', ' ', '\n', '〔', '〕', '年', '号'];

/** Numbers from a fixed start: the same corpus every time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export function corpus(size: number, seed = 7): VersionContent[] {
  const next = numbers(seed);
  const pick = (list: readonly string[]): string => list[next(list.length)] ?? '';
  const text = (words: number): string =>
    Array.from({ length: words }, () => (next(3) === 0 ? pick(fillers) : pick(terms))).join('');
  return Array.from({ length: size }, (_, index) =>
    content({
      title: text(1 + next(2)),
      summary: next(2) === 0 ? null : text(next(3)),
      text: text(next(12)),
      keywords: next(4) === 0 ? [pick(terms)] : [],
      elements: next(4) === 0 ? [{ element: 'contact', name: '联系方式', text: pick(terms) }] : [],
      fields:
        index % 5 === 0
          ? { docNo: `沪府发〔${2020 + next(7)}〕${next(40)}号`, genre: next(2) === 0 ? '通知' : '意见' }
          : {},
      kind: index % 5 === 0 ? 'POLICY_DOCUMENT' : 'GENERAL_INFORMATION',
      issuedAt: index % 3 === 0 ? `${2020 + next(7)}-05-01` : null,
      itemCodes: [index % 2 === 0 ? 'T-01-01' : 'T-01-02'],
    }),
  );
}

/** What a reader means by "contains every word", looked up in the plainest way. */
export function containsAll(texts: readonly (string | null | undefined)[], query: string): boolean {
  const folded = texts.map((text) => foldText(text ?? ''));
  return foldTerms(query).every((term) => folded.some((text) => text.includes(term)));
}

export function bodyTexts(one: VersionContent): (string | null)[] {
  return [one.text, ...one.elements.map((element) => element.text)];
}

export function allTexts(one: VersionContent): (string | null)[] {
  const { docNo } = one.fields;
  return [one.title, one.summary, ...bodyTexts(one), ...one.keywords, typeof docNo === 'string' ? docNo : null];
}
