import type { UserError } from '../../../platform/errors/user-errors.js';
import { explain, type Pack } from '../../rules/packs.js';
import { type AspectFinding, type Draft, type ReviewAspect, reviewAspects, type ReviewOpinion } from '../draft.js';
import { awaitedStage, type ReviewStage } from './review-state.js';

export const stageLabels: Readonly<Record<ReviewStage, string>> = {
  PRELIMINARY: '初审',
  SECOND: '复审',
  FINAL: '审定',
};

const aspectLabels: Readonly<Record<ReviewAspect, string>> = {
  LEGALITY: '合法性',
  SECRECY: '涉密性',
  COMPLETENESS: '完整性',
  TRUTHFULNESS: '真实性',
  FORM_AND_WORDING: '形式与表述',
};

/** Why this person may not review this stage now: out of turn (R-V01), or too close to the text or another stage (R-V02). */
export function turnFaults(
  draft: Pick<Draft, 'state' | 'authorIds' | 'reviewRound'>,
  {
    opinions,
    stage,
    reviewerId,
    pack,
  }: { opinions: readonly ReviewOpinion[]; stage: ReviewStage; reviewerId: string; pack: Pack },
): UserError[] {
  const faults: UserError[] = [];
  const add = (rule: string, message: string): void => {
    const explanation = explain(pack, rule, {
      inputs: [{ name: '审查环节', value: stageLabels[stage] }],
      text: message,
    });
    faults.push({ code: 'RULE_VIOLATION', path: ['stage'], message, rule, explanation });
  };
  const awaited = awaitedStage(draft.state);
  if (awaited !== stage) {
    const turn = awaited === null ? '稿件不在审查中' : `应先进行${stageLabels[awaited]}`;
    add('R-V01', `初审、复审、审定依次进行：${turn}，不能${stageLabels[stage]}。`);
  }
  const before = opinions.find(
    (opinion) => !opinion.void && opinion.round === draft.reviewRound && opinion.reviewerId === reviewerId,
  );
  if (before !== undefined) add('R-V02', `您已作出${stageLabels[before.stage]}意见，不得再任${stageLabels[stage]}。`);
  if (draft.authorIds.includes(reviewerId)) add('R-V02', '拟稿人不得审查自己的稿件。');
  return faults;
}

/** Each aspect is answered once; all but a pass needs a ground, and secrecy is never beside the point (REV-02, REV-03). */
export function findingFaults(findings: readonly AspectFinding[]): UserError[] {
  return reviewAspects.flatMap((aspect): UserError[] => {
    const path = ['aspects', aspect];
    const label = aspectLabels[aspect];
    const rule = aspect === 'SECRECY' ? 'REV-03' : 'REV-02';
    const [finding, ...more] = findings.filter((one) => one.aspect === aspect);
    if (finding === undefined) return [{ code: 'REQUIRED', path, message: `缺少对${label}的审查结论。`, rule }];
    if (more.length > 0) return [{ code: 'DUPLICATE', path, message: `对${label}只能有一个结论。`, rule }];
    if (aspect === 'SECRECY' && finding.result === 'NOT_APPLICABLE') {
      return [{ code: 'NOT_ALLOWED_HERE', path, message: '公开前应当进行保密审查，不得以不适用代替。', rule }];
    }
    const grounded = finding.result === 'PASS' || (finding.ground ?? '').trim() !== '';
    return grounded ? [] : [{ code: 'REQUIRED', path, message: `${label}未通过或不适用的，应当说明理由。`, rule }];
  });
}
