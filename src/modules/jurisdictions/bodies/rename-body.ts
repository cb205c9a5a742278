import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { appendRelease } from '../../ledger/append-release.js';
import { checkNewName } from '../check-new-name.js';
import type { Body } from '../directory.js';
import { requireKeeper } from '../jurisdictions-policy.js';
import { lockDirectory } from '../lock-directory.js';
import { nextBodyRow } from './next-body-row.js';

export interface BodyName {
  readonly bodyId: string;
  readonly name: string;
  /** Left as it is where it is missing; null takes it away. */
  readonly shortName?: string | null;
  /** The name the editor saw; CONFLICT if another one holds by now. */
  readonly expectedName?: string | null;
}

/**
 * Gives a body another name from the next sequence on; its slug, and what it published, stay.
 * Saving the names it has writes nothing.
 */
export async function renameBody(tx: Tx, actor: Actor, input: BodyName): Promise<Body> {
  const directory = await lockDirectory(tx);
  const body = directory.body(input.bodyId);
  if (body === undefined) throw notFound();
  requireKeeper(actor, directory.scopesOf(body.divisionCode));
  const name = checkNewName(body, input);
  const renamed = { ...body, name, shortName: input.shortName === undefined ? body.shortName : input.shortName };
  if (name === body.name && renamed.shortName === body.shortName) return body;

  await recordAudit(tx, actor, { verb: 'rename-body', subject: `body:${body.id}` });
  await appendRelease(tx, { entries: [{ kind: 'BODY_CHANGED', subject: body.id }], writes: nextBodyRow(renamed) });
  return renamed;
}
