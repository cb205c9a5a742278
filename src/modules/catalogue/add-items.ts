import type { Tx } from '../../platform/db/tx.js';
import type { UserError } from '../../platform/errors/user-errors.js';
import type { Actor } from '../identity/actor.js';
import { recordAudit } from '../identity/record-audit.js';
import { readHead } from '../ledger/read-head.js';
import type { Sequence } from '../ledger/sequence.js';
import { explain } from '../rules/packs.js';
import type { CatalogueItem } from './catalogue-fact.js';
import { checkColumns, checkComplete, columnFields, type ColumnValues } from './editing/check-columns.js';
import { checkResponsibility } from './editing/check-responsibility.js';
import { holdBranches, inDeadBranch } from './editing/dead-branches.js';
import { isLocalCode } from './editing/item-code.js';
import { lockTree, nextPosition } from './editing/lock-tree.js';
import { definingFacts } from './editing/new-item.js';
import { openPlace, type Place } from './editing/open-item.js';
import { refuseUnder } from './editing/refuse-under.js';
import { writeFacts } from './editing/write-facts.js';
import { endingsOf } from './editions/edition-changes.js';
import { readProposedItems } from './editions/edition-items.js';
import { type ItemProposal, proposeItems } from './editions/propose-items.js';
import { type CatalogueCategory, catalogueCategories } from './effective-item.js';
import { readItems } from './read-catalogue.js';

/** An item of the standard catalogue; `columns` of a leaf hold all columns, of a grouping item its name. */
export interface ItemInput {
  readonly code: string;
  readonly parentCode?: string | null;
  readonly category: CatalogueCategory;
  readonly isLeaf: boolean;
  readonly identifier: string;
  readonly pilotField?: string | null;
  readonly columns: ColumnValues;
}

export interface AddItems {
  /** The division at the top of the tree. */
  readonly divisionCode: string;
  /** The edition that the items are proposed in; left out where they are published at once. */
  readonly editionId?: string | null;
  /** In display order; parents before their children. */
  readonly items: readonly ItemInput[];
}

export interface AddedItems {
  readonly divisionCode: string;
  readonly itemCodes: readonly string[];
  /** Null for what is only proposed. */
  readonly sequence: Sequence | null;
  readonly at: Date;
}

interface KnownItem extends Pick<CatalogueItem, 'category' | 'tier' | 'isLeaf'> {
  /** Whether items may be put under it; a code is taken even where they may not. */
  readonly stands: boolean;
}
type Known = ReadonlyMap<string, KnownItem>;

/**
 * Defines items of the standard catalogue, all in one release or in one edition. Only the top level does: others add
 * local items. Every fault of every item is named, under `items.{index}`. Errors as data: REQUIRED, INVALID, DUPLICATE,
 * RULE_VIOLATION, NOT_ALLOWED_HERE; rules CAT-01, CAT-09, CAT-10, CAT-14, CAT-16, R-D02, R-D03, R-H01, R-I06, R-I11.
 */
export async function addItems(tx: Tx, actor: Actor, input: AddItems): Promise<AddedItems> {
  const place = await openPlace(tx, actor, { ...input, roles: ['DISCLOSURE_OFFICE'] });
  await lockTree(tx);
  if (place.upper !== null) {
    const message = '标准目录由最上级设定；本级可以增设本地事项。';
    const inputs = [{ name: '标准目录由其设定', value: place.chain[0]?.name ?? place.upper.name }];
    refuseUnder(place.pack, { code: 'NOT_ALLOWED_HERE', path: ['divisionCode'], message, rule: 'R-I11', inputs });
  }
  const known = await readKnown(tx, place, input.items);
  const faults: UserError[] = [];
  const added: ItemProposal[] = [];
  for (const [index, line] of input.items.entries()) {
    const found = [...checkLine(place, line, known), ...(await checkBody(tx, place, line))];
    faults.push(...found.map((fault) => ({ ...fault, path: ['items', String(index), ...fault.path] })));
    const tier = (known.get(line.parentCode ?? '')?.tier ?? 0) + 1;
    const { code, category, isLeaf, identifier, parentCode = null, pilotField = null } = line;
    const definedAt = place.division.code;
    const item = { code, category, isLeaf, identifier, parentCode, pilotField, tier, definedAt, local: false };
    const columns = isLeaf ? { note: null, ...line.columns } : line.columns;
    added.push({ item, facts: definingFacts(item, columns) });
    known.set(code, { category, isLeaf, tier, stands: true });
  }
  const [first, ...rest] = added.map(({ item }) => item.code);
  if (faults.length > 0) refuseUnder(place.pack, ...faults);
  if (first === undefined) {
    refuseUnder(place.pack, { code: 'REQUIRED', path: ['items'], message: '请至少填写一个事项。', rule: 'CAT-01' });
  }
  const { edition } = place;
  await recordAudit(tx, actor, {
    verb: 'add-items',
    subject: `catalogue:${place.division.code}`,
    details: { codes: [first, ...rest], ...(edition === null ? {} : { edition: edition.id }) },
  });
  const subject = { divisionCode: place.division.code, itemCodes: [first, ...rest] as const };
  if (edition !== null) {
    await proposeItems(tx, actor, { edition, added });
    return { ...subject, sequence: null, at: tx.clock.now() };
  }
  const start = await nextPosition(tx);
  const { sequence, at } = await writeFacts(tx, actor, {
    ...subject,
    items: added.map(({ item }, index) => ({ ...item, position: start + index })),
    open: added.flatMap(({ facts }) => facts),
  });
  return { ...subject, sequence, at };
}

