import type { UserError } from '../../../platform/errors/user-errors.js';
import { explain, type Pack } from '../../rules/packs.js';
import type { AspectFinding, Draft } from '../draft.js';
import { isLink } from './is-link.js';
import { originLabels, sourceLabels } from './information-origin.js';

type Received = Pick<
  Draft,
  'origin' | 'sourceKind' | 'sourceName' | 'sourceCopy' | 'attachments' | 'mode' | 'relations' | 'title'
>;

/**
 * What was received from a person is checked against the copy as it was received: without that copy nobody can, and
 * a file that goes by the copy's name and is not the copy has been changed, unless parts of it are withheld (R-V06).
 */
export function sourceFaults(draft: Received, pack: Pack): UserError[] {
  if (draft.origin !== 'RECEIVED_FROM_PERSON' || isLink(draft)) return [];
  const faults: UserError[] = [];
  const add = (code: UserError['code'], rule: string, { path, message }: { path: string[]; message: string }): void => {
    const explanation = explain(pack, rule, { inputs: inputsOf(draft), text: message });
    faults.push({ code, path, message, rule, explanation });
  };
  if (draft.sourceKind === null) {
    add('REQUIRED', 'R-P02', { path: ['sourceKind'], message: '获取的信息应当写明来自公民、法人还是其他组织。' });
  }
  if (draft.sourceName === null) {
    add('REQUIRED', 'R-P02', { path: ['sourceName'], message: '获取的信息应当写明来源的姓名或者名称(不公开)。' });
  }
  const copy = draft.sourceCopy;
  if (copy === null) {
    add('REQUIRED', 'R-V06', { path: ['sourceCopy'], message: '获取的信息应当附来源件，与来源件核对一致后方可公开。' });
    return faults;
  }
  draft.attachments.forEach((file, index) => {
    if (draft.mode === 'REDACTED' || file.name !== copy.name || file.sha256 === copy.sha256) return;
    const message = `附件“${file.name}”与来源件不一致。`;
    add('RULE_VIOLATION', 'R-V06', { path: ['attachments', String(index)], message });
  });
  return faults;
}

/** Whether it agrees with the copy is what the reviewer's word on truthfulness says: it cannot be left out (REV-05). */
export function unconfirmedSource(draft: Received, findings: readonly AspectFinding[]): UserError[] {
  if (draft.origin !== 'RECEIVED_FROM_PERSON' || isLink(draft)) return [];
  const skipped = findings.some(({ aspect, result }) => aspect === 'TRUTHFULNESS' && result === 'NOT_APPLICABLE');
  if (!skipped) return [];
  const message = '获取的信息应当与来源件核对一致，真实性审查不得以不适用代替。';
  return [{ code: 'NOT_ALLOWED_HERE', path: ['aspects', 'TRUTHFULNESS'], message, rule: 'R-V06' }];
}

function inputsOf({ title, origin, sourceKind }: Received): { name: string; value: string }[] {
  return [
    { name: '标题', value: title },
    { name: '产生方式', value: originLabels[origin] },
    ...(sourceKind === null ? [] : [{ name: '来源', value: sourceLabels[sourceKind] }]),
  ];
}
