import type { Tx } from '../../../platform/db/tx.js';
import type { Actor } from '../../identity/actor.js';
import type { AdminLevel } from '../../jurisdictions/directory.js';
import { addLocalItem } from '../add-local-item.js';
import { appendToField } from '../append-to-field.js';
import type { ColumnValues } from '../editing/check-columns.js';
import type { CatalogueField, EffectiveItem } from '../effective-item.js';
import { overrideField } from '../override-field.js';
import { resetField } from '../reset-field.js';
import { fittedTo } from './row-columns.js';
import { rowRequests } from './row-differences.js';
import type { RowChange } from './row-requests.js';
import { takeAdditionsBack } from './take-additions-back.js';
import type { TemplateRow } from './template.js';

export interface RowTarget {
  readonly divisionCode: string;
  readonly level: AdminLevel;
  readonly templateCode: string;
  readonly version: number;
  readonly editionId: string | null;
}

export interface RowToTake {
  readonly row: TemplateRow;
  /** The item that the row is about at the division; undefined where it has to be added. */
  readonly item: EffectiveItem | undefined;
  /** The row as the division took it over before. */
  readonly before: ColumnValues | undefined;
}

/** What taking one row over did. */
export interface TakenRow {
  readonly key: string;
  readonly itemCode: string;
  readonly version: number;
  /** Whether the item came with the row. */
  readonly added: boolean;
  readonly changed: readonly CatalogueField[];
  /** What the level above alone could change, and a body that the row names and only the division can choose. */
  readonly left: readonly CatalogueField[];
}

/**
 * Makes an item of a division say what a row of a template says, by the verbs that an editor would use, and records
 * which version of the row it holds. Errors as data: those of the verbs.
 */
export async function takeRowOver(
  tx: Tx,
  actor: Actor,
  { target, ...one }: RowToTake & { readonly target: RowTarget },
): Promise<TakenRow> {
  const { key } = one.row;
  const { item } = one;
  const done =
    item === undefined ? await add(tx, actor, { ...one, target }) : await change(tx, actor, { ...one, item, target });
  const proposed = done.added || done.changed.length > 0;
  await recordUse(tx, actor, { key, target, itemCode: done.itemCode, proposed });
  return { key, version: target.version, ...done };
}

export interface UseToRecord {
  readonly key: string;
  readonly target: RowTarget;
  readonly itemCode: string;
  /** False where nothing had to be changed: then it holds at once. */
  readonly proposed: boolean;
}

export async function recordUse(tx: Tx, actor: Actor, { key, target, itemCode, proposed }: UseToRecord): Promise<void> {
  const { divisionCode, templateCode, version, editionId } = target;
  await tx.sql(
    `insert into catalogue_template_use (id, division_code, template_code, key, version, item_code, edition_id, account_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (division_code, template_code, key, version) do update set item_code = excluded.item_code,
       edition_id = excluded.edition_id, account_id = excluded.account_id, at = excluded.at`,
    [
      tx.ids.uuid(),
      divisionCode,
      templateCode,
      key,
      version,
      itemCode,
      proposed ? editionId : null,
      actor.accountId,
      tx.clock.now(),
    ],
  );
}

type Done = Omit<TakenRow, 'key' | 'version'>;

async function add(
  tx: Tx,
  actor: Actor,
  { row, target }: { readonly row: TemplateRow; readonly target: RowTarget },
): Promise<Done> {
  const { divisionCode, editionId } = target;
  const { parentCode, identifier } = row;
  const columns = fittedTo(target.level, row.columns);
  const added = await addLocalItem(tx, actor, { divisionCode, editionId, parentCode, identifier, columns });
  return { itemCode: added.itemCodes[0] ?? '', added: true, changed: [], left: [] };
}

async function change(
  tx: Tx,
  actor: Actor,
  { item, row, before, target }: RowToTake & { readonly item: EffectiveItem; readonly target: RowTarget },
): Promise<Done> {
  const change = { before, after: row.columns, level: target.level };
  return { itemCode: item.code, added: false, ...(await requestRow(tx, actor, { item, change, target })) };
}

export interface RowToRequest {
  readonly item: EffectiveItem;
  readonly change: RowChange;
  readonly target: RowTarget;
}

/** Asks the verbs for what a row changes of an item: first what goes, then what comes. */
export async function requestRow(
  tx: Tx,
  actor: Actor,
  { item, change, target }: RowToRequest,
): Promise<Pick<TakenRow, 'changed' | 'left'>> {
  const { withdrawals, resets, overrides, additions, left } = rowRequests(item, change);
  const reason = `模板${target.templateCode}第${target.version}版`;
  const subject = { divisionCode: target.divisionCode, editionId: target.editionId, itemCode: item.code, reason };
  const changed: CatalogueField[] = [];
  for (const value of withdrawals) {
    const taken = await takeAdditionsBack(tx, actor, { ...subject, value });
    if (taken !== null) changed.push(taken.field);
  }
  for (const field of resets) changed.push((await resetField(tx, actor, { ...subject, field })).field);
  for (const value of overrides) changed.push((await overrideField(tx, actor, { ...subject, value })).field);
  for (const value of additions) changed.push((await appendToField(tx, actor, { ...subject, value })).field);
  return { changed: [...new Set(changed)], left };
}
