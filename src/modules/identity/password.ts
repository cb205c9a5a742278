import { hash, verify } from '@node-rs/argon2';
import type { UserError } from '../../platform/errors/user-errors.js';

/** What one guess costs; memory in KiB. */
export interface PasswordCost {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** The smallest setting of argon2id that OWASP's password storage cheat sheet recommends. */
export const recommendedCost: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const shortest = 12;
const longest = 128;

/** PHC string of argon2id, the default algorithm of the library. `salt`: 16 bytes. */
export function hashPassword(password: string, salt: Buffer, cost: PasswordCost): Promise<string> {
  return hash(password.normalize('NFKC'), { ...cost, salt });
}

/**
 * Costs the same whether there is a hash to compare with or not, so that the time of an answer
 * does not tell which logins exist.
 */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
  cost: PasswordCost,
): Promise<boolean> {
  const matches = await verify(passwordHash ?? unmatchable(cost), password.normalize('NFKC'));
  return matches && passwordHash !== null;
}

/** What an editor must mend before this can become a password; `path` leads to the input field. */
export function passwordFaults(password: string, login: string, path: readonly string[]): UserError[] {
  const length = Array.from(password).length;
  if (length < shortest || length > longest) {
    return [{ code: 'INVALID', path, message: `密码长度须为 ${shortest} 至 ${longest} 个字符。` }];
  }
  if (password.toLowerCase().includes(login)) {
    return [{ code: 'INVALID', path, message: '密码中不得包含登录名。' }];
  }
  return [];
}

/** A hash of all zeros: computing it takes as long as any other, and no password is known to give it. */
function unmatchable(cost: PasswordCost): string {
  const salt = Buffer.alloc(16).toString('base64').replaceAll('=', '');
  const digest = Buffer.alloc(32).toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${salt}$${digest}`;
}
