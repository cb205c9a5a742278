import { generalInformation } from './general-information.js';
import { interpretation } from './interpretation.js';
import type { DisclosureKind, KindDefinition } from './kind.js';
import { negativeList } from './negative-list.js';
import { orgProfile } from './org-profile.js';
import { policyDocument } from './policy-document.js';
import { powerList } from './power-list.js';
import { serviceGuide } from './service-guide.js';
import { statistic } from './statistic.js';

/** Every kind, in the order of the public enum. */
export const kinds: readonly KindDefinition[] = [
  policyDocument,
  interpretation,
  serviceGuide,
  orgProfile,
  statistic,
  generalInformation,
  powerList,
  negativeList,
];

export function kindDefinition(kind: DisclosureKind): KindDefinition | undefined {
  return kinds.find((definition) => definition.kind === kind);
}
