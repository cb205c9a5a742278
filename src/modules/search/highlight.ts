import { foldText, foldWithOffsets } from '../../platform/text/fold-text.js';

const context = 40;
const windowLength = 2_000;
const windowOverlap = 600;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The whole text as HTML with `<em>` around every word, or null where it has none of them. */
export function markWhole(text: string, terms: readonly string[]): string | null {
  const ranges = findRanges(text, terms);
  return ranges.length === 0 ? null : markSlice(text, { start: 0, end: text.length }, ranges);
}

/** The first places of the text where a word stands, with some text around them, as HTML. */
export function markFragments(text: string, terms: readonly string[], most: number): string[] {
  const fragments: string[] = [];
  let start = 0;
  // Window by window: the text of a whole law is not folded for three lines of it.
  while (start < text.length && fragments.length < most) {
    const end = boundary(text, start + windowLength);
    const slice = text.slice(start, end);
    const found = fragmentsOf(slice, terms, most - fragments.length);
    fragments.push(...found.html);
    if (end >= text.length) break;
    start = boundary(text, Math.max(start + found.upTo, end - windowOverlap, start + 1));
  }
  return fragments;
}

function fragmentsOf(text: string, terms: readonly string[], most: number): { html: string[]; upTo: number } {
  const ranges = findRanges(text, terms);
  const html: string[] = [];
  let upTo = 0;
  for (const range of ranges) {
    if (html.length === most) break;
    if (range.start < upTo) continue;
    const around = {
      start: boundary(text, Math.max(upTo, range.start - context)),
      end: boundary(text, Math.min(text.length, range.end + context)),
    };
    // A word that begins inside the fragment but ends behind it belongs to it whole.
    const end = Math.max(around.end, ...ranges.filter((other) => other.start < around.end).map((other) => other.end));
    html.push(markSlice(text, { start: around.start, end }, ranges));
    upTo = end;
  }
  return { html, upTo };
}

/** Where the words stand in the text as written, in order; words that touch or overlap are one range. */
function findRanges(text: string, terms: readonly string[]): Range[] {
  const whole = foldText(text);
  const present = terms.filter((term) => whole.includes(term));
  if (present.length === 0) return [];
  const { folded, starts, ends } = foldWithOffsets(text);
  const found: Range[] = [];
  for (const term of present) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
      found.push({ start: starts[at] ?? 0, end: ends[at + term.length - 1] ?? text.length });
    }
  }
  return merge(found.toSorted((left, right) => left.start - right.start || right.end - left.end));
}

function merge(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last === undefined || range.start > last.end) merged.push(range);
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return merged;
}

function markSlice(text: string, slice: Range, ranges: readonly Range[]): string {
  let html = '';
  let at = slice.start;
  for (const range of ranges) {
    if (range.end <= slice.start || range.start >= slice.end) continue;
    const start = Math.max(range.start, at);
    html += `${escapeHtml(text.slice(at, start))}<em>${escapeHtml(text.slice(start, range.end))}</em>`;
    at = range.end;
  }
  return html + escapeHtml(text.slice(at, slice.end));
}

/** Never between the two halves of one character. */
function boundary(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