/** What stands, what has ended and what editions propose: a proposed item is there for its own edition alone. */
async function readKnown(tx: Tx, { edition }: Place, lines: readonly ItemInput[]): Promise<Map<string, KnownItem>> {
  const { sequence: at } = await readHead(tx);
  const itemCodes = lines.flatMap((line) => [line.code, line.parentCode ?? line.code]);
  await holdBranches(tx, itemCodes);
  const published = await readItems(tx, { at, itemCodes });
  const dead = await inDeadBranch(tx, itemCodes, await endingsOf(tx, edition));
  const proposed = await readProposedItems(tx, itemCodes);
  return new Map<string, KnownItem>([
    ...published.map((item) => [item.code, { ...item, stands: !dead.has(item.code) }] as const),
    ...proposed.map((item) => [item.code, { ...item, stands: item.editionId === edition?.id }] as const),
  ]);
}

function checkLine(place: Place, line: ItemInput, known: Known): UserError[] {
  const faults: UserError[] = [...checkCode(line, known), ...checkParent(line, known)];
  if (!catalogueCategories.includes(line.category)) {
    faults.push({ code: 'INVALID', path: ['category'], message: `未知的类别“${line.category}”。`, rule: 'CAT-02' });
  }
  if (!/^[A-Z][A-Z0-9_]{1,63}$/.test(line.identifier)) {
    faults.push({
      code: 'INVALID',
      path: ['identifier'],
      message: '英文标识应为大写字母、数字和下划线。',
      rule: 'R-I11',
    });
  }
  return [...faults, ...checkItemColumns(place, line)];
}

/** CAT-01 and the rule of each column; a grouping item has a name, and may have levels and a note. */
export function checkItemColumns(
  place: Place,
  line: { readonly isLeaf: boolean; readonly columns: ColumnValues },
): UserError[] {
  const { columns, isLeaf } = line;
  const { name, levels, note } = columns;
  const group = {
    name: name ?? null,
    ...(levels === undefined ? {} : { levels }),
    ...(note === undefined ? {} : { note }),
  };
  const allowed: readonly string[] = ['name', 'levels', 'note'];
  const stray = columnFields.some((field) => columns[field] !== undefined && !allowed.includes(field));
  const faults = isLeaf ? checkComplete(place.pack, columns) : [];
  if (!isLeaf && stray) {
    const text = '分类项只有名称、层级和备注，其余栏目在末级事项上填写。';
    const explanation = explain(place.pack, 'CAT-03', { text });
    faults.push({ code: 'NOT_ALLOWED_HERE', path: ['columns'], message: text, rule: 'CAT-03', explanation });
  }
  const checked = [...faults, ...checkColumns(place.pack, isLeaf ? columns : group)];
  return checked.map((fault) => (fault.path[0] === 'columns' ? fault : { ...fault, path: ['columns', ...fault.path] }));
}

/** R-I06 for the columns of a new item. */
export async function checkBody(tx: Tx, place: Place, line: { readonly columns: ColumnValues }): Promise<UserError[]> {
  const { responsibility } = line.columns;
  if (!responsibility) return [];
  const fault = await checkResponsibility(tx, place, responsibility);
  return fault === null ? [] : [{ ...fault, path: ['columns', ...fault.path] }];
}

function checkCode(line: ItemInput, known: Known): UserError[] {
  const path = ['code'];
  if (known.has(line.code)) {
    return [{ code: 'DUPLICATE', path, message: `编码“${line.code}”已使用；编码不重复使用。`, rule: 'R-I11' }];
  }
  if (isLocalCode(line.code)) {
    return [{ code: 'INVALID', path, message: '“-L”编码由系统分配给本地事项。', rule: 'R-I11' }];
  }
  if (/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/.test(line.code) && line.code.length <= 40) return [];
  return [{ code: 'INVALID', path, message: '编码应为大写字母和数字，以“-”分段。', rule: 'R-I11' }];
}

function checkParent(line: ItemInput, known: Known): UserError[] {
  if (line.parentCode == null) return [];
  const path = ['parentCode'];
  const parent = known.get(line.parentCode);
  if (parent === undefined || !parent.stands) {
    return [{ code: 'INVALID', path, message: `上级事项“${line.parentCode}”不存在或已停用。`, rule: 'CAT-03' }];
  }
  if (parent.isLeaf) return [{ code: 'INVALID', path, message: '末级事项之下不能再设标准事项。', rule: 'CAT-03' }];
  const message = '类别应与上级事项一致。';
  return parent.category === line.category ? [] : [{ code: 'INVALID', path: ['category'], message, rule: 'CAT-02' }];
}
