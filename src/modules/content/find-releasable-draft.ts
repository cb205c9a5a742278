import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/errors/app-error.js';
import type { Draft } from './draft.js';
import { lockDraft } from './draft-row.js';
import { type Filing, loadFiling } from './filing.js';

/** An element as a reader sees it; `name` is the one in force now. */
export interface ElementText {
  readonly element: string;
  readonly name: string;
  readonly text: string;
}

/** A draft held by this transaction, with everything that gates and a published version are made from. */
export interface ReleasableDraft extends Draft {
  readonly filing: Filing;
  /** In the order of the items and of their elements. */
  readonly elementTexts: readonly ElementText[];
}

/** Locks the draft against every other writer. Who may release it is for the caller to ask. Errors: NOT_FOUND. */
export async function findReleasableDraft(tx: Tx, draftId: string): Promise<ReleasableDraft> {
  const draft = await lockDraft(tx, draftId);
  const filing = await loadFiling(tx, draft);
  if (filing === null) throw notFound();
  return { ...draft, filing, elementTexts: elementTexts(draft, filing) };
}

function elementTexts(draft: Draft, filing: Filing): ElementText[] {
  const texts = new Map<string, ElementText>();
  for (const item of filing.items.values()) {
    for (const { id, name } of item?.elements ?? []) {
      const text = Object.hasOwn(draft.elements, id) ? draft.elements[id] : undefined;
      if (text !== undefined && !texts.has(id)) texts.set(id, { element: id, name, text });
    }
  }
  return [...texts.values()];
}
