import type { Tx } from '../../../platform/db/tx.js';
import type { UserError } from '../../../platform/errors/user-errors.js';
import { shanghaiDate } from '../../rules/calendar-date.js';
import { explainErrors, type RuleFault } from '../../rules/explain-errors.js';
import { loadLaws } from '../../rules/laws/load-laws.js';
import { readHead } from '../../ledger/read-head.js';
import { additionsBeside } from '../editing/check-additions.js';
import { checkBases, checkElements, type ColumnField } from '../editing/check-columns.js';
import { checkFieldPolicy } from '../editing/check-inheritance.js';
import { checkOverride } from '../editing/check-override.js';
import { holdBranches, inDeadBranch } from '../editing/dead-branches.js';
import { type OpenItem, readOpenItems, retirementOf } from '../editing/open-item.js';
import { printFact } from '../editing/print-field.js';
import type { CatalogueFact } from '../catalogue-fact.js';
import { fieldPolicies } from '../field-policy.js';
import { readItems } from '../read-catalogue.js';
import { openStates } from './edition.js';
import { type EditionChange, isOvertaken, readEditionChanges, retires } from './edition-changes.js';
import { type EditionItem, readEditionItems } from './edition-items.js';
import type { HeldEdition } from './hold-edition.js';

export interface EditionContent {
  readonly changes: readonly EditionChange[];
  readonly items: readonly EditionItem[];
}

/** What the edition would change, read anew. */
export async function readEditionContent(tx: Tx, { edition }: Pick<HeldEdition, 'edition'>): Promise<EditionContent> {
  const { sequence: at } = await readHead(tx);
  return { changes: await readEditionChanges(tx, edition, { at }), items: await readEditionItems(tx, edition) };
}

/**
 * Whether what an edition proposes may still be said: locks, terms and items of the level above, laws and bodies have
 * moved on since, and somebody else may have published the same field. Every fault of every change, each with the value
 * that forbids it.
 */
export async function checkChanges(
  tx: Tx,
  edition: HeldEdition,
  { changes, items }: EditionContent,
): Promise<UserError[]> {
  const faults: UserError[] = [];
  if (changes.length === 0) {
    const fault: RuleFault = { code: 'REQUIRED', path: ['changes'], message: '修订稿还没有变更。', rule: 'R-I13' };
    faults.push(...explainErrors(edition.pack, [fault]));
  }
  faults.push(...(await checkParents(tx, edition, { changes, items })), ...checkEndings(edition, { changes, items }));
  const laws = await loadLaws(tx, shanghaiDate(tx.clock.now()));
  const held = { ...edition, pack: { ...edition.pack, laws } };
  const byItem = Map.groupBy(changes, (change) => change.itemCode);
  const opened = await readOpenItems(tx, held, [...byItem.keys()]);
  for (const [itemCode, ofItem] of byItem) {
    const open = opened.get(itemCode);
    const gone = open === undefined ? unseen(held, itemCode) : retirementOf(open);
    if (open === undefined || gone !== null) {
      faults.push(...explainErrors(held.pack, gone === null ? [] : [{ ...gone, path: ['changes', itemCode] }]));
      continue;
    }
    for (const change of ofItem) faults.push(...(await checkChange(tx, open, change)));
  }
  return faults;
}

function unseen({ division }: HeldEdition, itemCode: string): RuleFault {
  const inputs = [{ name: '区划', value: division.name }];
  const message = `事项“${itemCode}”在本级目录中已不存在。`;
  return { code: 'NOT_ALLOWED_HERE', path: [], message, rule: 'CAT-16', inputs };
}

/** What the edition adds is taken out of it again, not ended: nobody has seen it. */
function checkEndings({ pack }: HeldEdition, { changes, items }: EditionContent): UserError[] {
  const added = new Set(items.map((item) => item.code));
  const ended = changes.filter((change) => retires(change) && added.has(change.itemCode));
  const faults = ended.map(({ itemCode }): RuleFault => {
    const inputs = [{ name: '事项', value: itemCode }];
    const message = `“${itemCode}”是修订稿新增的事项，尚未发布，请直接撤回。`;
    return { code: 'NOT_ALLOWED_HERE', path: ['changes', itemCode], message, rule: 'CAT-19', inputs };
  });
  return explainErrors(pack, faults);
}

