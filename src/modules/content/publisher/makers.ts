import type { Draft } from '../draft.js';
import type { KindDefinition } from '../kinds/kind.js';
import { textsOf } from '../kinds/texts-of.js';

/** What a draft says about who made it. */
export type Made = Pick<Draft, 'originBodyId' | 'coMakerIds' | 'leadBodyId' | 'fields'>;

export interface Makers {
  /** In the order given; empty where one body is the origin and nothing more is said. */
  readonly bodyIds: readonly string[];
  readonly leadId: string | null;
  /** Where in the draft the lead is named. */
  readonly path: readonly string[];
  /** True where the form of the document names its makers, so that nothing else may. */
  readonly byIssuers: boolean;
}

/**
 * The bodies that made it together, and their lead. An official document says so itself: its issuers are its makers
 * and the first of them leads, in the published version as well. Were they named a second time beside the document,
 * the two could differ and the public would read one lead while another published; so kinds with such a field have
 * only that field, and the draft's own list serves the kinds that have none.
 */
export function makersOf(draft: Made, definition: KindDefinition): Makers {
  const name = issuerField(definition);
  if (name === null) {
    return { bodyIds: draft.coMakerIds, leadId: draft.leadBodyId, path: ['leadBodyId'], byIssuers: false };
  }
  const issuers = textsOf(draft.fields[name]);
  return { bodyIds: issuers, leadId: issuers[0] ?? null, path: ['fields', name], byIssuers: true };
}

/** Every body that the decision may have to look up. */
export function namedBodies(draft: Made, definition: KindDefinition): string[] {
  const { bodyIds, leadId } = makersOf(draft, definition);
  return [...new Set([draft.originBodyId, ...bodyIds, ...(leadId === null ? [] : [leadId])])];
}

/** The field in which a kind of document names the bodies that issue it, first the one that leads. */
export function issuerField(definition: KindDefinition): string | null {
  const found = Object.entries(definition.fields).find(
    ([, field]) => field.type === 'bodies' && field.firstLeads === true,
  );
  return found?.[0] ?? null;
}
