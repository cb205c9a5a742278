import { type AdminLevel, adminLevels, type Directory } from '../../jurisdictions/directory.js';
import type { Term } from '../../rules/term.js';
import type { BasisValue, ElementValue } from '../catalogue-fact.js';
import { type CatalogueCategory, type Channel, channels, type EffectiveItem } from '../effective-item.js';
import { plainOrNull, plainText } from './cell-text.js';

export type SheetElement = Pick<ElementValue, 'id' | 'name' | 'type' | 'required' | 'values'>;

/** One leaf as a sheet says it: what is printed of a catalogue, and what is read back. Texts are plain. */
export interface SheetItem {
  /** Null for a leaf that the catalogue does not have yet. */
  readonly code: string | null;
  readonly identifier: string;
  readonly category: CatalogueCategory;
  /** Names from the first tier down to the leaf itself. */
  readonly path: readonly string[];
  readonly elements: readonly SheetElement[];
  readonly bases: readonly BasisValue[];
  readonly deadline: Term | null;
  readonly body: string | null;
  readonly eachBody: boolean;
  readonly channels: readonly Channel[];
  /** Null = all of society; empty = somebody who is not described. */
  readonly specific: string | null;
  readonly levels: readonly AdminLevel[];
  readonly note: string | null;
  readonly applicability: EffectiveItem['applicability'];
}

/** What names of a catalogue's surroundings are printed as. */
export interface SheetNames {
  /** The name of an item of the same catalogue. */
  readonly itemName: (code: string) => { readonly name: string; readonly parentCode: string | null } | undefined;
  readonly bodyName: (bodyId: string) => string;
}

export function sheetNames(items: readonly EffectiveItem[], directory: Directory): SheetNames {
  const byCode = new Map(items.map((item) => [item.code, item]));
  return { itemName: (code) => byCode.get(code), bodyName: bodyNames(directory) };
}

/** A body is named by its registered name; where two bear it, with its short name in the register. */
export function bodyNames(directory: Directory): (bodyId: string) => string {
  const bearers = Map.groupBy(directory.bodies(), ({ name }) => plainText(name));
  return (bodyId) => {
    const body = directory.body(bodyId);
    if (body === undefined) return bodyId;
    const name = plainText(body.name);
    return bearers.get(name)?.length === 1 ? name : `${name}〔${body.slug}〕`;
  };
}

/** The leaves of a division's catalogue, in its order. */
export function sheetItems(items: readonly EffectiveItem[], directory: Directory): SheetItem[] {
  const names = sheetNames(items, directory);
  return items.filter((item) => item.isLeaf).map((item) => sheetItemOf(item, names));
}

export function sheetItemOf(item: EffectiveItem, names: SheetNames): SheetItem {
  return {
    code: item.code,
    identifier: item.identifier,
    category: item.category,
    path: pathOf(item, names),
    elements: item.elements.map(plainElement),
    bases: item.bases.map(plainBasis).filter((basis) => basis !== null),
    deadline: item.deadline === null ? null : plainTerm(item.deadline.term),
    body: item.responsibility === null ? null : names.bodyName(item.responsibility.bodyId),
    eachBody: item.responsibility?.eachBody === true,
    channels: item.channels.filter((one) => one.ticked).map((one) => one.channel),
    specific: item.audience.allSociety ? null : plainText(item.audience.specific),
    levels: adminLevels.filter((level) => item.levels.includes(level)),
    note: plainOrNull(item.note),
    applicability: item.applicability,
  };
}

/** Names from the first tier down to the item itself. */
export function pathOf(item: EffectiveItem, { itemName }: SheetNames): string[] {
  const path = [plainText(item.name)];
  let above = item.parentCode;
  while (above !== null) {
    const parent = itemName(above);
    path.unshift(plainText(parent?.name));
    above = parent?.parentCode ?? null;
  }
  return path;
}

export function plainElement(element: SheetElement): SheetElement {
  const { id, type, required } = element;
  return { id, name: plainText(element.name), type, required, values: element.values.map(plainText) };
}

/** Null for a basis that says nothing. */
export function plainBasis({ title, docNo, clause }: BasisValue): BasisValue | null {
  const basis = { title: plainText(title), docNo: plainOrNull(docNo), clause: plainOrNull(clause) };
  return basis.title === '' && basis.docNo === null && basis.clause === null ? null : basis;
}

/** Without what means the same as not being there: HARD is how every term is that does not say so. */
export function plainTerm(term: Term): Term {
  const { kind, trigger, severity, citation, period, fixedDates, hardLimit } = term;
  const counted = term.amount !== null && term.unit !== null;
  const basis = citation ? plainBasis(citation) : null;
  return {
    kind,
    trigger,
    amount: counted ? term.amount : null,
    unit: counted ? term.unit : null,
    ...(severity === 'SOFT' ? { severity } : {}),
    ...(basis === null || basis.title === '' ? {} : { citation: oneLine(basis) }),
    ...(period ? { period } : {}),
    ...(fixedDates ? { fixedDates } : {}),
    ...(hardLimit ? { hardLimit: plainTerm(hardLimit) } : {}),
  };
}

function oneLine({ title, docNo, clause }: BasisValue): BasisValue {
  const line = (text: string | null): string | null => text?.replaceAll('\n', ' ') ?? null;
  return { title: title.replaceAll('\n', ' '), docNo: line(docNo), clause: line(clause) };
}

/** In the order of the table. */
export function inTableOrder(ticked: ReadonlySet<Channel>): Channel[] {
  return channels.filter((channel) => ticked.has(channel));
}
