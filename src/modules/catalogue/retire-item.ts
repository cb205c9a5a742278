import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../identity/actor.js';
import { recordAudit } from '../identity/record-audit.js';
import { builtInItems } from './built-in-items.js';
import { type CatalogueChange, changeFact, ownFact } from './editing/change-fact.js';
import { inDeadBranch } from './editing/dead-branches.js';
import { readEditionItems } from './editions/edition-items.js';
import { type OpenItem, openItem, requireEdition } from './editing/open-item.js';
import { refuseUnder } from './editing/refuse-under.js';
import { writeFacts } from './editing/write-facts.js';

export interface RetireItem {
  /** The division that defined the item. */
  readonly divisionCode: string;
  readonly itemCode: string;
  readonly editionId?: string | null;
  readonly reason: string;
}

/**
 * Ends an item, with everything below it in the tree. Divisions that hold a basis of their own keep it (R-I12); its
 * code is never used again, and what was published under it stays. Errors as data: REQUIRED, NOT_ALLOWED_HERE.
 */
export async function retireItem(tx: Tx, actor: Actor, input: RetireItem): Promise<CatalogueChange> {
  const open = await openItem(tx, actor, { ...input, roles: ['DISCLOSURE_OFFICE'], cites: false });
  const { item, division, pack } = open;
  const definer = open.chain.find((one) => one.code === item.definedAt)?.name ?? item.definedAt;
  const inputs = [{ name: `事项(${definer})`, value: open.current.name }];
  if (open.inherited !== null) {
    const message = '上级设定的事项不能由下级停用；不适用的，可以声明不适用。';
    refuseUnder(pack, { code: 'NOT_ALLOWED_HERE', path: ['itemCode'], message, rule: 'R-I02', inputs });
  }
  if (open.unpublished) {
    const message = `“${open.current.name}”是修订稿新增的事项，尚未发布，请直接撤回。`;
    refuseUnder(pack, { code: 'NOT_ALLOWED_HERE', path: ['itemCode'], message, rule: 'CAT-19', inputs });
  }
  const below = await addedBelow(tx, open);
  if (below.length > 0) {
    const message = `修订稿在该事项之下新增了${below.join('、')}，请先撤回下级事项。`;
    refuseUnder(pack, { code: 'NOT_ALLOWED_HERE', path: ['itemCode'], message, rule: 'CAT-03', inputs });
  }
  if (!item.local && builtInItems.has(item.identifier)) {
    const message = `“${open.current.name}”是标准规定的事项，任何层级不得删除。`;
    refuseUnder(pack, { code: 'NOT_ALLOWED_HERE', path: ['itemCode'], message, rule: 'CAT-04', inputs });
  }
  if (input.reason.trim() === '') {
    const message = '停用事项须说明理由。';
    refuseUnder(pack, { code: 'REQUIRED', path: ['reason'], message, rule: 'CAT-19', inputs });
  }
  const field = 'applicability';
  const before = ownFact(open, field, 'VALUE');
  const ending = {
    field,
    slot: 'VALUE',
    state: 'DEFINED',
    value: null,
    reason: input.reason.trim(),
    rule: 'CAT-19',
  } as const;
  if (open.edition !== null) return changeFact(tx, actor, { open, verb: 'retire-item', fact: ending });
  requireEdition(open);
  const subject = { itemCode: item.code, divisionCode: division.code };
  await recordAudit(tx, actor, { verb: 'retire-item', subject: `item:${division.code}/${item.code}` });
  const { factIds, sequence, at } = await writeFacts(tx, actor, {
    divisionCode: division.code,
    itemCodes: [item.code],
    close: before === undefined ? [] : [before.id],
    open: [{ ...subject, ...ending }],
    retire: [item.code],
  });
  return { ...subject, field, factId: factIds[0] ?? null, sequence, at, editionId: null };
}

/** What the edition adds in the branch that is to end. */
async function addedBelow(tx: Tx, { edition, item }: OpenItem): Promise<string[]> {
  const added = edition === null ? [] : await readEditionItems(tx, edition);
  if (added.length === 0) return [];
  const parents = added.flatMap(({ parentCode }) => parentCode ?? []);
  const dead = await inDeadBranch(tx, parents, [item.code]);
  return added.flatMap(({ code, parentCode }) => (parentCode !== null && dead.has(parentCode) ? code : []));
}
