import type { Tx } from '../../../platform/db/tx.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import { isUuid } from '../../../platform/ids/is-uuid.js';
import { readHead } from '../../ledger/read-head.js';
import { explain } from '../../rules/packs.js';
import type { CatalogueFact } from '../catalogue-fact.js';
import { findEditionChange } from '../editions/edition-changes.js';
import { readFactsById } from '../read-catalogue.js';
import type { OpenItem } from './open-item.js';
import { printFact } from './print-field.js';

export interface Expected {
  /** What the division says now; in an edition, what it would say. */
  readonly own: CatalogueFact | undefined;
  /** The id of what the editor saw, null for "nothing"; undefined asks for nothing. */
  readonly expected: string | null | undefined;
}

/** Optimistic concurrency: refuses with CONFLICT and both values when somebody was faster. */
export async function requireExpected(
  tx: Tx,
  open: Pick<OpenItem, 'edition' | 'pack'>,
  { own, expected }: Expected,
): Promise<void> {
  if (expected === undefined || expected === (own?.id ?? null)) return;
  const seen = expected === null ? undefined : await findSeen(tx, open, expected);
  const inputs = [
    { name: '您看到的值', value: printFact(seen) },
    { name: '当前的值', value: printFact(own) },
  ];
  const message = '该栏目已被他人更新，请重新载入后再修改。';
  const explanation = explain(open.pack, 'R-I12', { inputs, text: message });
  refuse({ code: 'CONFLICT', path: ['expectedFactId'], message, rule: 'R-I12', explanation });
}

/** A published fact, or what the same edition proposed before. */
async function findSeen(
  tx: Tx,
  { edition }: Pick<OpenItem, 'edition'>,
  id: string,
): Promise<CatalogueFact | undefined> {
  if (!isUuid(id)) return undefined;
  const published = (await readFactsById(tx, [id])).get(id);
  if (published !== undefined || edition === null) return published;
  const { sequence: at } = await readHead(tx);
  return (await findEditionChange(tx, edition, { id, at }))?.fact ?? undefined;
}
