import { isDeepStrictEqual } from 'node:util';
import type { Additions } from '../editing/check-additions.js';
import type { BasisValue, ElementValue } from '../catalogue-fact.js';
import type { Channel, EffectiveItem, FactOrigin } from '../effective-item.js';
import type { AskedChange } from './sheet-change.js';
import type { SheetColumn } from './sheet-columns.js';
import { inTableOrder, plainBasis, plainElement, type SheetElement } from './sheet-item.js';

/** What becomes of a list: which of its lines are inherited decides whether it is set anew or only added to. */
interface ListChange<Line> {
  /** Lines of levels above, first in every list. */
  readonly upper: readonly Line[];
  /** What the division itself added. */
  readonly own: readonly Line[];
  readonly wanted: readonly Line[];
  readonly column: SheetColumn;
  readonly field: 'elements' | 'bases' | 'channels';
  /** The whole list, set anew: what the defining division does, and what is refused to others. */
  readonly whole: AskedChange['request'];
  readonly added: (lines: readonly Line[]) => Additions;
}

function listChanges<Line>(change: ListChange<Line>, definesItem: boolean): AskedChange[] {
  const { upper, own, wanted, column } = change;
  if (isDeepStrictEqual(wanted, [...upper, ...own])) return [];
  const kept = isDeepStrictEqual(wanted.slice(0, upper.length), upper);
  if (definesItem || !kept) return [{ request: change.whole, column }];
  const mine = wanted.slice(upper.length);
  const append = (lines: readonly Line[], skipped: number): AskedChange[] =>
    lines.length === 0 ? [] : [{ request: { verb: 'appendToField', value: change.added(lines) }, column, skipped }];
  if (isDeepStrictEqual(mine.slice(0, own.length), own))
    return append(mine.slice(own.length), upper.length + own.length);
  return [{ request: { verb: 'resetField', field: change.field }, column }, ...append(mine, upper.length)];
}

function partsOf<Line extends { readonly origin: FactOrigin }>(lines: readonly Line[], divisionCode: string) {
  const isOwn = ({ origin }: Line): boolean => origin.divisionCode === divisionCode;
  return { upper: lines.filter((line) => !isOwn(line)), own: lines.filter(isOwn) };
}

export function elementChanges(item: EffectiveItem, wanted: readonly SheetElement[] | undefined): AskedChange[] {
  if (wanted === undefined) return [];
  const { upper, own } = partsOf(item.elements, item.divisionCode);
  const known = new Map(item.elements.map(({ id, identifier }) => [id, identifier]));
  const values = (lines: readonly SheetElement[]): ElementValue[] =>
    lines.map((line) => ({ ...line, identifier: known.get(line.id) ?? identifierOf(line.id) }));
  return listChanges(
    {
      upper: upper.map(plainElement),
      own: own.map(plainElement),
      wanted,
      column: 'elementName',
      field: 'elements',
      whole: { verb: 'overrideField', value: { elements: values(wanted) } },
      added: (lines) => ({ elements: values(lines) }),
    },
    item.definedAt === item.divisionCode,
  );
}

/** As everywhere in the catalogue: `officePhone` is OFFICE_PHONE. */
export function identifierOf(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

export function basisChanges(item: EffectiveItem, wanted: readonly BasisValue[] | undefined): AskedChange[] {
  if (wanted === undefined) return [];
  const { upper, own } = partsOf(item.bases, item.divisionCode);
  const plain = (lines: readonly BasisValue[]): BasisValue[] => lines.flatMap((line) => plainBasis(line) ?? []);
  return listChanges(
    {
      upper: plain(upper),
      own: plain(own),
      wanted,
      column: 'basisTitle',
      field: 'bases',
      whole: { verb: 'overrideField', value: { bases: wanted } },
      added: (lines) => ({ bases: lines }),
    },
    item.definedAt === item.divisionCode,
  );
}

/** Boxes have no order of their own: those of the levels above count first, whatever stands between. */
export function channelChanges(item: EffectiveItem, wanted: readonly Channel[] | undefined): AskedChange[] {
  if (wanted === undefined) return [];
  const parts = partsOf(
    item.channels.filter((one) => one.ticked),
    item.divisionCode,
  );
  const upper = parts.upper.map((one) => one.channel);
  const ticked = new Set(wanted);
  const kept = upper.every((channel) => ticked.has(channel));
  return listChanges(
    {
      upper,
      own: parts.own.map((one) => one.channel),
      wanted: kept ? [...upper, ...wanted.filter((channel) => !upper.includes(channel))] : wanted,
      column: 'channel GOVERNMENT_WEBSITE',
      field: 'channels',
      whole: { verb: 'overrideField', value: { channels: inTableOrder(ticked) } },
      added: (lines) => ({ channels: lines }),
    },
    item.definedAt === item.divisionCode,
  );
}
