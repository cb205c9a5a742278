import type { BasisValue, FactOf } from '../catalogue-fact.js';
import { channelLabels } from '../channel-labels.js';
import {
  channels,
  type EffectiveBasis,
  type EffectiveChannel,
  type EffectiveElement,
  type FactOrigin,
} from '../effective-item.js';

export type OriginOf = (fact: FactOf<'elements' | 'bases' | 'channels' | 'deadline'>) => FactOrigin;

/** Upper first. An id that a higher level uses too counts there only: ids stay unique whatever was added when. */
export function mergeElements(facts: readonly FactOf<'elements'>[], originOf: OriginOf): EffectiveElement[] {
  const merged = new Map<string, EffectiveElement>();
  for (const fact of facts) {
    for (const element of fact.value ?? []) {
      if (merged.has(element.id)) continue;
      merged.set(element.id, { ...element, order: merged.size + 1, origin: originOf(fact) });
    }
  }
  return [...merged.values()];
}

/** Upper first, each basis once. */
export function mergeBases(facts: readonly FactOf<'bases'>[], originOf: OriginOf): EffectiveBasis[] {
  const merged = new Map<string, EffectiveBasis>();
  for (const fact of facts) {
    for (const basis of fact.value ?? []) {
      const key = basisKey(basis);
      if (!merged.has(key)) merged.set(key, { ...basis, origin: originOf(fact) });
    }
  }
  return [...merged.values()];
}

/** Two bases with equal keys are the same basis. */
export function basisKey(basis: BasisValue): string {
  return JSON.stringify([basis.title, basis.docNo, basis.clause]);
}

/** The twelve boxes in the order of the standard table; OTHER comes after them where somebody ticked it. */
export function mergeChannels(facts: readonly FactOf<'channels'>[], originOf: OriginOf): EffectiveChannel[] {
  const [first] = facts;
  if (first === undefined) return [];
  return channels.flatMap((channel, index) => {
    const ticking = facts.find((fact) => fact.value?.includes(channel) === true);
    if (channel === 'OTHER' && ticking === undefined) return [];
    return {
      channel,
      label: channelLabels[channel],
      ticked: ticking !== undefined,
      order: index + 1,
      origin: originOf(ticking ?? first),
    };
  });
}