/** An item of the edition may have lost the group that it was put under, by the edition itself or by another. */
async function checkParents(tx: Tx, held: HeldEdition, { changes, items }: EditionContent): Promise<UserError[]> {
  const itemCodes = items.flatMap((item) => item.parentCode ?? []);
  if (itemCodes.length === 0) return [];
  await holdBranches(tx, itemCodes);
  const { sequence: at } = await readHead(tx);
  const there = new Set([...(await readItems(tx, { at, itemCodes })), ...items].map((one) => one.code));
  const dead = await inDeadBranch(
    tx,
    itemCodes,
    changes.filter(retires).map((change) => change.itemCode),
  );
  const orphans = items.filter(
    ({ parentCode }) => parentCode !== null && (dead.has(parentCode) || !there.has(parentCode)),
  );
  const faults = orphans.map(({ code, parentCode }): RuleFault => {
    const inputs = [{ name: '上级事项', value: parentCode ?? '' }];
    const message = '上级事项或者其所属的分类不存在或已停用。';
    return { code: 'NOT_ALLOWED_HERE', path: ['changes', code], message, rule: 'R-I11', inputs };
  });
  return explainErrors(held.pack, faults);
}

async function checkChange(tx: Tx, open: OpenItem, change: EditionChange): Promise<UserError[]> {
  const { field, fact } = change;
  const faults = [...checkOvertaken(open, change), ...(fact === null ? [] : await checkFact(tx, open, fact))];
  return faults.map((fault) => ({ ...fault, path: ['changes', change.itemCode, field] }));
}

/** Somebody has published the same field since it was proposed. */
function checkOvertaken(open: OpenItem, change: EditionChange): UserError[] {
  if (!isOvertaken(change, open.published)) return [];
  const { field, slot, fact } = change;
  const standing = open.published.find((one) => one.field === field && one.slot === slot);
  const inputs = [
    { name: '当前的值', value: printFact(standing) },
    { name: '修订稿的值', value: printFact(fact ?? undefined) },
  ];
  const worked = open.edition !== null && openStates.includes(open.edition.state);
  const way = worked ? '请重新载入后再修改' : '请撤回修订稿后再修改';
  const message = `“${fieldPolicies[field].label}”在修订稿提出之后已变更，${way}。`;
  return explainErrors(open.pack, [{ code: 'CONFLICT', path: [], message, rule: 'R-I12', inputs }]);
}

/** The rules that the verbs asked when it was proposed, asked again. */
async function checkFact(tx: Tx, open: OpenItem, fact: CatalogueFact): Promise<readonly UserError[]> {
  if (fact.slot === 'APPEND') return checkAddition(open, fact);
  if (fact.slot === 'VALUE' && fact.field !== 'applicability') {
    const field: ColumnField = fact.field;
    return checkOverride(tx, open, { field, columns: { [field]: fact.value } });
  }
  const forbidden = fact.state === 'DEFINED' ? null : checkFieldPolicy(open, fact.field, fact.state);
  return forbidden === null ? [] : [forbidden];
}

/** What the division adds, the level above may have added in the meantime. */
function checkAddition(open: OpenItem, fact: CatalogueFact): readonly UserError[] {
  const { inherited, pack } = open;
  const forbidden = checkFieldPolicy(open, fact.field, 'APPEND');
  if (forbidden !== null || inherited === null) return forbidden === null ? [] : [forbidden];
  const { rule } = fieldPolicies[fact.field];
  const twice = (name: string): RuleFault => {
    const inputs = [{ name: '上级已有', value: name }];
    return { code: 'DUPLICATE', path: [], message: `上级目录已有“${name}”，不必重复补充。`, rule, inputs };
  };
  const beside = additionsBeside(inherited, fact);
  if (fact.field === 'elements') {
    const added = fact.value ?? [];
    const repeated = added.filter((element) => beside?.elements?.includes(element) !== true);
    return [
      ...explainErrors(
        pack,
        repeated.map(({ name }) => twice(name)),
      ),
      ...checkElements(added),
    ];
  }
  if (fact.field === 'bases') {
    const added = fact.value ?? [];
    const repeated = added.filter((basis) => beside?.bases?.includes(basis) !== true);
    return [
      ...explainErrors(
        pack,
        repeated.map(({ title }) => twice(title)),
      ),
      ...checkBases(pack, added),
    ];
  }
  return [];
}
