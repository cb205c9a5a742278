import { AppError } from '../../../platform/errors/app-error.js';

// Every control character but tab and line feed; U+0000 is what PostgreSQL cannot store.
const control = /[^\P{Cc}\t\n]/u;

/**
 * Refuses text that cannot be kept exactly as given; everything else stays unchanged, code point by code point.
 * Walks lists and objects, names included. Errors: BAD_REQUEST with the path of the first offender.
 */
export function refuseUncleanText(value: unknown, path: readonly string[] = []): void {
  if (typeof value === 'string') {
    const fault = !value.isWellFormed() ? '孤立的代理项' : control.test(value) ? '控制字符' : null;
    if (fault !== null) throw new AppError('BAD_REQUEST', `文字中含有${fault}，无法保存。`, { path });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, entry] of Object.entries(value)) {
    refuseUncleanText(name, path);
    refuseUncleanText(entry, [...path, name]);
  }
}
