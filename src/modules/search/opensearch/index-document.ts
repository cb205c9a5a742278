import type { IndexSource, SequenceSpan } from '../../publication/find-index-sources.js';

/** One version in the index. */
export interface IndexItem {
  /** `{disclosure id}@{version}`. */
  readonly key: string;
  readonly disclosureId: string;
  /** The sequence at which it was read, as external version: what was read earlier never wins, however late it comes. */
  readonly asOf: string;
  readonly document: object;
}

/** A withdrawn version stays as a document without text that stands nowhere: a deletion would be forgotten. */
export function indexDocument(source: IndexSource): IndexItem {
  return {
    key: `${source.id}@${source.version}`,
    disclosureId: source.id,
    asOf: source.asOf.toString(),
    document: source.withdrawn ? { id: source.id } : standingDocument(source),
  };
}

function standingDocument(source: IndexSource): object {
  return {
    id: source.id,
    standing: range(source.standing),
    repealed: source.repealed.map(range),
    amended: source.amended.map(range),
    kind: source.kind,
    division: source.divisionCode,
    body_id: source.leadBodyId,
    items: source.itemCodes,
    audiences: source.audienceIds ?? [],
    genre: source.genre,
    year: source.year,
    published: source.publishedAt.toISOString(),
    effective_from: source.effectiveFrom,
    effective_to: source.effectiveTo,
    doc_no: source.docNo,
    title: source.title,
    summary: source.summary,
    body: source.body,
  };
}

function range({ from, to }: SequenceSpan): object {
  return to === null ? { gte: from } : { gte: from, lt: to };
}
