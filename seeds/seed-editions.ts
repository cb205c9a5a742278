import { addLocalItem } from '../src/modules/catalogue/add-local-item.js';
import { appendToField } from '../src/modules/catalogue/append-to-field.js';
import { approveEdition } from '../src/modules/catalogue/editions/approve-edition.js';
import { openEdition } from '../src/modules/catalogue/editions/open-edition.js';
import { publishEdition } from '../src/modules/catalogue/editions/publish-edition.js';
import { returnEdition } from '../src/modules/catalogue/editions/return-edition.js';
import { reviewEdition } from '../src/modules/catalogue/editions/review-edition.js';
import { submitEdition } from '../src/modules/catalogue/editions/submit-edition.js';
import { overrideField } from '../src/modules/catalogue/override-field.js';
import { suppressItem } from '../src/modules/catalogue/suppress-item.js';
import type { Actor } from '../src/modules/identity/actor.js';
import type { Directory } from '../src/modules/jurisdictions/directory.js';
import { loadDirectory } from '../src/modules/jurisdictions/load-directory.js';
import { newest } from '../src/modules/jurisdictions/select-directory.js';
import type { Database } from '../src/platform/db/database.js';
import type { Tx } from '../src/platform/db/tx.js';
import {
  channelOf,
  columnsOf,
  type EditionLine,
  editionLines,
  elementOf,
  type LocalLine,
  lowerLines,
  type OverrideLine,
  termOf,
} from './catalogue-data.js';
import { CatalogueApprovers } from './catalogue-approvers.js';
import type { AccountSeedOptions } from './seed-accounts.js';
import type { Seeded } from './seed-jurisdictions.js';

/** What one division proposes, and how far it got. */
interface Draft {
  readonly line: EditionLine;
  readonly overrides: readonly OverrideLine[];
  readonly localLeaves: readonly LocalLine[];
}

/**
 * What every division changed in the standard catalogue, one edition each, by the verbs: proposed, reviewed by the level
 * above and, most of them, published. A division that has an edition already keeps what it has.
 */
export async function seedEditions(db: Database, actor: Actor, options: AccountSeedOptions): Promise<Seeded> {
  const begun = new Set(
    (await db.sql<{ code: string }>('select distinct division_code as code from catalogue_edition')).map(
      (row) => row.code,
    ),
  );
  const directory = await loadDirectory(db, newest);
  const approvers = new CatalogueApprovers(db, actor, options);
  const drafts = draftsOf().filter(({ line }) => !begun.has(line.division));
  for (const draft of drafts) {
    const upper = upperOf(directory, draft.line.division);
    const approver = upper === null ? null : await approvers.of(upper);
    await db.transaction((tx) => bringForward(tx, { actor, approver }, draft), options);
  }
  return { added: drafts.length, skipped: begun.size };
}

function draftsOf(): Draft[] {
  const { overrides, localLeaves } = lowerLines();
  return editionLines().map((line) => ({
    line,
    overrides: overrides.filter((one) => one.division === line.division),
    localLeaves: localLeaves.filter((one) => one.division === line.division),
  }));
}

function upperOf(directory: Directory, code: string): { code: string; name: string } | null {
  const parent = directory.division(code)?.parentCode ?? null;
  return parent === null ? null : { code: parent, name: directory.division(parent)?.name ?? parent };
}

/** As far as the data file says: each state is reached by the verbs that lead there. */
async function bringForward(
  tx: Tx,
  { actor, approver }: { readonly actor: Actor; readonly approver: Actor | null },
  { line, overrides, localLeaves }: Draft,
): Promise<void> {
  const { id: editionId } = await openEdition(tx, actor, { divisionCode: line.division, title: line.title });
  for (const change of overrides) await propose(tx, actor, { line: change, editionId });
  for (const leaf of localLeaves) await proposeLeaf(tx, actor, { leaf, editionId });
  if (line.note !== undefined) {
    const { item: itemCode, text } = line.note;
    await overrideField(tx, actor, { divisionCode: line.division, itemCode, editionId, value: { note: text } });
  }
  if (line.state === 'DRAFT') return;
  if (approver !== null) {
    await submitEdition(tx, actor, { editionId });
    await reviewEdition(tx, approver, { editionId });
    if (line.state === 'RETURNED') await returnEdition(tx, approver, { editionId, opinion: line.opinion ?? '' });
    if (line.state !== 'PUBLISHED') return;
    await approveEdition(tx, approver, { editionId });
  }
  await publishEdition(tx, actor, { editionId });
}

function propose(
  tx: Tx,
  actor: Actor,
  { line, editionId }: { readonly line: OverrideLine; readonly editionId: string },
): Promise<unknown> {
  const { division: divisionCode, item: itemCode, reason } = line;
  const subject = { divisionCode, itemCode, reason, editionId };
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
      return suppressItem(tx, actor, subject);
  }
}

async function proposeLeaf(
  tx: Tx,
  actor: Actor,
  { leaf, editionId }: { readonly leaf: LocalLine; readonly editionId: string },
): Promise<void> {
  const { division: divisionCode, parent: parentCode, idEn: identifier } = leaf;
  const input = { divisionCode, parentCode, identifier, editionId, columns: columnsOf(leaf) };
  const { itemCodes } = await addLocalItem(tx, actor, input);
  if (itemCodes[0] !== leaf.code) throw new Error(`${leaf.code} was given the code ${itemCodes[0]}.`);
}
