import { approveEdition } from '../../../../src/modules/catalogue/editions/approve-edition.js';
import type { Edition } from '../../../../src/modules/catalogue/editions/edition.js';
import { openEdition } from '../../../../src/modules/catalogue/editions/open-edition.js';
import { publishEdition } from '../../../../src/modules/catalogue/editions/publish-edition.js';
import { reviewEdition } from '../../../../src/modules/catalogue/editions/review-edition.js';
import { submitEdition } from '../../../../src/modules/catalogue/editions/submit-edition.js';
import { type OverrideField, overrideField } from '../../../../src/modules/catalogue/override-field.js';
import type { Actor } from '../../../../src/modules/identity/actor.js';
import type { Database } from '../../../../src/platform/db/database.js';
import { actorWith } from '../../../support/identity.js';
import * as small from '../small-catalogue.js';

export const cityApprover = actorWith('UPPER_APPROVER', small.city, '00000000-0000-4000-8000-000000000021');
export const districtApprover = actorWith('UPPER_APPROVER', small.district, '00000000-0000-4000-8000-000000000022');

/** Who drafts and who approves, by the division whose catalogue changes. */
export const parties: Readonly<Record<string, { readonly keeper: Actor; readonly approver: Actor }>> = {
  [small.district]: { keeper: small.districtOffice, approver: cityApprover },
  [small.otherDistrict]: { keeper: small.otherOffice, approver: cityApprover },
  [small.street]: { keeper: small.streetOffice, approver: districtApprover },
};

export function partiesOf(divisionCode: string): { readonly keeper: Actor; readonly approver: Actor } {
  const found = parties[divisionCode];
  if (found === undefined) throw new Error(`Nobody keeps ${divisionCode}.`);
  return found;
}

export function open(db: Database, divisionCode: string): Promise<Edition> {
  const { keeper } = partiesOf(divisionCode);
  return db.transaction((tx) => openEdition(tx, keeper, { divisionCode, title: '目录修订(示例)' }));
}

/** Proposes one value of the leaf in a new edition, or in the one that is named. */
export async function proposed(
  db: Database,
  divisionCode: string,
  { editionId, ...change }: Partial<OverrideField> & Pick<OverrideField, 'value'>,
): Promise<string> {
  const id = editionId ?? (await open(db, divisionCode)).id;
  const input = { divisionCode, itemCode: small.leaf, ...change, editionId: id };
  await db.transaction((tx) => overrideField(tx, partiesOf(divisionCode).keeper, input));
  return id;
}

export async function underReview(db: Database, divisionCode: string, editionId: string): Promise<void> {
  const { keeper, approver } = partiesOf(divisionCode);
  await db.transaction((tx) => submitEdition(tx, keeper, { editionId }));
  await db.transaction((tx) => reviewEdition(tx, approver, { editionId }));
}

export async function approved(db: Database, divisionCode: string, editionId: string): Promise<void> {
  await underReview(db, divisionCode, editionId);
  await db.transaction((tx) => approveEdition(tx, partiesOf(divisionCode).approver, { editionId }));
}

export async function published(db: Database, divisionCode: string, editionId: string): Promise<Edition> {
  await approved(db, divisionCode, editionId);
  return db.transaction((tx) => publishEdition(tx, partiesOf(divisionCode).keeper, { editionId }));
}
