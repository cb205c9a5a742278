import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { type UserError, UserErrors } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { openPlace, requireEdition } from '../editing/open-item.js';
import { refuseUnder } from '../editing/refuse-under.js';
import { divisionItems } from './division-items.js';
import { findTemplate, readTemplateRows, readTemplateUses } from './find-template.js';
import { rowRequests } from './row-differences.js';
import { changesNothing } from './row-requests.js';
import { refuseElsewhere } from './template-reach.js';
import { type RowTarget, type RowToTake, type TakenRow, takeRowOver } from './take-row-over.js';

export interface InstantiateTemplate {
  readonly divisionCode: string;
  readonly templateCode: string;
  /** The newest one where it is left out. */
  readonly templateVersion?: number | null;
  /** Keys of the rows; all of them where they are left out. */
  readonly keys?: readonly string[] | null;
  readonly editionId?: string | null;
}

export interface TakenTemplate {
  readonly templateCode: string;
  readonly version: number;
  readonly rows: readonly TakenRow[];
  /** Keys of rows that the division holds already: `acceptTemplateRow` brings them to a newer version. */
  readonly held: readonly string[];
}

/**
 * Takes rows of a template over (CAT-20): a row about an item that the division has holds that item by reference and
 * completes it, any other arrives as a local item; each remembers template and version. Where the level above approves,
 * what changes goes into an edition. Every fault of every row is named, under `rows.{key}`. Errors: those of
 * `openPlace`, NOT_FOUND for an unknown template; as data INVALID, NOT_ALLOWED_HERE where it was issued neither here
 * nor above, and those of the verbs.
 */
export async function instantiateTemplate(tx: Tx, actor: Actor, input: InstantiateTemplate): Promise<TakenTemplate> {
  const { divisionCode, templateCode, editionId = null } = input;
  const place = await openPlace(tx, actor, { divisionCode, editionId, roles: ['DISCLOSURE_OFFICE'] });
  const { level } = place.division;
  const template = await findTemplate(tx, templateCode);
  if (template === null) throw notFound();
  await refuseElsewhere(tx, place, template);
  const version = input.templateVersion ?? template.version;
  const rows = await readTemplateRows(tx, { code: templateCode, version });
  const unknown = (input.keys ?? []).filter((key) => !rows.some((row) => row.key === key));
  if (rows.length === 0 || unknown.length > 0) {
    const message =
      rows.length === 0 ? `模板没有第${version}版。` : `第${version}版没有这些行：${unknown.join('、')}。`;
    const path = [rows.length === 0 ? 'templateVersion' : 'keys'];
    refuseUnder(place.pack, { code: 'INVALID', path, message, rule: 'CAT-20' });
  }
  const wanted = rows.filter((row) => input.keys == null || input.keys.includes(row.key));
  const used = new Set((await readTemplateUses(tx, { code: templateCode, divisionCode })).map((use) => use.key));
  const items = await divisionItems(tx, { divisionCode, edition: place.edition });
  const taking = wanted
    .filter((row) => !used.has(row.key))
    .map((row): RowToTake => ({ row, item: items.get(row.itemCode ?? ''), before: undefined }));
  const changes = taking.some(
    ({ row, item }) =>
      item === undefined || !changesNothing(rowRequests(item, { before: undefined, after: row.columns, level })),
  );
  if (changes) requireEdition(place);
  const held = wanted.filter((row) => used.has(row.key)).map((row) => row.key);
  const taken = await takeAll(tx, actor, { taking, target: { divisionCode, level, templateCode, version, editionId } });
  await recordAudit(tx, actor, {
    verb: 'instantiate-template',
    subject: `template:${templateCode}`,
    details: { division: divisionCode, version, edition: editionId, rows: taken.length },
  });
  return { templateCode, version, rows: taken, held };
}

async function takeAll(
  tx: Tx,
  actor: Actor,
  { taking, target }: { readonly taking: readonly RowToTake[]; readonly target: RowTarget },
): Promise<TakenRow[]> {
  const taken: TakenRow[] = [];
  const faults: UserError[] = [];
  for (const one of taking) {
    try {
      taken.push(await takeRowOver(tx, actor, { ...one, target }));
    } catch (error) {
      if (!(error instanceof UserErrors)) throw error;
      faults.push(...error.errors.map((fault) => ({ ...fault, path: ['rows', one.row.key, ...fault.path] })));
    }
  }
  if (faults.length > 0) throw new UserErrors(faults);
  return taken;
}
