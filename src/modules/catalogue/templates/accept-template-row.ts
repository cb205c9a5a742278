import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { openPlace, type Place, requireEdition } from '../editing/open-item.js';
import { refuseUnder } from '../editing/refuse-under.js';
import type { EffectiveItem } from '../effective-item.js';
import { retireItem } from '../retire-item.js';
import { divisionItems } from './division-items.js';
import { findTemplate, readTemplateRows, readTemplateUses } from './find-template.js';
import { rowRequests } from './row-differences.js';
import { changesNothing } from './row-requests.js';
import { recordUse, requestRow, type RowTarget, type TakenRow, takeRowOver } from './take-row-over.js';
import { refuseElsewhere } from './template-reach.js';
import type { TemplateRow, TemplateUse } from './template.js';

export interface AcceptTemplateRow {
  readonly divisionCode: string;
  readonly templateCode: string;
  readonly key: string;
  /** The newest one where it is left out. */
  readonly templateVersion?: number | null;
  readonly editionId?: string | null;
}

/**
 * Brings one row that a division took over to a newer version of its template (CAT-20): what the row said is replaced
 * by what it says now, what the division added stays. A row that is new is taken over; the item of one that was dropped
 * ends, where it came with the row. Errors: those of `openPlace`, NOT_FOUND for an unknown template; as data INVALID,
 * DUPLICATE, NOT_ALLOWED_HERE where the template was issued neither here nor above, and those of the verbs.
 */
export async function acceptTemplateRow(tx: Tx, actor: Actor, input: AcceptTemplateRow): Promise<TakenRow> {
  const { divisionCode, templateCode, key, editionId = null } = input;
  const place = await openPlace(tx, actor, { divisionCode, editionId, roles: ['DISCLOSURE_OFFICE'] });
  const template = await findTemplate(tx, templateCode);
  if (template === null) throw notFound();
  await refuseElsewhere(tx, place, template);
  const version = input.templateVersion ?? template.version;
  const uses = await readTemplateUses(tx, { code: templateCode, divisionCode });
  const use = uses.find((one) => one.key === key && !one.pending);
  const rowAt = async (at: number): Promise<TemplateRow | undefined> =>
    (await readTemplateRows(tx, { code: templateCode, version: at })).find((row) => row.key === key);
  const row = version > template.version ? undefined : await rowAt(version);
  refuseUseless(place, { key, version, newest: template.version, use, known: row !== undefined });
  const before = use === undefined ? undefined : await rowAt(use.version);
  const items = await divisionItems(tx, { divisionCode, edition: place.edition });
  const { level } = place.division;
  const target: RowTarget = { divisionCode, level, templateCode, version, editionId };
  const item = items.get(use?.itemCode ?? row?.itemCode ?? '');
  const taken =
    row === undefined
      ? await drop(tx, actor, { place, target, item, key, before })
      : await take(tx, actor, { place, target, item, row, before });
  await recordAudit(tx, actor, {
    verb: 'accept-template-row',
    subject: `template:${templateCode}`,
    details: {
      division: divisionCode,
      key,
      version,
      from: use?.version ?? null,
      edition: editionId,
      item: taken.itemCode,
    },
  });
  return taken;
}

interface Taking {
  readonly place: Place;
  readonly target: RowTarget;
  readonly item: EffectiveItem | undefined;
}

function take(
  tx: Tx,
  actor: Actor,
  { place, before, ...one }: Taking & { readonly row: TemplateRow; readonly before: TemplateRow | undefined },
): Promise<TakenRow> {
  const change = { before: before?.columns, after: one.row.columns, level: place.division.level };
  if (one.item === undefined || !changesNothing(rowRequests(one.item, change))) requireEdition(place);
  return takeRowOver(tx, actor, { ...one, before: before?.columns });
}

/** Only what came with the row goes with it: an item of the catalogue is not the template's to end. */
async function drop(
  tx: Tx,
  actor: Actor,
  { place, target, item, key, before }: Taking & { readonly key: string; readonly before: TemplateRow | undefined },
): Promise<TakenRow> {
  const { divisionCode, level, editionId, templateCode, version } = target;
  const own = item !== undefined && item.local && item.definedAt === divisionCode;
  if (own) {
    requireEdition(place);
    const reason = `模板${templateCode}第${version}版不再包含该事项`;
    await retireItem(tx, actor, { divisionCode, editionId, itemCode: item.code, reason });
  }
  const completed = item === undefined || own ? null : { item, change: { before: before?.columns, after: {}, level } };
  if (completed !== null && !changesNothing(rowRequests(completed.item, completed.change))) requireEdition(place);
  const ended = { changed: own ? (['applicability'] as const) : [], left: [] };
  const done = completed === null ? ended : await requestRow(tx, actor, { ...completed, target });
  const itemCode = item?.code ?? '';
  await recordUse(tx, actor, { key, target, itemCode, proposed: done.changed.length > 0 });
  return { key, version, itemCode, added: false, ...done };
}

interface Asked {
  readonly key: string;
  readonly version: number;
  readonly newest: number;
  readonly use: TemplateUse | undefined;
  /** Whether the version has the row. */
  readonly known: boolean;
}

function refuseUseless(place: Place, { key, version, newest, use, known }: Asked): void {
  if (version > newest) {
    const message = `模板没有第${version}版，最新是第${newest}版。`;
    refuseUnder(place.pack, { code: 'INVALID', path: ['templateVersion'], message, rule: 'CAT-20' });
  }
  if (use === undefined && !known) {
    refuseUnder(place.pack, { code: 'INVALID', path: ['key'], message: `模板没有行“${key}”。`, rule: 'CAT-20' });
  }
  if (use !== undefined && use.version >= version) {
    const message = `该行已采用第${use.version}版，无须再接受。`;
    refuseUnder(place.pack, { code: 'DUPLICATE', path: ['templateVersion'], message, rule: 'CAT-20' });
  }
}
