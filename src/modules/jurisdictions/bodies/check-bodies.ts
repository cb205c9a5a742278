import type { UserError } from '../../../platform/errors/user-errors.js';
import type { Body, Directory } from '../directory.js';

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const functionPattern = /^[A-Z]+(_[A-Z]+)*$/;

export type NewBody = Omit<Body, 'predecessorIds' | 'successorIds'>;

interface Fault {
  readonly field: string;
  readonly code: UserError['code'];
  readonly message: string;
  readonly rule?: string;
}

/** Everything wrong with a set of new bodies. */
export function checkBodies(directory: Directory, bodies: readonly NewBody[]): UserError[] {
  const slugs = new Set(directory.bodies().map((body) => body.slug));
  const ids = new Set(directory.bodies().map((body) => body.id));
  return bodies.flatMap((body, index) => {
    const faults = faultsOfOne(directory, body);
    if (slugs.has(body.slug))
      faults.push({ field: 'slug', code: 'DUPLICATE', message: `标识 ${body.slug} 已被使用。` });
    if (ids.has(body.id)) faults.push({ field: 'id', code: 'DUPLICATE', message: `编号 ${body.id} 已被使用。` });
    slugs.add(body.slug);
    ids.add(body.id);
    faults.push(...rivals(body, [...directory.bodies(), ...bodies.slice(0, index)]));
    return faults.map(({ field, ...fault }) => ({ ...fault, path: ['bodies', String(index), field] }));
  });
}

function faultsOfOne(directory: Directory, body: NewBody): Fault[] {
  const faults: Fault[] = [];
  if (!slugPattern.test(body.slug)) {
    faults.push({ field: 'slug', code: 'INVALID', message: '标识应由小写字母、数字和连字符组成。' });
  }
  if (body.name.trim() === '') faults.push({ field: 'name', code: 'REQUIRED', message: '请填写名称。' });
  if (directory.division(body.divisionCode) === undefined) {
    faults.push({ field: 'divisionCode', code: 'INVALID', message: `区划 ${body.divisionCode} 不存在。` });
  }
  if (body.functions.some((fn) => !functionPattern.test(fn))) {
    faults.push({ field: 'functions', code: 'INVALID', message: '职能代码应由大写字母和下划线组成。' });
  }
  if (body.validFrom !== null && body.validTo !== null && body.validTo < body.validFrom) {
    faults.push({ field: 'validTo', code: 'INVALID', message: '终止日期早于起始日期。' });
  }
  return faults;
}

/** Two bodies of one division with the same function at the same time would leave nobody to say whose duty it is. */
function rivals(body: NewBody, others: readonly NewBody[]): Fault[] {
  return others
    .filter((other) => other.divisionCode === body.divisionCode && overlap(other, body))
    .flatMap((other) => other.functions.filter((fn) => body.functions.includes(fn)).map((fn) => ({ fn, other })))
    .map(({ fn, other }) => ({
      field: 'functions',
      code: 'RULE_VIOLATION',
      rule: 'R-P08',
      message: `职能 ${fn} 已由${other.name}承担。`,
    }));
}

function overlap(one: NewBody, other: NewBody): boolean {
  const startsInTime = (a: NewBody, b: NewBody): boolean =>
    a.validFrom === null || b.validTo === null || a.validFrom <= b.validTo;
  return startsInTime(one, other) && startsInTime(other, one);
}
