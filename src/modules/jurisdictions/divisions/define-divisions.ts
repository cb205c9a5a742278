import type { Tx } from '../../../platform/db/tx.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { appendRelease } from '../../ledger/append-release.js';
import type { EntryInput } from '../../ledger/ledger-entry.js';
import { checkDivisions } from './check-divisions.js';
import type { Division } from '../directory.js';
import { requireRootKeeper } from '../jurisdictions-policy.js';
import { lockDirectory } from '../lock-directory.js';

export interface DivisionDefinitions {
  readonly divisions: readonly Division[];
}

/** Adds divisions to the tree, all in one release, behind those already there. Refuses the whole set for any fault. */
export async function defineDivisions(tx: Tx, actor: Actor, { divisions }: DivisionDefinitions): Promise<Division[]> {
  const directory = await lockDirectory(tx);
  requireRootKeeper(actor);
  const [first, ...others] = divisions.map(({ code }): EntryInput => ({ kind: 'DIVISION_CHANGED', subject: code }));
  if (first === undefined) refuse({ code: 'REQUIRED', path: ['divisions'], message: '请至少给出一个区划。' });
  const faults = checkDivisions(directory, divisions);
  if (faults.length > 0) refuse(...faults);

  await recordAudit(tx, actor, {
    verb: 'define-divisions',
    subject: `division:${first.subject}`,
    details: { codes: divisions.map((division) => division.code) },
  });
  const rows = JSON.stringify(
    divisions.map((division, index) => ({
      code: division.code,
      name: division.name,
      level: division.level,
      kind: division.kind,
      parent_code: division.parentCode,
      pack: division.pack,
      position: directory.divisions().length + index + 1,
    })),
  );
  await appendRelease(tx, {
    entries: [first, ...others],
    writes: [
      {
        text: `insert into division_level (code, level)
               select d.code, d.level from jsonb_to_recordset($1::jsonb) as d(code text, level text)`,
        params: [rows],
      },
      {
        text: `insert into division (code, from_sequence, name, level, kind, parent_code, pack, position)
               select d.code, head.sequence, d.name, d.level, d.kind, d.parent_code, d.pack, d.position
               from head, jsonb_to_recordset($1::jsonb)
                 as d(code text, name text, level text, kind text, parent_code text, pack text, position int)`,
        params: [rows],
      },
    ],
  });
  return [...divisions];
}
