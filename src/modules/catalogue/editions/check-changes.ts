import type { Sql } from '../../../platform/db/sql.js';
import type { Tx } from '../../../platform/db/tx.js';
import { AppError } from '../../../platform/errors/app-error.js';
import { type UserError, UserErrors } from '../../../platform/errors/user-errors.js';
import { explainErrors, type RuleFault } from '../../rules/explain-errors.js';
import { readHead } from '../../ledger/read-head.js';
import { checkFieldPolicy, checkShortened } from '../editing/check-inheritance.js';
import { checkResponsibility } from '../editing/check-responsibility.js';
import { type OpenItem, readOpenItem, refuseRetired } from '../editing/open-item.js';
import { printFact } from '../editing/print-field.js';
import { fieldPolicies } from '../field-policy.js';
import { readItems } from '../read-catalogue.js';
import { basisKey } from '../resolution/merge-lists.js';
import { type EditionChange, type EditionItem, readEditionChanges, readEditionItems } from './edition-changes.js';
import type { HeldEdition } from './hold-edition.js';

export interface EditionContent {
  readonly changes: readonly EditionChange[];
  readonly items: readonly EditionItem[];
}

/** What the edition would change, read anew. */
export async function readEditionContent(db: Sql, { edition }: Pick<HeldEdition, 'edition'>): Promise<EditionContent> {
  const { sequence: at } = await readHead(db);
  return { changes: await readEditionChanges(db, edition, { at }), items: await readEditionItems(db, edition) };
}

/**
 * What has come between since the changes were proposed: locks and terms of the level above, values that somebody else
 * published, items that ended. Every fault of every change, each with the value that forbids it.
 */
export async function checkChanges(
  tx: Tx,
  held: HeldEdition,
  { changes, items }: EditionContent,
): Promise<UserError[]> {
  const faults: UserError[] = [];
  if (changes.length === 0) {
    const fault: RuleFault = { code: 'REQUIRED', path: ['changes'], message: '修订稿还没有变更。', rule: 'R-I13' };
    faults.push(...explainErrors(held.pack, [fault]));
  }
  faults.push(...(await checkParents(tx, held, items)));
  for (const [itemCode, ofItem] of Map.groupBy(changes, (change) => change.itemCode)) {
    const open = await openedOrFault(tx, held, itemCode);
    if ('fault' in open) {
      faults.push(open.fault);
      continue;
    }
    for (const change of ofItem) faults.push(...(await checkChange(tx, open, change)));
  }
  return faults;
}

async function openedOrFault(tx: Tx, held: HeldEdition, itemCode: string): Promise<OpenItem | { fault: UserError }> {
  try {
    const open = await readOpenItem(tx, held, itemCode);
    refuseRetired(open);
    return open;
  } catch (error) {
    const path = ['changes', itemCode];
    if (error instanceof UserErrors && error.errors[0] !== undefined) return { fault: { ...error.errors[0], path } };
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
    return {
      fault: { code: 'NOT_ALLOWED_HERE', path, message: `事项“${itemCode}”在本级目录中已不存在。`, rule: 'CAT-16' },
    };
  }
}

/** An item of the edition may have lost the group that it was put under. */
async function checkParents(tx: Tx, held: HeldEdition, items: readonly EditionItem[]): Promise<UserError[]> {
  const { sequence: at } = await readHead(tx);
  const itemCodes = items.flatMap((item) => item.parentCode ?? []);
  const standing = (await readItems(tx, { at, itemCodes })).filter((one) => one.retiredAt === null);
  const there = new Set([...standing, ...items].map((one) => one.code));
  return explainErrors(
    held.pack,
    items
      .filter((item) => item.parentCode !== null && !there.has(item.parentCode))
      .map((item): RuleFault => {
        const inputs = [{ name: '上级事项', value: item.parentCode ?? '' }];
        return {
          code: 'NOT_ALLOWED_HERE',
          path: ['changes', item.code],
          message: '上级事项不存在或已停用。',
          rule: 'R-I11',
          inputs,
        };
      }),
  );
}

async function checkChange(tx: Tx, open: OpenItem, change: EditionChange): Promise<UserError[]> {
  const { field, slot, fact } = change;
  const standing = open.published.find((one) => one.field === field && one.slot === slot);
  const faults: (UserError | null)[] = [];
  if ((standing?.id ?? null) !== change.basedOn) {
    const inputs = [
      { name: '当前的值', value: printFact(standing) },
      { name: '修订稿的值', value: printFact(fact ?? undefined) },
    ];
    const message = `“${fieldPolicies[field].label}”在修订稿提出之后已变更，请重新载入后再修改。`;
    faults.push(...explainErrors(open.pack, [{ code: 'CONFLICT', path: [], message, rule: 'R-I12', inputs }]));
  }
  if (fact !== null && open.inherited !== null) {
    const { inherited } = open;
    if (fact.state !== 'DEFINED') faults.push(checkFieldPolicy(open, field, fact.state));
    if (fact.field === 'deadline' && fact.value !== null) faults.push(checkShortened(open, inherited, fact.value));
    faults.push(...checkAdded(open, fact));
  }
  if (fact?.field === 'responsibility' && fact.value !== null)
    faults.push(await checkResponsibility(tx, open, fact.value));
  return faults
    .filter((fault) => fault !== null)
    .map((fault) => ({ ...fault, path: ['changes', change.itemCode, field] }));
}

/** What the division adds, the level above may have added in the meantime. */
function checkAdded({ inherited, pack }: OpenItem, fact: NonNullable<EditionChange['fact']>): UserError[] {
  if (inherited === null || fact.slot !== 'APPEND') return [];
  const twice: string[] = [];
  if (fact.field === 'elements') {
    const known = new Set(inherited.elements.map((element) => element.id));
    twice.push(...(fact.value ?? []).filter((element) => known.has(element.id)).map((element) => element.name));
  }
  if (fact.field === 'bases') {
    const known = new Set(inherited.bases.map(({ title, docNo, clause }) => basisKey({ title, docNo, clause })));
    twice.push(...(fact.value ?? []).filter((basis) => known.has(basisKey(basis))).map((basis) => basis.title));
  }
  const { rule } = fieldPolicies[fact.field];
  return explainErrors(
    pack,
    twice.map((name): RuleFault => {
      const inputs = [{ name: '上级已有', value: name }];
      return { code: 'DUPLICATE', path: [], message: `上级目录已有“${name}”，不必重复补充。`, rule, inputs };
    }),
  );
}
