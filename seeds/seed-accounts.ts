import { type Actor, everywhere, type Role, type Scope } from '../src/modules/identity/actor.js';
import { createAccount } from '../src/modules/identity/create-account.js';
import { type PasswordCost, recommendedCost } from '../src/modules/identity/password.js';
import type { Directory } from '../src/modules/jurisdictions/directory.js';
import { grantRoleOn } from '../src/modules/jurisdictions/grant-role-on.js';
import { loadDirectory } from '../src/modules/jurisdictions/load-directory.js';
import { newest } from '../src/modules/jurisdictions/select-directory.js';
import type { Database, TransactionOptions } from '../src/platform/db/database.js';
import type { Seeded } from './seed-jurisdictions.js';

/** Known to everyone who can read the README: such accounts act in demo mode only. */
export const demoPassword = 'demo-Tongyuan-2026';

export interface AccountSeedOptions extends TransactionOptions {
  readonly passwordCost?: PasswordCost;
}

interface DemoAccount {
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
}

type Post = readonly [suffix: string, title: string, role: Role];

/** From a first line to a release; held on bodies, so that nobody reviews for a body that is not his. */
const path: readonly Post[] = [
  ['drafter', '拟稿人', 'DRAFTER'],
  ['signer', '签发人', 'SIGNER'],
  ['preliminary', '初审', 'PRELIMINARY_REVIEWER'],
  ['second', '复审', 'SECOND_REVIEWER'],
  ['final', '审定', 'FINAL_REVIEWER'],
  ['editor', '编辑', 'EDITOR'],
];

/** Held on the division: they count for everything below. */
const offices: readonly Post[] = [
  ['office', '信息公开办', 'DISCLOSURE_OFFICE'],
  ['approver', '上级审批', 'UPPER_APPROVER'],
  ['operator', '运行管理员', 'OPERATOR'],
  ['supervisor', '监督员', 'SUPERVISOR'],
];

/** Forty accounts, `{place}-{post}`, one for each role of each place; run twice, it adds none. */
export async function seedAccounts(db: Database, actor: Actor, options: AccountSeedOptions = {}): Promise<Seeded> {
  const directory = await loadDirectory(db, newest);
  const accounts = demoAccounts(directory);
  const known = new Set((await db.sql<{ login: string }>('select login from account')).map((row) => row.login));
  const fresh = accounts.filter((account) => !known.has(account.login));
  for (const account of fresh) {
    await db.transaction(async (tx) => {
      const { id } = await createAccount(tx, actor, {
        login: account.login,
        displayName: account.displayName,
        password: demoPassword,
        passwordCost: options.passwordCost ?? recommendedCost,
        demo: true,
      });
      for (const scope of account.scopes) await grantRoleOn(tx, actor, { accountId: id, role: account.role, scope });
    }, options);
  }
  return { added: fresh.length, skipped: accounts.length - fresh.length };
}

function demoAccounts(directory: Directory): DemoAccount[] {
  const civilAffairs = directory.bodyBySlug('310107-civil-affairs');
  return [
    { login: 'operator', displayName: '全局运行管理员', role: 'OPERATOR', scopes: [everywhere] },
    ...posts({ prefix: 'city', title: '市级', scopes: bodiesOf(directory, '310000') }, path),
    ...posts({ prefix: 'city', title: '市级', scopes: ['310000'] }, offices),
    ...posts({ prefix: 'putuo', title: '普陀区', scopes: bodiesOf(directory, '310107') }, path),
    ...posts({ prefix: 'putuo', title: '普陀区', scopes: ['310107'] }, offices),
    ...posts({ prefix: 'putuo-civil', title: '普陀区民政局', scopes: civilAffairs ? [civilAffairs.id] : [] }, path),
    ...posts({ prefix: 'huangpu', title: '黄浦区', scopes: bodiesOf(directory, '310101') }, path),
    ...posts({ prefix: 'caoyang', title: '曹杨新村街道', scopes: bodiesOf(directory, '310107005') }, path),
    ...posts({ prefix: 'caoyang', title: '曹杨新村街道', scopes: ['310107005'] }, offices.slice(0, 1)),
  ];
}

function bodiesOf(directory: Directory, divisionCode: string): Scope[] {
  return directory.bodiesOf(divisionCode).map((body) => body.id);
}

function posts(
  place: { readonly prefix: string; readonly title: string; readonly scopes: readonly Scope[] },
  held: readonly Post[],
): DemoAccount[] {
  return held.map(([suffix, title, role]) => ({
    login: `${place.prefix}-${suffix}`,
    displayName: `${place.title}${title}`,
    role,
    scopes: place.scopes,
  }));
}
