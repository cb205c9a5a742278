import type { Tx } from '../../platform/db/tx.js';
import { forbidden } from '../../platform/errors/app-error.js';
import { refuse, type UserError } from '../../platform/errors/user-errors.js';
import type { Actor } from './actor.js';
import { type Account, findAccount } from './find-account.js';
import { hashPassword, passwordFaults, type PasswordCost } from './password.js';
import { recordAudit } from './record-audit.js';

export interface NewAccount {
  /** 2 to 64 of a–z, 0–9, `.`, `_`, `-`; upper case is folded. */
  readonly login: string;
  readonly displayName: string;
  readonly password: string;
  readonly passwordCost: PasswordCost;
  /** Only the demo data says true. */
  readonly demo?: boolean;
}

const loginPattern = /^[a-z0-9][a-z0-9._-]{1,63}$/;
const displayNamePattern = /^[^\p{Cc}\p{Cs}]{1,64}$/u;
const saltLength = 16;

/**
 * An account that may sign in and, until somebody grants it a role, do nothing else. Whoever is OPERATOR somewhere
 * may make one. Errors: FORBIDDEN; INVALID and DUPLICATE as data.
 */
export async function createAccount(tx: Tx, actor: Actor, input: NewAccount): Promise<Account> {
  if (!actor.grants.some((grant) => grant.role === 'OPERATOR')) throw forbidden('只有运行管理员可以开设账号。');
  const login = input.login.trim().toLowerCase();
  const displayName = input.displayName.trim();
  const faults = faultsOf({ ...input, login, displayName });
  if (faults.length > 0) refuse(...faults);
  const id = tx.ids.uuid();
  const passwordHash = await hashPassword(input.password, tx.ids.bytes(saltLength), input.passwordCost);
  const rows = await tx.sql(
    `insert into account (id, login, display_name, password_hash, demo, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (login) do nothing returning id`,
    [id, login, displayName, passwordHash, input.demo ?? false, tx.clock.now()],
  );
  if (rows.length === 0) refuse({ code: 'DUPLICATE', path: ['login'], message: '登录名已被使用。' });
  await recordAudit(tx, actor, {
    verb: 'create-account',
    subject: `account:${id}`,
    details: { demo: input.demo ?? false },
  });
  const account = await findAccount(tx, { id, now: tx.clock.now() });
  if (account === null) throw new Error('The account that was just made is not there.');
  return account;
}

function faultsOf(input: NewAccount): UserError[] {
  const faults: UserError[] = [];
  if (!loginPattern.test(input.login)) {
    faults.push({
      code: 'INVALID',
      path: ['login'],
      message: '登录名须为 2 至 64 个小写字母、数字、点、下划线或连字符。',
    });
  }
  if (!displayNamePattern.test(input.displayName)) {
    faults.push({ code: 'INVALID', path: ['displayName'], message: '姓名须为 1 至 64 个字符。' });
  }
  return [...faults, ...passwordFaults(input.password, input.login, ['password'])];
}
