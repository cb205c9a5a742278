import type { Explanation } from '../../../platform/errors/explanation.js';
import { explain, type Pack, parameterOf } from '../../rules/packs.js';
import type { Draft } from '../draft.js';
import { attributeLabels } from './attribute.js';

type Attributed = Pick<Draft, 'attributeProposed' | 'attributeReason' | 'attributeDecided' | 'attributeDecisionReason'>;

/** 负面清单第…项: whichever list of the body or above it, its entry is named. */
const citation = /负面清单[^。；;]*第\s*[^\s。；;]+?\s*[项条]/u;

/**
 * What should be looked at again in the decision, or before it in the proposal, though nothing is refused for it: what
 * is not on a negative list is presumed open, so a reason not to disclose should name its entry where the pack says so.
 */
export function attributeWarnings(pack: Pack, draft: Attributed): Explanation[] {
  const decided = draft.attributeDecided !== null;
  const attribute = decided ? draft.attributeDecided : draft.attributeProposed;
  const reason = decided ? draft.attributeDecisionReason : draft.attributeReason;
  const parameter = parameterOf(pack, 'attribute.citesNegativeList');
  if (attribute !== 'NOT_DISCLOSED' || parameter?.value !== true || citation.test(reason ?? '')) return [];
  const { rule, clause } = parameter;
  const inputs = [
    { name: '公开属性', value: attributeLabels[attribute] },
    { name: '理由', value: reason ?? '' },
  ];
  const text = '未列入负面清单的信息推定为公开：不予公开的理由应当写明所依据的负面清单条目，如“负面清单第3项”。';
  return [
    {
      ...explain(pack, rule, { inputs, text, clause }),
      pack: parameter.edition.name,
      packVersion: parameter.edition.version,
    },
  ];
}
