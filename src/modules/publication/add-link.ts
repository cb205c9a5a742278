import type { Tx } from '../../platform/db/tx.js';
import { forbidden, notFound } from '../../platform/errors/app-error.js';
import { type UserError, UserErrors } from '../../platform/errors/user-errors.js';
import { findEffectiveItem } from '../catalogue/find-effective-item.js';
import { type Actor, holds, roles } from '../identity/actor.js';
import { recordAudit } from '../identity/record-audit.js';
import type { Body } from '../jurisdictions/directory.js';
import { findBody } from '../jurisdictions/find-body.js';
import { appendRelease } from '../ledger/append-release.js';
import { explainErrors } from '../rules/explain-errors.js';
import type { BodyLink } from './find-body-links.js';
import { holdingScopes } from './holding-scopes.js';
import { type LockedDisclosure, lockDisclosure } from './lock-disclosure.js';
import { packOf } from './pack-of.js';

export interface AddLinkInput {
  /** The body that shows the link. */
  readonly bodyId: string;
  /** The maker's record. */
  readonly disclosureId: string;
  /** The leaf of the catalogue, as it holds at the body's division, under which it shows. */
  readonly itemCode: string;
}

/**
 * A body that keeps information made by another one shows the maker's record under an item of its own:
 * a fact that points, without text, version or index number of its own (R-P03, R-P04).
 * Errors: NOT_FOUND, FORBIDDEN (EDITOR of the body), userErrors.
 */
export async function addLink(tx: Tx, actor: Actor, input: AddLinkInput): Promise<BodyLink> {
  const body = await findBody(tx, input.bodyId);
  if (body === null) throw notFound();
  const here = { bodyId: body.id, divisionCode: body.divisionCode };
  if (!holds(actor, ['EDITOR'], await holdingScopes(tx, here))) throw forbidden('您无权为该机关添加链接。');
  const disclosure = await lockDisclosure(tx, input.disclosureId);
  await refuseUnknown(tx, actor, disclosure);
  const faults = await linkFaults(tx, { body, disclosure, itemCode: input.itemCode });
  if (faults.length > 0) throw new UserErrors(explainErrors(await packOf(tx, body.divisionCode), faults));

  await recordAudit(tx, actor, {
    verb: 'add-link',
    subject: `body:${body.id}`,
    details: { disclosureId: disclosure.id, itemCode: input.itemCode },
  });
  const { sequence, at } = await appendRelease(tx, {
    entries: [{ kind: 'BODY_CHANGED', subject: body.id, audienceIds: disclosure.audienceIds }],
    writes: [
      {
        text: `insert into body_link (body_id, item_code, disclosure_id, division_code, linked_at, linked_by, audience_ids, from_sequence)
          select $1::uuid, $2, $3::uuid, $4, head.at, $5::uuid, $6::text[], head.sequence from head`,
        params: [body.id, input.itemCode, disclosure.id, body.divisionCode, actor.accountId, disclosure.audienceIds],
      },
    ],
  });
  return { bodyId: body.id, itemCode: input.itemCode, disclosureId: disclosure.id, sequence, at };
}

/** What is for specific audiences is known to its own people only: to others it does not exist. */
async function refuseUnknown(tx: Tx, actor: Actor, disclosure: LockedDisclosure): Promise<void> {
  if (disclosure.audienceIds === null) return;
  if (!holds(actor, roles, await holdingScopes(tx, disclosure))) throw notFound();
}

async function linkFaults(
  tx: Tx,
  { body, disclosure, itemCode }: { body: Body; disclosure: LockedDisclosure; itemCode: string },
): Promise<UserError[]> {
  const faults: UserError[] = [];
  if (disclosure.withdrawn) {
    faults.push({ code: 'INVALID', path: ['disclosureId'], message: '该公开信息已撤回，不能链接。' });
  }
  if (disclosure.bodyId === body.id) {
    const message = '本机关公开的信息无须链接。';
    faults.push({ code: 'NOT_ALLOWED_HERE', path: ['disclosureId'], message, rule: 'R-P03' });
  }
  const item = await findEffectiveItem(tx, { divisionCode: body.divisionCode, itemCode });
  if (item === null || !item.isLeaf || item.applicability !== 'APPLICABLE') {
    faults.push({ code: 'INVALID', path: ['itemCode'], message: '应当选择本级适用的末级公开事项。' });
  }
  const [same] = await tx.sql<{ body_id: string }>(
    'select body_id from body_link where body_id = $1 and item_code = $2 and disclosure_id = $3 and to_sequence is null',
    [body.id, itemCode, disclosure.id],
  );
  if (same !== undefined) {
    faults.push({ code: 'DUPLICATE', path: ['disclosureId'], message: '该事项下已有指向此信息的链接。' });
  }
  return faults;
}
