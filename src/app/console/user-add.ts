import { roles, type Role, type Scope } from '../../modules/identity/actor.js';
import { createAccount } from '../../modules/identity/create-account.js';
import { recommendedCost } from '../../modules/identity/password.js';
import { grantRoleOn } from '../../modules/jurisdictions/grant-role-on.js';
import { ConsoleFault } from './console-fault.js';
import type { Command } from './console.js';
import type { Options } from './parse-options.js';

/** Opens an account with its first roles, or does nothing at all. */
export const userAdd: Command = async (options, console) => {
  const login = options.required('login');
  const displayName = options.required('name');
  const grants = grantsOf(options);
  const password = await console.readPassword();
  const account = await console.transact(async (tx, actor) => {
    const { id } = await createAccount(tx, actor, { login, displayName, password, passwordCost: recommendedCost });
    for (const grant of grants) await grantRoleOn(tx, actor, { accountId: id, ...grant });
    return { login: login.trim().toLowerCase() };
  });
  const held = grants.map(({ role, scope }) => `${role}(${scope})`).join('，');
  console.print(`已开设账号 ${account.login}，${held === '' ? '尚无角色' : `角色 ${held}`} · account created`);
};

/** The first role goes with the first scope, and so on. */
function grantsOf(options: Options): { readonly role: Role; readonly scope: Scope }[] {
  const scopes = options.every('scope');
  const wanted = options.every('role');
  if (wanted.length !== scopes.length) {
    throw new ConsoleFault('每个 --role 须配一个 --scope (one scope for each role)。');
  }
  return scopes.map((scope, place) => ({ role: roleOf(wanted[place] ?? ''), scope }));
}

function roleOf(text: string): Role {
  const role = roles.find((known) => known === text.toUpperCase());
  if (role === undefined) throw new ConsoleFault(`没有角色 ${text}；可用 ${roles.join(', ')}。`);
  return role;
}
