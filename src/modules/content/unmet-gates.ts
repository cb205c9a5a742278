import type { Sql } from '../../platform/db/sql.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Explanation } from '../../platform/errors/explanation.js';
import type { UserError } from '../../platform/errors/user-errors.js';
import { shanghaiDate } from '../rules/calendar-date.js';
import { explain, type Pack } from '../rules/packs.js';
import { attributeLabels } from './attribute/attribute.js';
import { unregisteredAudiences } from './filed-audience.js';
import { itemFaults, missingContent, missingElements } from './content-faults.js';
import type { Draft, ReviewOpinion } from './draft.js';
import type { Filing } from './filing.js';
import type { ReleasableDraft } from './find-releasable-draft.js';
import { publisherFaults } from './publisher/publisher-faults.js';
import { sourceFaults } from './publisher/source-faults.js';
import { stageLabels } from './review/review-faults.js';
import { opinionsOn, standingPasses } from './review/review-opinions.js';
import { reviewStages } from './review/review-state.js';
import { definitionOf } from './save-draft.js';

export interface UnmetGate {
  readonly rule: string;
  readonly message: string;
  readonly explanation: Explanation;
}

/** Everything that stands between a draft and its release, each with its rule; empty when it may go out. */
export async function unmetGates(tx: Tx | (Sql & Pick<Tx, 'clock'>), draft: ReleasableDraft): Promise<UnmetGate[]> {
  const { filing } = draft;
  const definition = definitionOf(draft);
  const today = shanghaiDate(tx.clock.now());
  const contentFaults = [
    ...missingContent(draft, definition),
    ...publisherFaults(draft, { filing, definition, today }),
    ...sourceFaults(draft, filing.pack),
    ...itemFaults(draft, filing),
    ...missingElements(draft, filing),
  ];
  return [
    ...attributeGates(draft, filing.pack),
    ...reviewGates(draft, { opinions: await opinionsOn(tx, draft.id), pack: filing.pack }),
    ...contentFaults.map((fault) => contentGate(fault, filing.pack)),
    ...audienceGates(filing),
  ];
}

/** What is meant for a described group goes to its channels only: somebody has to have said which group that is (R-H11). */
function audienceGates(filing: Filing): UnmetGate[] {
  return unregisteredAudiences(filing).map((item) => {
    const specific = item.audience.specific ?? '';
    const inputs = [
      { name: '事项', value: item.name },
      { name: '公开对象', value: specific },
    ];
    const message = `“${item.name}”只面向特定对象公开，而“${specific}”尚未登记，请先由信息公开主管部门登记。`;
    return gate(filing.pack, 'R-H11', { message, inputs });
  });
}

/** The attribute is decided, and it is proactive. */
function attributeGates(draft: Draft, pack: Pack): UnmetGate[] {
  const inputs = [{ name: '公开属性', value: attributeLabels[draft.attributeDecided ?? 'PROACTIVE'] }];
  if (draft.attributeDecided === null)
    return [gate(pack, 'R-A01', { message: '签发人尚未认定公开属性。', inputs: [] })];
  if (draft.attributeDecided === 'PROACTIVE') return [];
  return [gate(pack, 'R-A02', { message: `公开属性为${attributeLabels[draft.attributeDecided]}，不得发布。`, inputs })];
}

/** Three stages, three people, none of them an author, all on this very revision, each with secrecy passed. */
export function reviewGates(
  draft: Draft,
  { opinions, pack }: { opinions: readonly ReviewOpinion[]; pack: Pack },
): UnmetGate[] {
  const gates: UnmetGate[] = [];
  const add = (rule: string, message: string): void => {
    const inputs = [
      { name: '稿件修订号', value: String(draft.revision) },
      { name: '审查轮次', value: String(draft.reviewRound) },
    ];
    gates.push(gate(pack, rule, { message, inputs }));
  };
  const standing = standingPasses(draft, opinions);
  const missing = reviewStages.filter((stage) => !standing.some((opinion) => opinion.stage === stage));
  for (const stage of missing) add('R-V01', `缺少${stageLabels[stage]}通过的意见。`);
  const reviewers = new Set(standing.map((opinion) => opinion.reviewerId));
  if (reviewers.size < standing.length || draft.authorIds.some((author) => reviewers.has(author))) {
    add('R-V02', '三级审查应由三人分别进行，拟稿人不得审查自己的稿件。');
  }
  if (missing.length > 0 && opinions.some((opinion) => opinion.void)) {
    add('R-V04', '审查后内容或附件有变更，原审查意见失效，应当重新审查。');
  }
  const unsigned = standing.filter(
    (opinion) => !opinion.aspects.some(({ aspect, result }) => aspect === 'SECRECY' && result === 'PASS'),
  );
  for (const { stage } of unsigned) add('REV-03', `${stageLabels[stage]}没有通过保密审查。`);
  return gates;
}

function contentGate(fault: UserError, pack: Pack): UnmetGate {
  const rule = fault.rule ?? 'CAT-07';
  return {
    rule,
    message: fault.message,
    explanation: fault.explanation ?? explain(pack, rule, { text: fault.message }),
  };
}

function gate(
  pack: Pack,
  rule: string,
  { message, inputs }: { message: string; inputs: Explanation['inputs'] },
): UnmetGate {
  return { rule, message, explanation: explain(pack, rule, { inputs, text: message }) };
}
