import type { Actor } from '../src/modules/identity/actor.js';
import { createAccount } from '../src/modules/identity/create-account.js';
import { recommendedCost } from '../src/modules/identity/password.js';
import { grantRoleOn } from '../src/modules/jurisdictions/grant-role-on.js';
import type { Database } from '../src/platform/db/database.js';
import { type AccountSeedOptions, demoPassword } from './seed-accounts.js';

/** Who approves the editions of the divisions below each one; made when first asked for. */
export class CatalogueApprovers {
  readonly #known = new Map<string, Actor>();

  constructor(
    private readonly db: Database,
    private readonly actor: Actor,
    private readonly options: AccountSeedOptions,
  ) {}

  async of(upper: { readonly code: string; readonly name: string }): Promise<Actor> {
    const known = this.#known.get(upper.code);
    if (known !== undefined) return known;
    const accountId = (await this.#find(upper.code)) ?? (await this.#add(upper));
    const approver: Actor = {
      accountId,
      displayName: `${upper.name}目录审批`,
      grants: [{ role: 'UPPER_APPROVER', scope: upper.code }],
    };
    this.#known.set(upper.code, approver);
    return approver;
  }

  async #find(scope: string): Promise<string | undefined> {
    const [row] = await this.db.sql<{ id: string }>(
      `select a.id::text from account a join account_grant g on g.account_id = a.id
       where g.scope = $1 and g.role = 'UPPER_APPROVER' and g.revoked_at is null and a.active
       order by a.login limit 1`,
      [scope],
    );
    return row?.id;
  }

  #add({ code, name }: { readonly code: string; readonly name: string }): Promise<string> {
    return this.db.transaction(async (tx) => {
      const { id } = await createAccount(tx, this.actor, {
        login: `${code}-catalogue-approver`,
        displayName: `${name}目录审批`,
        password: demoPassword,
        passwordCost: this.options.passwordCost ?? recommendedCost,
        demo: true,
      });
      await grantRoleOn(tx, this.actor, { accountId: id, role: 'UPPER_APPROVER', scope: code });
      return id;
    }, this.options);
  }
}
