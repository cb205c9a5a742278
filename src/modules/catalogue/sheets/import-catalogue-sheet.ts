import type { Tx } from '../../../platform/db/tx.js';
import { type UserError, UserErrors } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { addItems } from '../add-items.js';
import { addLocalItem } from '../add-local-item.js';
import { appendToField } from '../append-to-field.js';
import { openPlace } from '../editing/open-item.js';
import { refuseUnder } from '../editing/refuse-under.js';
import { findEdition } from '../editions/find-edition.js';
import { openEdition } from '../editions/open-edition.js';
import { previewEdition } from '../editions/preview-edition.js';
import { overrideField } from '../override-field.js';
import { resetField } from '../reset-field.js';
import { retireItem } from '../retire-item.js';
import { suppressItem } from '../suppress-item.js';
import { cellName } from './cell-text.js';
import { explainFault, faultOf } from './fault-cells.js';
import { readSheet, type ReadSheet, type SheetFault } from './read-sheet.js';
import type { SheetChange, SheetRequest } from './sheet-change.js';
import { sheetChanges, type SheetDifference } from './sheet-changes.js';
import { readSheetFile, type SheetFormat } from './sheet-file.js';
import { sheetLimits, unreadable } from './sheet-limits.js';

export interface ImportCatalogueSheet {
  readonly divisionCode: string;
  readonly format: SheetFormat;
  readonly content: Uint8Array;
  /** True: says what would happen, and changes nothing. */
  readonly dryRun: boolean;
  /** The edition that the changes are proposed in; a dry run may do without. */
  readonly editionId?: string | null;
}

export interface SheetReport {
  readonly dryRun: boolean;
  /** Items that the sheet holds. */
  readonly rows: number;
  /** Changes that the sheet asks for; all of them were proposed where there is no fault and it was no dry run. */
  readonly changes: number;
  readonly faults: readonly SheetFault[];
  /** Codes of leaves that the sheet does not have: they stay as they are. */
  readonly absent: readonly string[];
  readonly editionId: string | null;
}

/**
 * Reads a sheet in the layout of the standard table back, compares it with the division's catalogue and proposes the
 * differences in an edition, by the verbs that an editor would use. A sheet with faults proposes nothing, whatever else
 * it holds; every fault is told with its cell. Errors: those of `openPlace`, BAD_USER_INPUT for a file that is no
 * sheet; as data REQUIRED where there is neither an edition nor a dry run.
 */
export async function importCatalogueSheet(tx: Tx, actor: Actor, input: ImportCatalogueSheet): Promise<SheetReport> {
  const { divisionCode, dryRun } = input;
  const place = await openPlace(tx, actor, { ...input, roles: ['DISCLOSURE_OFFICE'] });
  if (input.editionId == null && !dryRun) {
    const message = '导入的变更须放入一份修订稿，请先起草修订稿，或者先试导入。';
    refuseUnder(place.pack, { code: 'REQUIRED', path: ['editionId'], message, rule: 'R-I13' });
  }
  const sheet = readSheet(await readSheetFile(input.content, input.format));
  await tx.sql('savepoint before_sheet');
  const editionId = input.editionId ?? (await openEdition(tx, actor, { divisionCode, title: '试导入' })).id;
  const { changes, faults, absent } = await applySheet(tx, actor, { divisionCode, editionId, sheet });
  const report: SheetReport = {
    dryRun,
    rows: sheet.items.length,
    changes: changes.length,
    faults: faults.map((fault) => explainFault(place.pack, fault)),
    absent,
    editionId: input.editionId ?? null,
  };
  if (dryRun || faults.length > 0) {
    await tx.sql('rollback to savepoint before_sheet');
    return report;
  }
  const details = { edition: editionId, rows: report.rows, changes: report.changes };
  await recordAudit(tx, actor, { verb: 'import-catalogue-sheet', subject: `catalogue:${divisionCode}`, details });
  return report;
}

