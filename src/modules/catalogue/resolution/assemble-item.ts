import type { CatalogueItem } from '../catalogue-fact.js';
import type { EffectiveItem, EffectiveResponsibility } from '../effective-item.js';
import type { MergedFields } from './merge-fields.js';

export interface ItemParts {
  readonly item: CatalogueItem;
  readonly divisionCode: string;
  readonly merged: MergedFields;
  readonly responsibility: EffectiveResponsibility | null;
  readonly childCodes: readonly string[];
  readonly retired: boolean;
}

/** Puts together what a division sees of an item; both resolvers end here. */
export function assembleItem(parts: ItemParts): EffectiveItem {
  // Written out, without spreads: a division's first read puts a thousand of these together.
  const { item, merged, childCodes } = parts;
  return {
    code: item.code,
    divisionCode: parts.divisionCode,
    definedAt: item.definedAt,
    name: merged.name,
    identifier: item.identifier,
    category: item.category,
    pilotField: item.pilotField,
    tier: item.tier,
    isLeaf: item.isLeaf && childCodes.length === 0,
    local: item.local,
    parentCode: item.parentCode,
    childCodes,
    applicability: parts.retired ? 'RETIRED' : merged.suppressed ? 'NOT_APPLICABLE' : 'APPLICABLE',
    elements: merged.elements,
    bases: merged.bases,
    deadline: merged.deadline,
    responsibility: parts.responsibility,
    assignment: merged.responsibility,
    channels: merged.channels,
    audience: merged.audience,
    levels: merged.levels,
    note: merged.note,
    fieldOrigins: merged.fieldOrigins,
  };
}
