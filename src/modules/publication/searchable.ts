import { foldNumber, foldText } from '../../platform/text/fold-text.js';
import { textGrams } from '../../platform/text/bigrams.js';
import { kindDefinition } from '../content/kinds/kinds.js';
import type { KindField, KindValue } from '../content/kinds/kind.js';
import type { PublishedVersion } from './published-version.js';

export type SearchableSource = Pick<
  PublishedVersion,
  'kind' | 'indexNo' | 'title' | 'summary' | 'keywords' | 'text' | 'elements' | 'fields'
>;

/** The texts of a version that a reader searches, as written. A word is never looked for across two of them. */
export interface SearchableTexts {
  readonly title: string;
  readonly summary: string;
  /** Keywords and numbers: found like the summary, never shown as a fragment. */
  readonly labels: readonly string[];
  /** The text and what elements and fields of the kind say. */
  readonly body: readonly string[];
}

export interface SearchColumns {
  readonly search_doc_no: string | null;
  readonly search_title: string;
  readonly search_summary: string;
  readonly search_body: string;
  readonly search_grams: readonly number[];
}

export function searchableTexts(source: SearchableSource): SearchableTexts {
  const { docNo } = source.fields;
  const fields = kindDefinition(source.kind)?.fields ?? {};
  const numbers = typeof docNo === 'string' ? [docNo, foldNumber(docNo)] : [];
  return {
    title: source.title,
    summary: source.summary ?? '',
    labels: [...source.keywords, source.indexNo, ...numbers],
    body: [
      source.text ?? '',
      ...source.elements.map((element) => element.text ?? ''),
      ...Object.entries(fields).flatMap(([name, field]) =>
        name === 'docNo' ? [] : fieldTexts(field, source.fields[name] ?? null),
      ),
    ].filter((text) => text !== ''),
  };
}

/** Folded texts and their keys, stored with the version: complete at the very sequence that publishes it. */
export function searchColumns(source: SearchableSource): SearchColumns {
  const texts = searchableTexts(source);
  const { docNo } = source.fields;
  const title = foldText(texts.title);
  const summary = joined([texts.summary, ...texts.labels]);
  const body = joined(texts.body);
  return {
    search_doc_no: typeof docNo === 'string' ? foldNumber(docNo) : null,
    search_title: title,
    search_summary: summary,
    search_body: body,
    search_grams: textGrams(`${title} ${summary} ${body}`),
  };
}

/** Neither words nor phrases hold a line break, so it parts the texts. */
function joined(texts: readonly string[]): string {
  return texts.map(foldText).join('\n');
}

function fieldTexts(field: KindField, value: KindValue): string[] {
  if (field.type === 'bodies' || field.type === 'date' || field.type === 'integer') return [];
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || value === null) return [];
  return value.flatMap((entry) =>
    typeof entry === 'string' ? [entry] : Object.values(entry).filter((cell) => typeof cell === 'string'),
  );
}
