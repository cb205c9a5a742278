import type { Draft } from './draft.js';
import { kindGraphql } from './kinds/kind-graphql.type.js';

/** A draft as the editorial schema shows it: elements as a list, the kind's fields under the key of their kind. */
export interface DraftView extends Omit<Draft, 'fields' | 'elements'> {
  readonly elements: readonly { readonly element: string; readonly text: string }[];
}

export function viewDraft(draft: Draft): DraftView {
  const { fields, elements, ...envelope } = draft;
  const key = kindGraphql.find((one) => one.kind === draft.kind)?.key;
  return {
    ...envelope,
    elements: Object.entries(elements).map(([element, text]) => ({ element, text })),
    ...(key === undefined ? {} : { [key]: fields }),
  };
}
