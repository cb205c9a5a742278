import type { DisclosureKind, KindDefinition } from './kind.js';
import { policyDocument } from './policy-document.js';
import { serviceGuide } from './service-guide.js';

/** Every kind that can be drafted today. */
export const kinds: readonly KindDefinition[] = [policyDocument, serviceGuide];

export function kindDefinition(kind: DisclosureKind): KindDefinition | undefined {
  return kinds.find((definition) => definition.kind === kind);
}
