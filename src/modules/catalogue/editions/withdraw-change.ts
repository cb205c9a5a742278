import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { openPlace } from '../editing/open-item.js';
import type { CatalogueField } from '../effective-item.js';
import type { Edition } from './edition.js';
import { touchEdition } from './edition-changes.js';
import { readEditionItems } from './edition-items.js';
import { findEdition } from './find-edition.js';

export interface WithdrawChange {
  readonly editionId: string;
  readonly itemCode: string;
  /** Left out: everything the edition says of the item, an item of its own included. */
  readonly field?: CatalogueField | null;
}

/**
 * Takes proposals out of an edition that is still worked on. Errors: NOT_FOUND, FORBIDDEN; as data NOT_ALLOWED_HERE.
 */
export async function withdrawChange(tx: Tx, actor: Actor, input: WithdrawChange): Promise<Edition> {
  const { editionId, itemCode, field = null } = input;
  const found = await findEdition(tx, editionId);
  if (found === null) throw notFound();
  await openPlace(tx, actor, {
    divisionCode: found.divisionCode,
    roles: ['DISCLOSURE_OFFICE'],
    editionId,
    cites: false,
  });
  const items = await readEditionItems(tx, found);
  const added = items.find((item) => item.code === itemCode);
  if (added !== undefined && field !== null) {
    const message = '修订稿新增的事项只能整项撤回；单个栏目可以改填。';
    refuse({ code: 'NOT_ALLOWED_HERE', path: ['field'], message, rule: 'CAT-01' });
  }
  // A code that is free again could be put anywhere, below its own children too.
  const below = items.filter((item) => item.parentCode === itemCode).map((item) => item.code);
  if (below.length > 0) {
    const message = `修订稿在该事项之下新增了${below.join('、')}，请先撤回下级事项。`;
    refuse({ code: 'NOT_ALLOWED_HERE', path: ['itemCode'], message, rule: 'CAT-03' });
  }
  const withdrawn = await tx.sql(
    `update catalogue_edition_change set replaced_at = $4
     where edition_id = $1 and item_code = $2 and ($3::text is null or field = $3) and replaced_at is null returning id`,
    [editionId, itemCode, field, tx.clock.now()],
  );
  if (withdrawn.length === 0) throw notFound();
  // An item that the edition adds does not outlive what defines it.
  if (added !== undefined) {
    await tx.sql('delete from catalogue_edition_item where edition_id = $1 and code = $2', [editionId, itemCode]);
  }
  await recordAudit(tx, actor, {
    verb: 'withdraw-change',
    subject: `edition:${editionId}`,
    details: { item: itemCode, field },
  });
  await touchEdition(tx, editionId);
  return (await findEdition(tx, editionId)) ?? found;
}
