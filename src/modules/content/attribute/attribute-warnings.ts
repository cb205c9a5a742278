import type { Explanation } from '../../../platform/errors/explanation.js';
import { explain, type Pack, parameterOf } from '../../rules/packs.js';
import type { Draft } from '../draft.js';
import { attributeLabels } from './attribute.js';
import { citedEntries, citesList, unknownEntries } from './cited-entries.js';

type Attributed = Pick<Draft, 'attributeProposed' | 'attributeReason' | 'attributeDecided' | 'attributeDecisionReason'>;

/**
 * What should be looked at again in the decision, or before it in the proposal, though nothing is refused for it: what
 * is not on a negative list is presumed open, so a reason not to disclose should name its entry where the pack says so.
 * `entries`: what `findListEntries` found.
 */
export function attributeWarnings(pack: Pack, draft: Attributed, entries: ReadonlySet<string>): Explanation[] {
  const decided = draft.attributeDecided !== null;
  const attribute = decided ? draft.attributeDecided : draft.attributeProposed;
  const reason = decided ? draft.attributeDecisionReason : draft.attributeReason;
  const parameter = parameterOf(pack, 'attribute.citesNegativeList');
  if (attribute === null || parameter === null || !citesList(pack, attribute)) return [];
  if (citedEntries(reason).length > 0 && unknownEntries({ reason, entries }).length === 0) return [];
  const { rule, clause } = parameter;
  const inputs = [
    { name: '公开属性', value: attributeLabels[attribute] },
    { name: '理由', value: reason ?? '' },
  ];
  const text =
    '未列入负面清单的信息推定为公开：不予公开的理由应当写明所依据的、已发布的负面清单条目，如“负面清单第3项”。';
  return [
    {
      ...explain(pack, rule, { inputs, text, clause }),
      pack: parameter.edition.name,
      packVersion: parameter.edition.version,
    },
  ];
}
