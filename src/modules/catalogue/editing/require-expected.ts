import type { Tx } from '../../../platform/db/tx.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import { isUuid } from '../../../platform/ids/is-uuid.js';
import { explain, type Pack } from '../../rules/packs.js';
import type { CatalogueFact } from '../catalogue-fact.js';
import { readFactsById } from '../read-catalogue.js';
import { printFact } from './print-field.js';

/**
 * Optimistic concurrency: `expected` is the id of the division's own fact that the editor saw, null for "none".
 * Refuses with CONFLICT and both values when somebody was faster; undefined asks for nothing.
 */
export async function requireExpected(
  tx: Tx,
  own: CatalogueFact | undefined,
  { expected, pack }: { readonly expected: string | null | undefined; readonly pack: Pack },
): Promise<void> {
  if (expected === undefined || expected === (own?.id ?? null)) return;
  const seen = expected !== null && isUuid(expected) ? (await readFactsById(tx, [expected])).get(expected) : undefined;
  const inputs = [
    { name: '您看到的值', value: printFact(seen) },
    { name: '当前的值', value: printFact(own) },
  ];
  const message = '该栏目已被他人更新，请重新载入后再修改。';
  const explanation = explain(pack, 'R-I12', { inputs, text: message });
  refuse({ code: 'CONFLICT', path: ['expectedFactId'], message, explanation });
}
