import type { ItemInput } from '../src/modules/catalogue/add-items.js';
import type { ElementValue, FieldValues } from '../src/modules/catalogue/catalogue-fact.js';
import type { ColumnValues } from '../src/modules/catalogue/editing/check-columns.js';
import {
  type Assignment,
  catalogueCategories,
  type Channel,
  channels,
  elementTypes,
} from '../src/modules/catalogue/effective-item.js';
import { adminLevels } from '../src/modules/jurisdictions/directory.js';
import { type Citation, type Term, termKinds, termPeriods, termTriggers } from '../src/modules/rules/term.js';
import { named } from '../src/platform/db/named.js';
import { dataFile } from './data-file.js';
import { stableId } from './stable-id.js';

interface ElementLine {
  readonly id: string;
  readonly nameZh: string;
  readonly type: string;
  readonly required: boolean;
  readonly values?: readonly string[];
}

interface CitationLine {
  readonly title: string;
  readonly docNo: string | null;
  readonly clause: string | null;
}

export interface TermLine {
  readonly kind: string;
  readonly n: number | null;
  readonly unit: string | null;
  readonly trigger: string;
  readonly severity?: 'HARD' | 'SOFT';
  readonly citation?: CitationLine;
  readonly period?: string;
  readonly fixedDates?: NonNullable<Term['fixedDates']>;
  readonly hardLimit?: TermLine;
}

/** An item as the data file writes it; a grouping item has no columns. */
export interface ItemLine {
  readonly code: string;
  readonly parent?: string;
  readonly isLeaf: boolean;
  readonly category: string;
  readonly field?: string;
  readonly nameZh: string;
  readonly idEn: string;
  readonly elements?: readonly ElementLine[];
  readonly bases?: readonly CitationLine[];
  readonly term?: TermLine;
  readonly responsible?: { readonly function?: string; readonly body?: string; readonly eachBody?: boolean };
  readonly channels?: readonly string[];
  readonly audience?: { readonly kind: string; readonly description?: string };
  readonly levels?: readonly string[];
  readonly note?: string;
}

export interface LocalLine extends ItemLine {
  readonly division: string;
  readonly parent: string;
}

interface Change {
  readonly id: string;
  readonly division: string;
  readonly item: string;
  readonly reason: string;
  readonly status: 'APPROVED' | 'REJECTED';
}

/** What a lower level changed, told apart by `kind`. */
export type OverrideLine = Change &
  (
    | { readonly kind: 'SHORTEN_DEADLINE'; readonly value: TermLine }
    | { readonly kind: 'ADD_ELEMENT'; readonly value: ElementLine }
    | { readonly kind: 'ADD_CHANNEL'; readonly value: Readonly<Record<string, boolean>> }
    | { readonly kind: 'NOT_APPLICABLE'; readonly value: string }
  );

/** The city's 122 items in display order. */
export function catalogueLines(): readonly ItemLine[] {
  return JSON.parse(dataFile('catalogue.json'));
}

export function lowerLines(): {
  readonly overrides: readonly OverrideLine[];
  readonly localLeaves: readonly LocalLine[];
} {
  return JSON.parse(dataFile('overrides.json'));
}

/** How far a division's edition got, and with what opinion it came back. */
export interface EditionLine {
  readonly division: string;
  readonly title: string;
  readonly state: 'DRAFT' | 'UPPER_REVIEW' | 'RETURNED' | 'PUBLISHED';
  readonly opinion?: string;
  readonly note?: { readonly item: string; readonly text: string };
}

/** One edition for each worked division, upper levels first. */
export function editionLines(): readonly EditionLine[] {
  return JSON.parse(dataFile('editions.json'));
}

export function itemOf(line: ItemLine): ItemInput {
  return {
    code: line.code,
    parentCode: line.parent ?? null,
    category: named(catalogueCategories, line.category),
    isLeaf: line.isLeaf,
    identifier: line.idEn,
    pilotField: line.field ?? null,
    columns: line.isLeaf ? columnsOf(line) : { name: line.nameZh, ...(line.note ? { note: line.note } : {}) },
  };
}

export function columnsOf(line: ItemLine): ColumnValues {
  return {
    name: line.nameZh,
    elements: (line.elements ?? []).map(elementOf),
    bases: (line.bases ?? []).map(citationOf),
    deadline: line.term === undefined ? null : termOf(line.term),
    responsibility: responsibilityOf(line),
    channels: (line.channels ?? []).map(channelOf),
    audience: { specific: line.audience?.description ?? null },
    levels: (line.levels ?? []).map((level) => named(adminLevels, level)),
    note: line.note ?? null,
  };
}

const typeOf: Readonly<Record<string, ElementValue['type']>> = { richtext: 'RICH_TEXT' };

export function elementOf(line: ElementLine): ElementValue {
  return {
    id: line.id,
    name: line.nameZh,
    identifier: line.id.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
    type: typeOf[line.type] ?? named(elementTypes, line.type.toUpperCase()),
    required: line.required,
    values: line.values ?? [],
  };
}

const unitOf: Readonly<Record<string, NonNullable<Term['unit']>>> = { WD: 'WORKING_DAY', D: 'DAY', H: 'HOUR' };

/** A unit that is missing goes with no amount: same-time and fixed-date terms count nothing. */
export function termOf(line: TermLine): Term {
  const unit = line.unit === null ? null : (unitOf[line.unit] ?? null);
  return {
    kind: named(termKinds, line.kind.toUpperCase()),
    trigger: named(termTriggers, line.trigger),
    amount: unit === null ? null : line.n,
    unit,
    ...(line.severity === undefined ? {} : { severity: line.severity }),
    ...(line.citation === undefined ? {} : { citation: citationOf(line.citation) }),
    ...(line.period === undefined ? {} : { period: named(termPeriods, line.period) }),
    ...(line.fixedDates === undefined ? {} : { fixedDates: line.fixedDates }),
    ...(line.hardLimit === undefined ? {} : { hardLimit: termOf(line.hardLimit) }),
  };
}

export function channelOf(name: string): Channel {
  return named(channels, name);
}

function citationOf({ title, docNo, clause }: CitationLine): Citation {
  return { title, docNo, clause };
}

function responsibilityOf({ code, responsible }: ItemLine): FieldValues['responsibility'] {
  const each: Pick<Assignment, 'eachBody'> = responsible?.eachBody === true ? { eachBody: true } : {};
  if (responsible?.body !== undefined) return { bodyId: stableId('body', responsible.body), ...each };
  if (responsible?.function !== undefined) return { function: responsible.function, ...each };
  throw new Error(`The catalogue names nobody for ${code}.`);
}
