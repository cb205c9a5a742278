import type { Sql } from '../../../platform/db/sql.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { findDivision } from '../../jurisdictions/find-division.js';
import type { AdminLevel } from '../../jurisdictions/directory.js';
import type { CatalogueField, EffectiveItem } from '../effective-item.js';
import { columnFields, type ColumnField } from '../editing/check-columns.js';
import { fieldPolicies } from '../field-policy.js';
import { divisionItems } from './division-items.js';
import { findTemplate, readTemplateRows, readTemplateUses } from './find-template.js';
import { printColumn } from './print-column.js';
import { columnsOfItem, differingFields } from './row-columns.js';
import { rowDepartures } from './row-departures.js';
import type { Template, TemplateRow, TemplateUse } from './template.js';

/**
 * CHANGED: the newest version says something else. DEPARTED: it says the same, but the item does not, since the
 * division or a level above says otherwise. NEW: not taken over. DROPPED: no longer in the newest version.
 */
export const driftStates = ['CURRENT', 'DEPARTED', 'CHANGED', 'NEW', 'DROPPED'] as const;
export type DriftState = (typeof driftStates)[number];

/** One column of a row, in words. */
export interface DriftDifference {
  readonly field: CatalogueField;
  readonly label: string;
  /** As the version that was taken over says it. */
  readonly taken: string;
  readonly newest: string;
  /** As it holds at the division now; null where the division does not have the item. */
  readonly current: string | null;
  /** Whether the item says something else than the version that was taken over. */
  readonly departed: boolean;
}

export interface DriftRow {
  readonly key: string;
  readonly name: string;
  readonly state: DriftState;
  /** The item that the row is at the division. */
  readonly itemCode: string | null;
  readonly takenVersion: number | null;
  /** A version that waits in an edition to be published. */
  readonly pendingVersion: number | null;
  readonly differences: readonly DriftDifference[];
}

export interface TemplateDrift {
  readonly divisionCode: string;
  readonly template: Template;
  readonly rows: readonly DriftRow[];
}

/**
 * How what a division took over stands to the newest version of a template, row by row and column by column (CAT-20).
 */
export async function templateDrift(
  db: Sql,
  { divisionCode, templateCode }: { readonly divisionCode: string; readonly templateCode: string },
): Promise<TemplateDrift> {
  const template = await findTemplate(db, templateCode);
  const division = await findDivision(db, divisionCode);
  if (template === null || division === null) throw notFound();
  const newest = await readTemplateRows(db, { code: templateCode, version: template.version });
  const uses = Map.groupBy(await readTemplateUses(db, { code: templateCode, divisionCode }), (use) => use.key);
  const items = await divisionItems(db, { divisionCode, edition: null });
  const versions = new Map<number, readonly TemplateRow[]>([[template.version, newest]]);
  const rowAt = async (key: string, version: number): Promise<TemplateRow | undefined> => {
    const rows = versions.get(version) ?? (await readTemplateRows(db, { code: templateCode, version }));
    versions.set(version, rows);
    return rows.find((row) => row.key === key);
  };
  const keys = new Set([...newest.map((row) => row.key), ...uses.keys()]);
  const rows: DriftRow[] = [];
  for (const key of keys) {
    const ofKey = uses.get(key) ?? [];
    const use = ofKey.find((one) => !one.pending);
    const before = use === undefined ? undefined : await rowAt(key, use.version);
    const after = newest.find((row) => row.key === key);
    const shown = after ?? before ?? (await rowAt(key, ofKey[0]?.version ?? 0));
    // What was dropped and accepted as such has no row in the version that it was accepted at.
    if (shown === undefined) continue;
    const item = items.get(use?.itemCode ?? shown.itemCode ?? '');
    rows.push(
      rowOf({ level: division.level, shown, use, before, after, item, pending: ofKey.find((one) => one.pending) }),
    );
  }
  return { divisionCode, template, rows };
}

interface Compared {
  readonly level: AdminLevel;
  readonly shown: TemplateRow;
  readonly use: TemplateUse | undefined;
  readonly before: TemplateRow | undefined;
  readonly after: TemplateRow | undefined;
  readonly item: EffectiveItem | undefined;
  readonly pending: TemplateUse | undefined;
}

function rowOf(compared: Compared): DriftRow {
  const { shown, use, before, after, item, pending } = compared;
  // What was dropped and comes again is new.
  const taken = before === undefined && after !== undefined ? undefined : use;
  const changed = before === undefined || after === undefined ? [] : differingFields(before.columns, after.columns);
  const departed = before === undefined || after === undefined ? [] : departuresOf(compared, before);
  const ended = departed.filter((field) => field === 'applicability');
  return {
    key: shown.key,
    name: shown.columns.name ?? '',
    state: stateOf({ taken: taken !== undefined, dropped: after === undefined, changed, departed }),
    itemCode: taken?.itemCode ?? item?.code ?? null,
    takenVersion: taken?.version ?? null,
    pendingVersion: pending?.version ?? null,
    differences: [
      ...columnFields
        .filter((field) => changed.includes(field) || departed.includes(field))
        .map((field) => ({
          field,
          label: fieldPolicies[field].label,
          taken: printColumn(before?.columns ?? {}, field),
          newest: printColumn(after?.columns ?? {}, field),
          current: item === undefined ? null : printCurrent(item, field),
          departed: departed.includes(field),
        })),
      ...ended.map((field) => ({
        field,
        label: fieldPolicies[field].label,
        taken: '适用',
        newest: '适用',
        current: item === undefined ? null : '不适用',
        departed: true,
      })),
    ],
  };
}

/** What the division holds is compared with what it took over: what is newer than that it has not seen. */
function departuresOf({ item, level }: Compared, before: TemplateRow): readonly CatalogueField[] {
  if (item === undefined || item.applicability !== 'APPLICABLE') return ['applicability'];
  return rowDepartures(item, before.columns, level);
}

interface Standing {
  readonly taken: boolean;
  readonly dropped: boolean;
  readonly changed: readonly CatalogueField[];
  readonly departed: readonly CatalogueField[];
}

function stateOf({ taken, dropped, changed, departed }: Standing): DriftState {
  if (!taken) return 'NEW';
  if (dropped) return 'DROPPED';
  if (changed.length > 0) return 'CHANGED';
  return departed.length > 0 ? 'DEPARTED' : 'CURRENT';
}

function printCurrent(item: EffectiveItem, field: ColumnField): string {
  const resolved = field === 'responsibility' ? item.responsibility?.explanation.text : undefined;
  return resolved ?? printColumn(columnsOfItem(item), field);
}
