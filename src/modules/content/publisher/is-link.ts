import type { Draft } from '../draft.js';

/** A link points to the record of the body that publishes and carries nothing of it. */
export function isLink(draft: Pick<Draft, 'relations'>): boolean {
  return draft.relations.some((relation) => relation.type === 'LINKS_TO');
}