interface Import {
  readonly divisionCode: string;
  readonly editionId: string;
  readonly sheet: ReadSheet;
}

async function applySheet(tx: Tx, actor: Actor, { divisionCode, editionId, sheet }: Import): Promise<SheetDifference> {
  const edition = await findEdition(tx, editionId);
  if (edition === null) throw new Error(`Edition ${editionId} has gone while it was held.`);
  const catalogue = await previewEdition(tx, edition);
  const { directory } = catalogue;
  const items = catalogue.effectiveItems(divisionCode);
  const { changes, absent, ...found } = sheetChanges({ divisionCode, directory, items }, sheet);
  const [added, changed] = partition(changes);
  if (changed.length > sheetLimits.changes) throw unreadable(`一次导入的变更不得超过${sheetLimits.changes}处。`);
  if (added.length > sheetLimits.items) throw unreadable(`一次导入的新增事项不得超过${sheetLimits.items}项。`);
  const faults = [...checkDivision(sheet, divisionCode), ...sheet.faults, ...found.faults];
  const target = { divisionCode, editionId };
  for (const change of changed) {
    await toldFaults(
      () => propose(tx, actor, { change, target }),
      (error) => faults.push(faultOf(change, error)),
    );
  }
  const asked = added.map(({ request }) => request.item);
  if (asked.length > 0) {
    await toldFaults(
      () => addItems(tx, actor, { ...target, items: asked }),
      (error) => {
        const [list, index, ...path] = error.path;
        const change = list === 'items' ? added[Number(index)] : undefined;
        if (change === undefined) throw new UserErrors([error]);
        faults.push(faultOf(change, { ...error, path }));
      },
    );
  }
  return { changes, absent, faults };
}

async function toldFaults(work: () => Promise<unknown>, tell: (error: UserError) => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    for (const one of error.errors) tell(one);
  }
}

type AddedItem = SheetChange & { readonly request: Extract<SheetRequest, { readonly verb: 'addItem' }> };
type ChangedItem = SheetChange & { readonly request: Exclude<SheetRequest, { readonly verb: 'addItem' }> };

/** Items of the standard catalogue are added all at once; whatever else a sheet asks for is asked of a verb each. */
function partition(changes: readonly SheetChange[]): [AddedItem[], ChangedItem[]] {
  const isAdded = (change: SheetChange): change is AddedItem => change.request.verb === 'addItem';
  const isChanged = (change: SheetChange): change is ChangedItem => !isAdded(change);
  return [changes.filter(isAdded), changes.filter(isChanged)];
}

function checkDivision(sheet: ReadSheet, divisionCode: string): SheetFault[] {
  if (sheet.divisionCode === null || sheet.divisionCode === divisionCode) return [];
  const message = `这是区划${sheet.divisionCode}的目录表，不能导入区划${divisionCode}。`;
  return [{ cell: cellName(1, 0), code: 'INVALID', rule: 'CAT-17', message }];
}

async function propose(
  tx: Tx,
  actor: Actor,
  { change, target }: { readonly change: ChangedItem; readonly target: Pick<Import, 'divisionCode' | 'editionId'> },
): Promise<unknown> {
  const { request, row } = change;
  const subject = { ...target, itemCode: change.itemCode ?? '', reason: row.reason ?? '' };
  switch (request.verb) {
    case 'overrideField':
      return overrideField(tx, actor, { ...subject, reason: row.reason, value: request.value });
    case 'appendToField':
      return appendToField(tx, actor, { ...subject, reason: row.reason, value: request.value });
    case 'resetField':
      return resetField(tx, actor, { ...subject, field: request.field });
    case 'suppressItem':
      return suppressItem(tx, actor, subject);
    case 'retireItem':
      return retireItem(tx, actor, subject);
    case 'addLocalItem': {
      const { parentCode, identifier, columns } = request;
      return addLocalItem(tx, actor, { ...target, parentCode, identifier, columns });
    }
  }
}
