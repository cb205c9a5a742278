import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { appendRelease } from '../../ledger/append-release.js';
import { checkNewName } from '../check-new-name.js';
import type { Division } from '../directory.js';
import { requireRootKeeper } from '../jurisdictions-policy.js';
import { lockDirectory } from '../lock-directory.js';

export interface DivisionName {
  readonly code: string;
  readonly name: string;
  /** The name the editor saw; CONFLICT if another one holds by now. */
  readonly expectedName?: string | null;
}

/**
 * Gives a division another name from the next sequence on; older snapshots keep the old one.
 * Saving the name it has writes nothing.
 */
export async function renameDivision(tx: Tx, actor: Actor, input: DivisionName): Promise<Division> {
  const directory = await lockDirectory(tx);
  const division = directory.division(input.code);
  requireRootKeeper(actor);
  if (division === undefined) throw notFound();
  const name = checkNewName(division, input);
  if (name === division.name) return division;

  await recordAudit(tx, actor, { verb: 'rename-division', subject: `division:${division.code}` });
  await appendRelease(tx, {
    entries: [{ kind: 'DIVISION_CHANGED', subject: division.code }],
    writes: [
      {
        text: `update division set to_sequence = head.sequence from head where code = $1 and to_sequence is null`,
        params: [division.code],
      },
      {
        text: `insert into division (code, from_sequence, name, level, kind, parent_code, pack, position)
               select code, head.sequence, $2, level, kind, parent_code, pack, position
               from division, head where code = $1 and to_sequence is null`,
        params: [division.code, name],
      },
    ],
  });
  return { ...division, name };
}
