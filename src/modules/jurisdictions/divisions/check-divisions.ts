import type { UserError } from '../../../platform/errors/user-errors.js';
import { type AdminLevel, adminLevels, type Directory, type Division, type DivisionKind } from '../directory.js';

const codePattern = /^[0-9]{2,12}$/;
const kindsOf: Readonly<Record<AdminLevel, readonly DivisionKind[]>> = {
  CITY: ['CITY'],
  DISTRICT: ['DISTRICT'],
  STREET: ['SUBDISTRICT', 'TOWN', 'TOWNSHIP'],
};

/**
 * Everything wrong with a set of new divisions. A parent may be in the directory or in the set, and must stand
 * strictly higher: since no code ever changes its level, the tree cannot become a cycle.
 */
export function checkDivisions(directory: Directory, divisions: readonly Division[]): UserError[] {
  const levels = new Map([...directory.divisions(), ...divisions].map((division) => [division.code, division.level]));
  const seen = new Set(directory.divisions().map((division) => division.code));
  return divisions.flatMap((division, index) => {
    const faults = [...faultsOfOne(division), ...faultsOfParent(division, levels)];
    if (seen.has(division.code))
      faults.push({ field: 'code', code: 'DUPLICATE', message: `区划代码 ${division.code} 已存在。` });
    seen.add(division.code);
    return faults.map(({ field, code, message }) => ({ code, path: ['divisions', String(index), field], message }));
  });
}

interface Fault {
  readonly field: string;
  readonly code: UserError['code'];
  readonly message: string;
}

function faultsOfOne(division: Division): Fault[] {
  const faults: Fault[] = [];
  if (!codePattern.test(division.code)) {
    faults.push({ field: 'code', code: 'INVALID', message: '区划代码应为 2 至 12 位数字。' });
  }
  if (division.name.trim() === '') faults.push({ field: 'name', code: 'REQUIRED', message: '请填写区划名称。' });
  if (division.pack.trim() === '') faults.push({ field: 'pack', code: 'REQUIRED', message: '请指定政策包。' });
  if (!kindsOf[division.level].includes(division.kind)) {
    faults.push({ field: 'kind', code: 'INVALID', message: `类型 ${division.kind} 与层级 ${division.level} 不符。` });
  }
  return faults;
}

function faultsOfParent(division: Division, levels: ReadonlyMap<string, AdminLevel>): Fault[] {
  if (division.parentCode === null) {
    if (division.level === 'CITY') return [];
    return [{ field: 'parentCode', code: 'REQUIRED', message: '市级以下的区划应有上级区划。' }];
  }
  const above = levels.get(division.parentCode);
  if (above === undefined) {
    return [{ field: 'parentCode', code: 'INVALID', message: `上级区划 ${division.parentCode} 不存在。` }];
  }
  if (adminLevels.indexOf(above) < adminLevels.indexOf(division.level)) return [];
  return [{ field: 'parentCode', code: 'INVALID', message: '上级区划的层级应高于本区划。' }];
}
