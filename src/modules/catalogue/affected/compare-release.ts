import type { Directory } from '../../jurisdictions/directory.js';
import type { Sequence } from '../../ledger/sequence.js';
import { Catalogue } from '../catalogue.js';
import { factsByItem } from '../load-catalogue.js';
import { effectiveValue } from './effective-value.js';
import { holdsAt, type Releases, type Spoken } from './read-releases.js';

/** An item that looks different at some divisions after a release. */
export interface AffectedItem {
  readonly itemCode: string;
  /** Sorted. */
  readonly divisionCodes: readonly string[];
  /** The items of the release's entries that it follows from: itself, where it has an entry. */
  readonly causes: readonly string[];
}

/**
 * Which items look different at which divisions after one release, by item code. `directory` is that of the sequence;
 * divisions that nothing tells apart are looked at once.
 */
export function compareRelease(releases: Releases, directory: Directory, sequence: Sequence): readonly AffectedItem[] {
  const spoken = releases.spoken.get(sequence) ?? [];
  const before = catalogueAt(releases, directory, sequence - 1n);
  const after = catalogueAt(releases, directory, sequence);
  const causes = causesOf(after, spoken);
  const affected = new Map<string, string[]>();
  for (const alike of alikeDivisions(releases, directory, sequence)) {
    const [place = ''] = alike;
    const then = sightOf(before, place);
    const now = sightOf(after, place);
    for (const itemCode of causes.keys()) {
      if (then(itemCode) === now(itemCode)) continue;
      const codes = affected.get(itemCode);
      if (codes === undefined) affected.set(itemCode, [...alike]);
      else codes.push(...alike);
    }
  }
  return [...affected]
    .map(([itemCode, codes]) => ({ itemCode, divisionCodes: codes.toSorted(), causes: causes.get(itemCode) ?? [] }))
    .toSorted((a, b) => (a.itemCode < b.itemCode ? -1 : 1));
}

/** Whether a release gave an item that was there before another responsible body: then each division is asked. */
export function movesResponsibility({ moved, items }: Releases, sequence: Sequence): boolean {
  return items.some(
    ({ item, held }) => held.from < sequence && moved.get(sequence)?.has(`${item.code}/responsibility`) === true,
  );
}

/** The part of the catalogue that was read, as it stood at a sequence. */
function catalogueAt({ items, facts }: Releases, directory: Directory, at: Sequence): Catalogue {
  const known = items
    .filter(({ held }) => held.from <= at)
    .map(({ item, held }) => ({ ...item, retiredAt: held.to !== null && held.to <= at ? held.to : null }));
  const said = facts.filter(({ held }) => holdsAt(held, at)).map(({ fact }) => fact);
  return new Catalogue(at, directory, {
    items: new Map(known.map((item) => [item.code, item])),
    facts: factsByItem(said),
  });
}

/** Every item that a release may have changed, with the spoken ones that it would follow from. */
function causesOf(
  { content: { items } }: Catalogue,
  spoken: readonly Spoken[],
): ReadonlyMap<string, readonly string[]> {
  const causes = new Map<string, string[]>(spoken.map(({ itemCode }) => [itemCode, [itemCode]]));
  const direct = new Set(causes.keys());
  const follows = (code: string, from: string): void => {
    if (!direct.has(code)) causes.set(code, [...(causes.get(code) ?? []), from]);
  };
  const sighted = new Set(spoken.filter((one) => one.sighted).map((one) => one.itemCode));
  for (const { code } of items.values()) {
    for (let up = items.get(code)?.parentCode; up != null; up = items.get(up)?.parentCode) {
      if (sighted.has(code)) follows(up, code);
      if (sighted.has(up)) follows(code, up);
    }
  }
  return causes;
}

/**
 * The divisions under those that spoke, in groups that see the same: of one level, under the same lowest division that
 * says something of any of the items.
 */
function alikeDivisions(releases: Releases, directory: Directory, sequence: Sequence): Iterable<readonly string[]> {
  const speakers = new Set((releases.spoken.get(sequence) ?? []).map((one) => one.divisionCode));
  const within = new Set([...speakers].flatMap((code) => directory.subtree(code).map((division) => division.code)));
  if (movesResponsibility(releases, sequence)) return [...within].map((code) => [code]);
  const speaking = new Set<string>();
  for (const { fact, held } of releases.facts) {
    if (holdsAt(held, sequence) || holdsAt(held, sequence - 1n)) speaking.add(fact.divisionCode);
  }
  for (const { item } of releases.items) speaking.add(item.definedAt);
  const groups = Map.groupBy(within, (code) => {
    const chain = directory.chain(code);
    const lowest = chain.findLast((division) => speaking.has(division.code));
    return `${chain.at(-1)?.level} ${lowest?.code}`;
  });
  return groups.values();
}

/** What a division sees of an item, as text; nothing where it does not know it. */
function sightOf(catalogue: Catalogue, divisionCode: string): (itemCode: string) => string {
  const listed = new Set(catalogue.effectiveItems(divisionCode).map((item) => item.code));
  return (itemCode) => {
    const item = catalogue.effectiveItem(divisionCode, itemCode);
    return item === undefined ? '' : `${listed.has(itemCode)} ${effectiveValue(item)}`;
  };
}
