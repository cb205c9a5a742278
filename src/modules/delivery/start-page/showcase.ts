import type { Catalogue } from '../../catalogue/catalogue.js';
import type { CatalogueField, EffectiveItem } from '../../catalogue/effective-item.js';
import type { AdminLevel, Directory, Division } from '../../jurisdictions/directory.js';
import type { PublicState } from '../public-context.js';

/** One item as one division reads it. */
export interface PortalView {
  readonly division: Division;
  readonly item: EffectiveItem;
  /** The fields for which the division keeps a row of its own, in the order of the rows. */
  readonly ownFields: readonly CatalogueField[];
}

/** One item as a city, one of its districts and a street of it read it: the city first. */
export interface Showcase {
  readonly code: string;
  readonly name: string;
  readonly views: readonly PortalView[];
}

interface Candidate {
  readonly itemCode: string;
  readonly street: Division;
  /** How many of the street and its district say something of their own. */
  readonly speaking: number;
}

const most = 24;

/** The item and street where inheritance shows best; null for a store whose levels do not differ yet. */
export function findShowcase({ directory, catalogue }: PublicState): Showcase | null {
  let best: { readonly showcase: Showcase; readonly score: number } | undefined;
  for (const candidate of candidates(directory, catalogue).slice(0, most)) {
    const showcase = seenFrom(candidate, directory, catalogue);
    const score = showcase === null ? 0 : scoreOf(showcase);
    if (showcase !== null && score > (best?.score ?? 0)) best = { showcase, score };
  }
  return best?.showcase ?? null;
}

/** Found by the rows that are there, so that only a few divisions have to be resolved. The order is the same on every node. */
function candidates(directory: Directory, catalogue: Catalogue): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const [itemCode, rows] of catalogue.content.facts) {
    for (const divisionCode of rows.keys()) {
      const division = directory.division(divisionCode);
      const street = division?.level === 'DISTRICT' ? directory.children(divisionCode)[0] : division;
      if (street?.level !== 'STREET') continue;
      const speaking = [street.code, street.parentCode ?? ''].filter((code) => rows.has(code)).length;
      found.set(`${itemCode}/${street.code}`, { itemCode, street, speaking });
    }
  }
  return [...found]
    .toSorted(([a, one], [b, other]) => other.speaking - one.speaking || (a < b ? -1 : 1))
    .map(([, candidate]) => candidate);
}

function seenFrom({ itemCode, street }: Candidate, directory: Directory, catalogue: Catalogue): Showcase | null {
  const rows = catalogue.content.facts.get(itemCode);
  const views = directory.chain(street.code).flatMap((division): PortalView[] => {
    const item = catalogue.effectiveItem(division.code, itemCode);
    if (item?.isLeaf !== true || item.applicability !== 'APPLICABLE') return [];
    return [{ division, item, ownFields: (rows?.get(division.code) ?? []).map((fact) => fact.field) }];
  });
  const [first] = views;
  return first === undefined || views.length !== 3 ? null : { code: itemCode, name: first.item.name, views };
}

/** Levels that the street's values come from count most, then terms that a stricter one overruled. */
function scoreOf({ views }: Showcase): number {
  const item = views.at(-1)?.item;
  if (item === undefined) return 0;
  const levels = new Set<AdminLevel>(
    [...item.elements, ...item.bases, ...item.channels, ...(item.deadline === null ? [] : [item.deadline])].map(
      ({ origin }) => origin.level,
    ),
  );
  return levels.size < 2 ? 0 : levels.size * 10 + (item.deadline?.others.length ?? 0);
}
