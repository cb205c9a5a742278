import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/errors/app-error.js';
import type { UserError } from '../../platform/errors/user-errors.js';
import type { Actor } from '../identity/actor.js';
import { recordAudit } from '../identity/record-audit.js';
import { adminLevels } from '../jurisdictions/directory.js';
import { readHead } from '../ledger/read-head.js';
import { explain } from '../rules/packs.js';
import { type AddedItems, checkBody, checkItemColumns } from './add-items.js';
import type { CatalogueItem } from './catalogue-fact.js';
import { endingsOf } from './editions/edition-changes.js';
import type { EditionItem } from './editions/edition-items.js';
import { proposeItems } from './editions/propose-items.js';
import type { ColumnValues } from './editing/check-columns.js';
import { holdBranches, inDeadBranch } from './editing/dead-branches.js';
import { lockTree, nextPosition } from './editing/lock-tree.js';
import { definingFacts } from './editing/new-item.js';
import { openPlace, type Place, requireEdition } from './editing/open-item.js';
import { refuseUnder } from './editing/refuse-under.js';
import { writeFacts } from './editing/write-facts.js';
import { type CatalogueCategory, catalogueCategories } from './effective-item.js';
import { readItems } from './read-catalogue.js';

export interface AddLocalItem {
  readonly divisionCode: string;
  /** The edition that the item is proposed in (R-I13). */
  readonly editionId?: string | null;
  readonly parentCode: string;
  readonly identifier: string;
  readonly columns: ColumnValues;
}

/** Where lower levels may add leaves of their own: which categories, and under items of which tiers (R-I11). */
const openToLocalItems: { readonly categories: readonly CatalogueCategory[]; readonly tiers: readonly number[] } = {
  categories: catalogueCategories,
  tiers: [1, 2],
};

/**
 * Adds a leaf of a lower level's own, seen in that division and below only (R-I11, R-I02). The system gives it the code
 * `{parent}-L{division}-{nn}`. Errors as data: those of `addItems`, and NOT_ALLOWED_HERE where the parent may not have
 * one.
 */
export async function addLocalItem(tx: Tx, actor: Actor, input: AddLocalItem): Promise<AddedItems> {
  const place = await openPlace(tx, actor, { ...input, roles: ['DISCLOSURE_OFFICE'] });
  await lockTree(tx);
  const parent = await findParent(tx, place, input.parentCode);
  const columns = { note: null, ...input.columns };
  const dead = await inDeadBranch(tx, [parent.code], await endingsOf(tx, place.edition));
  const faults = [
    ...checkParent(place, parent, dead.has(parent.code)),
    ...checkIdentifier(input.identifier),
    ...checkItemColumns(place, { isLeaf: true, columns }),
    ...checkReach(place, columns),
    ...(await checkBody(tx, place, { columns })),
  ];
  if (faults.length > 0) refuseUnder(place.pack, ...faults);
  requireEdition(place);
  const { edition } = place;
  const item: EditionItem = {
    code: await nextCode(tx, parent.code, place.division.code),
    parentCode: parent.code,
    definedAt: place.division.code,
    category: parent.category,
    tier: parent.tier + 1,
    isLeaf: true,
    identifier: input.identifier,
    pilotField: parent.pilotField,
    local: true,
  };
  await recordAudit(tx, actor, {
    verb: 'add-local-item',
    subject: `item:${item.definedAt}/${item.code}`,
    details: { parent: parent.code, ...(edition === null ? {} : { edition: edition.id }) },
  });
  const facts = definingFacts(item, columns);
  if (edition !== null) {
    await proposeItems(tx, actor, { edition, added: [{ item, facts }] });
    return { divisionCode: item.definedAt, itemCodes: [item.code], sequence: null, at: tx.clock.now() };
  }
  const { sequence, at } = await writeFacts(tx, actor, {
    divisionCode: item.definedAt,
    itemCodes: [item.code],
    items: [{ ...item, position: await nextPosition(tx) }],
    open: facts,
  });
  return { divisionCode: item.definedAt, itemCodes: [item.code], sequence, at };
}

async function findParent(tx: Tx, place: Place, code: string): Promise<CatalogueItem> {
  await holdBranches(tx, [code]);
  const { sequence: at } = await readHead(tx);
  const [parent] = await readItems(tx, { at, itemCodes: [code] });
  if (parent === undefined || !place.chain.some((division) => division.code === parent.definedAt)) throw notFound();
  return parent;
}

function checkParent(place: Place, parent: CatalogueItem, dead: boolean): UserError[] {
  const refusals = [
    place.upper === null && '最上级直接设定标准事项，不设本地事项。',
    dead && '上级事项或者其所属的分类已停用。',
    !openToLocalItems.categories.includes(parent.category) && '该类别之下不能增设本地事项。',
    !openToLocalItems.tiers.includes(parent.tier) && '本地事项只能设在一级或二级事项之下。',
  ];
  return refusals
    .filter((text) => text !== false)
    .map((text) => {
      const explanation = explain(place.pack, 'R-I11', { inputs: [{ name: '上级事项', value: parent.code }], text });
      return { code: 'NOT_ALLOWED_HERE', path: ['parentCode'], message: text, rule: 'R-I11', explanation };
    });
}

function checkIdentifier(identifier: string): UserError[] {
  if (/^[A-Z][A-Z0-9_]{1,63}$/.test(identifier)) return [];
  return [{ code: 'INVALID', path: ['identifier'], message: '英文标识应为大写字母、数字和下划线。', rule: 'R-I11' }];
}

/** An item that nobody could see would be hidden silently. */
function checkReach({ division }: Place, { levels }: ColumnValues): UserError[] {
  if (levels === undefined || levels.length === 0) return [];
  const own = adminLevels.indexOf(division.level);
  if (levels.every((level) => adminLevels.indexOf(level) >= own)) return [];
  const message = '本地事项的公开层级只能是本级及以下。';
  return [{ code: 'RULE_VIOLATION', path: ['columns', 'levels'], message, rule: 'R-I11' }];
}

/**
 * Numbers of retired and of proposed items count too: codes are never used again. An item under one of these begins
 * with the same letters; its own number does not count.
 */
async function nextCode(tx: Tx, parentCode: string, divisionCode: string): Promise<string> {
  const prefix = `${parentCode}-L${divisionCode}-`;
  const [row] = await tx.sql<{ used: number }>(
    `select coalesce(max(substr(code, length($1) + 1)::int), 0) as used
     from (select code from catalogue_item union all select code from catalogue_edition_item) taken
     where starts_with(code, $1) and substr(code, length($1) + 1) ~ '^[0-9]+$'`,
    [prefix],
  );
  return `${prefix}${String((row?.used ?? 0) + 1).padStart(2, '0')}`;
}
