import type { Limit, PackParameters, ParameterKey } from './pack.js';

type Comparison = {
  readonly [Key in ParameterKey]?: (local: PackParameters[Key], base: PackParameters[Key]) => boolean;
};

/**
 * When a local value is looser than the base, by parameter. What is not listed here has no order of strictness:
 * there the local value is a choice that the base leaves open, and it stands.
 */
const isLooser: Comparison = {
  'publish.limit': isLongerLimit,
  'doublePublicity.limit': isLongerLimit,
  'concern.otherResponse': isLongerLimit,
  'foi.reply': isLongerLimit,
  'foi.extension': isLongerLimit,
  'foi.supplement': isLongerLimit,
  'foi.thirdParty': isLongerLimit,
  'foi.coMaker': isLongerLimit,
  'foi.payment': isLongerLimit,
  'attribute.reviewEvery': (local, base) => local.days > base.days,
  'catalogue.reviewEvery': (local, base) => local.days > base.days,
  'attribute.reasonFor': (local, base) => base.some((attribute) => !local.includes(attribute)),
  'attribute.tradeSecret': (local, base) => base === 'NOT_DISCLOSED' && local !== base,
  'coordination.silenceIsConsent': (local, base) => local && !base,
  'consultation.minDays': (local, base) => local < base,
  'predisclosure.effectGate': (local, base) => base === 'HARD' && local === 'SOFT',
  'newMedia.oneAccount': (local, base) => base && !local,
  'annualReport.due': (local, base) => local.department > base.department || local.government > base.government,
  'columns.statutory': (local, base) => base.some((column) => !local.includes(column)),
};

/** Which of the two binds: the local value, unless it is looser than the base allows. */
export function strictest<Key extends ParameterKey>(
  key: Key,
  local: PackParameters[Key],
  base: PackParameters[Key],
): 'LOCAL' | 'BASE' {
  return isLooser[key]?.(local, base) === true ? 'BASE' : 'LOCAL';
}

/** A limit in another unit, or one that leaves a trigger of the base out, cannot be shown to be as strict: it counts as looser. */
function isLongerLimit(local: Limit, base: Limit): boolean {
  return (
    local.unit !== base.unit ||
    local.amount > base.amount ||
    base.triggers.some((trigger) => !local.triggers.includes(trigger))
  );
}
