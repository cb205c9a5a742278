import type { UserError } from '../../../platform/errors/user-errors.js';
import { type Body, type Directory, isValidOn } from '../directory.js';
import { carriedFunctions } from '../responsible-body.js';

/** One heir of a body that ends; `functions` null = all it carried. */
export interface Heir {
  readonly bodyId: string;
  readonly functions?: readonly string[] | null;
}

export interface Merger {
  readonly predecessor: Body;
  readonly successors: readonly Heir[];
  /** First day of the successors, YYYY-MM-DD. */
  readonly effectiveOn: string;
}

/**
 * Everything that speaks against a merger (R-P06): afterwards each function must have exactly one heir, alive that day.
 */
export function checkMerger(directory: Directory, merger: Merger): UserError[] {
  return [
    ...faultsOfEnd(directory, merger),
    ...merger.successors.flatMap((heir, index) => faultsOfHeir(directory, merger, { heir, index })),
    ...faultsOfShares(directory, merger),
  ];
}

function faultsOfEnd(directory: Directory, { predecessor, effectiveOn, successors }: Merger): UserError[] {
  const faults: UserError[] = [];
  if (successors.length === 0) {
    faults.push({ code: 'REQUIRED', path: ['successors'], message: '请指明承继职能的公开主体。', rule: 'R-P06' });
  }
  // While it lives, it only handed over functions.
  if (predecessor.validTo !== null && directory.successionsFrom(predecessor.id).length > 0) {
    faults.push({ code: 'NOT_ALLOWED_HERE', path: ['predecessorId'], message: `${predecessor.name}已有承继记录。` });
  }
  if (predecessor.validFrom !== null && effectiveOn <= predecessor.validFrom) {
    faults.push({ code: 'INVALID', path: ['effectiveOn'], message: '生效日期应晚于被并入主体的起始日期。' });
  }
  if (predecessor.validTo !== null && effectiveOn <= predecessor.validTo) {
    faults.push({ code: 'INVALID', path: ['effectiveOn'], message: '生效日期应晚于被并入主体的终止日期。' });
  }
  return faults;
}

function faultsOfHeir(
  directory: Directory,
  { predecessor, effectiveOn, successors }: Merger,
  { heir, index }: { heir: Heir; index: number },
): UserError[] {
  const path = ['successors', String(index), 'bodyId'];
  const body = directory.body(heir.bodyId);
  if (body === undefined) return [{ code: 'INVALID', path, message: '承继主体不存在。' }];
  if (successors.findIndex((other) => other.bodyId === body.id) < index) {
    return [{ code: 'DUPLICATE', path, message: `${body.name}已列出。` }];
  }
  if (leadsTo(directory, body.id, predecessor.id)) {
    return [{ code: 'INVALID', path, message: `${body.name}的职能最终回到${predecessor.name}，不能互为承继。` }];
  }
  if (!isValidOn(body, effectiveOn)) {
    return [{ code: 'INVALID', path, message: `${body.name}在生效日期不是有效的公开主体。`, rule: 'R-P06' }];
  }
  return [];
}

function leadsTo(directory: Directory, fromId: string, targetId: string): boolean {
  const seen = new Set<string>();
  const pending = [fromId];
  // A function that was handed over may have come back.
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (id === targetId) return true;
    if (seen.has(id) || directory.body(id)?.validTo === null) continue;
    seen.add(id);
    pending.push(...directory.successionsFrom(id).map((next) => next.successorId));
  }
  return false;
}

function faultsOfShares(directory: Directory, { predecessor, successors, effectiveOn }: Merger): UserError[] {
  const [only, ...others] = successors;
  if (only === undefined || (others.length === 0 && only.functions == null)) return [];
  const carried = carriedFunctions(directory, predecessor, effectiveOn);
  const given = successors.flatMap((heir) => heir.functions ?? []);
  const fault = (message: string): UserError => ({
    code: 'RULE_VIOLATION',
    path: ['successors'],
    message,
    rule: 'R-P06',
  });
  const faults: UserError[] = [];
  if (successors.some((heir) => heir.functions == null)) faults.push(fault('拆分时应逐一写明各主体承继的职能。'));
  const missing = carried.filter((fn) => !given.includes(fn));
  if (missing.length > 0) faults.push(fault(`职能无人承继：${missing.join('、')}。`));
  const strange = given.filter((fn) => !carried.includes(fn));
  if (strange.length > 0) faults.push(fault(`被并入主体没有这些职能：${strange.join('、')}。`));
  const twice = given.filter((fn, index) => given.indexOf(fn) !== index);
  if (twice.length > 0) faults.push(fault(`职能被重复承继：${twice.join('、')}。`));
  return faults;
}
