import { seedActor } from '../../seeds/seed-actor.js';
import { createAccount } from '../../src/modules/identity/create-account.js';
import { findAccountId } from '../../src/modules/identity/find-account-id.js';
import { recommendedCost } from '../../src/modules/identity/password.js';
import { grantRoleOn } from '../../src/modules/jurisdictions/grant-role-on.js';
import { newest } from '../../src/modules/jurisdictions/select-directory.js';
import { loadDirectory } from '../../src/modules/jurisdictions/load-directory.js';
import type { Database } from '../../src/platform/db/database.js';

/** Who publishes in the scratch store, which nobody but the bench can reach. */
export const editor = { login: 'bench-editor', password: 'only in the scratch store' };

export async function openEditorAccount(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    if ((await findAccountId(tx, editor.login)) !== null) return;
    const account = { ...editor, displayName: '编辑', passwordCost: recommendedCost };
    const { id } = await createAccount(tx, seedActor, account);
    await grantRoleOn(tx, seedActor, { accountId: id, role: 'EDITOR', scope: '310000' });
  });
}

/** Bodies above the streets: they publish on portals of their own. */
export async function publishingBodies(db: Database): Promise<string[]> {
  const directory = await loadDirectory(db, newest);
  return directory
    .bodies()
    .filter((body) => body.validTo === null && body.successorIds.length === 0)
    .filter((body) => directory.division(body.divisionCode)?.level !== 'STREET')
    .map((body) => body.id);
}
