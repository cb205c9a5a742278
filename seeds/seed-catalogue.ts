import { addItems } from '../src/modules/catalogue/add-items.js';
import { addLocalItem } from '../src/modules/catalogue/add-local-item.js';
import { appendToField } from '../src/modules/catalogue/append-to-field.js';
import { overrideField } from '../src/modules/catalogue/override-field.js';
import { readFacts, readItems } from '../src/modules/catalogue/read-catalogue.js';
import { suppressItem } from '../src/modules/catalogue/suppress-item.js';
import type { Actor } from '../src/modules/identity/actor.js';
import { createAccount } from '../src/modules/identity/create-account.js';
import { recommendedCost } from '../src/modules/identity/password.js';
import type { Directory } from '../src/modules/jurisdictions/directory.js';
import { grantRoleOn } from '../src/modules/jurisdictions/grant-role-on.js';
import { loadDirectory } from '../src/modules/jurisdictions/load-directory.js';
import { newest } from '../src/modules/jurisdictions/select-directory.js';
import type { Database, TransactionOptions } from '../src/platform/db/database.js';
import type { Tx } from '../src/platform/db/tx.js';
import {
  catalogueLines,
  channelOf,
  columnsOf,
  elementOf,
  itemOf,
  lowerLines,
  type OverrideLine,
  termOf,
} from './catalogue-data.js';
import { demoPassword } from './seed-accounts.js';
import type { Seeded } from './seed-jurisdictions.js';

const city = '310000';

export interface SeededCatalogue {
  readonly items: Seeded;
  /** Rejected ones are skipped: what the upper level did not approve was never in force. */
  readonly overrides: Seeded;
  readonly localLeaves: Seeded;
}

/** The standard catalogue, what lower levels changed and what they added, by the verbs; what is there already stays. */
export async function seedCatalogue(
  db: Database,
  actor: Actor,
  options: TransactionOptions = {},
): Promise<SeededCatalogue> {
  const known = new Set((await readItems(db, { at: newest })).map((item) => item.code));
  const lines = catalogueLines();
  const items = lines.filter((line) => !known.has(line.code)).map(itemOf);
  if (items.length > 0) await db.transaction((tx) => addItems(tx, actor, { divisionCode: city, items }), options);

  const { overrides, localLeaves } = lowerLines();
  const changed = await changedPlaces(db);
  const approved = overrides.filter((line) => line.status === 'APPROVED' && !changed.has(placeOf(line)));
  const approvers = await seedApprovers(db, actor, { lines: approved, options });
  for (const line of approved) {
    await db.transaction((tx) => applyOverride(tx, actor, { line, approvers }), options);
  }

  const local = localLeaves.filter((line) => !known.has(line.code));
  for (const line of local) {
    const { division: divisionCode, parent: parentCode, idEn: identifier } = line;
    const input = { divisionCode, parentCode, identifier, columns: columnsOf(line) };
    const added = await db.transaction((tx) => addLocalItem(tx, actor, input), options);
    if (added.itemCodes[0] !== line.code) throw new Error(`${line.code} was given the code ${added.itemCodes[0]}.`);
  }
  return {
    items: { added: items.length, skipped: lines.length - items.length },
    overrides: { added: approved.length, skipped: overrides.length - approved.length },
    localLeaves: { added: local.length, skipped: localLeaves.length - local.length },
  };
}

const fieldOf: Readonly<Record<OverrideLine['kind'], string>> = {
  SHORTEN_DEADLINE: 'deadline',
  ADD_ELEMENT: 'elements',
  ADD_CHANNEL: 'channels',
  NOT_APPLICABLE: 'applicability',
};

function placeOf(line: OverrideLine): string {
  return `${line.division}/${line.item}/${fieldOf[line.kind]}`;
}

/** Fields of which a division says something now, in the form of `placeOf`. */
async function changedPlaces(db: Database): Promise<ReadonlySet<string>> {
  const facts = await readFacts(db, { at: newest });
  return new Set(facts.map((fact) => `${fact.divisionCode}/${fact.itemCode}/${fact.field}`));
}

async function applyOverride(
  tx: Tx,
  actor: Actor,
  { line, approvers }: { readonly line: OverrideLine; readonly approvers: ReadonlyMap<string, string> },
): Promise<unknown> {
  const { division: divisionCode, item: itemCode, reason } = line;
  const subject = { divisionCode, itemCode, reason };
  switch (line.kind) {
    case 'SHORTEN_DEADLINE':
      return overrideField(tx, actor, { ...subject, value: { deadline: termOf(line.value) } });
    case 'ADD_ELEMENT':
      return appendToField(tx, actor, { ...subject, value: { elements: [elementOf(line.value)] } });
    case 'ADD_CHANNEL': {
      const ticked = Object.keys(line.value).filter((name) => line.value[name] === true);
      return appendToField(tx, actor, { ...subject, value: { channels: ticked.map(channelOf) } });
    }
    case 'NOT_APPLICABLE':
      return suppressItem(tx, actor, { ...subject, approverId: approvers.get(divisionCode) ?? '' });
  }
}

/** For every division that declares something not applicable: the account that agreed, of the next level up. */
async function seedApprovers(
  db: Database,
  actor: Actor,
  { lines, options }: { readonly lines: readonly OverrideLine[]; readonly options: TransactionOptions },
): Promise<ReadonlyMap<string, string>> {
  const directory = await loadDirectory(db, newest);
  const approvers = new Map<string, string>();
  for (const { division, kind } of lines) {
    const upper = directory.division(division)?.parentCode;
    if (kind !== 'NOT_APPLICABLE' || upper == null) continue;
    approvers.set(
      division,
      (await findApprover(db, upper)) ?? (await addApprover(db, actor, { directory, upper, options })),
    );
  }
  return approvers;
}

async function findApprover(db: Database, scope: string): Promise<string | undefined> {
  const [row] = await db.sql<{ id: string }>(
    `select a.id::text from account a join account_grant g on g.account_id = a.id
     where g.scope = $1 and g.role = 'UPPER_APPROVER' and g.revoked_at is null and a.active
     order by a.login limit 1`,
    [scope],
  );
  return row?.id;
}

async function addApprover(
  db: Database,
  actor: Actor,
  { directory, upper, options }: { directory: Directory; upper: string; options: TransactionOptions },
): Promise<string> {
  return db.transaction(async (tx) => {
    const { id } = await createAccount(tx, actor, {
      login: `${upper}-catalogue-approver`,
      displayName: `${directory.division(upper)?.name ?? upper}目录审批`,
      password: demoPassword,
      passwordCost: recommendedCost,
      demo: true,
    });
    await grantRoleOn(tx, actor, { accountId: id, role: 'UPPER_APPROVER', scope: upper });
    return id;
  }, options);
}
