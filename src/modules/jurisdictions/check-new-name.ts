import { AppError } from '../../platform/errors/app-error.js';
import { refuse } from '../../platform/errors/user-errors.js';

export interface NewName {
  readonly name: string;
  readonly expectedName?: string | null;
}

/** The trimmed new name. Refuses a blank one; CONFLICT if the thing is no longer called what the editor saw. */
export function checkNewName(current: { readonly name: string }, input: NewName): string {
  if (input.expectedName != null && input.expectedName !== current.name) {
    throw new AppError('CONFLICT', '名称已被他人更新，请重新载入后再修改。', {
      actual: current.name,
      fields: ['name'],
    });
  }
  const name = input.name.trim();
  if (name === '') refuse({ code: 'REQUIRED', path: ['name'], message: '请填写名称。' });
  return name;
}
