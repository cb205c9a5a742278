import type { Catalogue } from '../../catalogue/catalogue.js';
import type { EffectiveItem } from '../../catalogue/effective-item.js';
import type { Division } from '../../jurisdictions/directory.js';
import type { ContentCount } from './count-content.js';

export const coverageStates = ['PUBLISHED', 'SUPPRESSED', 'EMPTY'] as const;
export type CoverageState = (typeof coverageStates)[number];

/** How one leaf stands in one division that has to disclose it. */
export interface CoverageCell extends ContentCount {
  readonly divisionCode: string;
  readonly divisionName: string;
  readonly itemCode: string;
  readonly itemName: string;
  readonly state: CoverageState;
  /** Why the leaf is not applicable there; null in the other states. */
  readonly reason: string | null;
}

/** Cells of each state. */
export type CoverageCounts = Readonly<Record<CoverageState, number>>;

const nothing: ContentCount = { records: 0, links: 0 };

/**
 * One cell for each division and each leaf that shows there, in the order of both. What a division does not see, or
 * what was retired, is no cell. What is published counts even where the leaf is suppressed by now.
 */
export function coverageCells(
  catalogue: Catalogue,
  divisions: readonly Division[],
  { leaves, content }: { readonly leaves: readonly string[]; readonly content: ReadonlyMap<string, ContentCount> },
): CoverageCell[] {
  return divisions.flatMap((division) =>
    leaves.flatMap((code): CoverageCell[] => {
      const item = catalogue.effectiveItem(division.code, code);
      if (item?.isLeaf !== true || item.applicability === 'RETIRED') return [];
      const found = content.get(`${division.code}/${code}`) ?? nothing;
      const state = stateOf(item, found);
      return [
        {
          divisionCode: division.code,
          divisionName: division.name,
          itemCode: code,
          itemName: item.name,
          state,
          ...found,
          reason: state === 'SUPPRESSED' ? reasonOf(item) : null,
        },
      ];
    }),
  );
}

function stateOf(item: EffectiveItem, { records, links }: ContentCount): CoverageState {
  if (records > 0 || links > 0) return 'PUBLISHED';
  return item.applicability === 'NOT_APPLICABLE' ? 'SUPPRESSED' : 'EMPTY';
}

function reasonOf(item: EffectiveItem): string | null {
  return item.fieldOrigins.find(({ field }) => field === 'applicability')?.origins[0]?.reason ?? null;
}

export function countCells(cells: readonly CoverageCell[]): CoverageCounts {
  const counts = { PUBLISHED: 0, SUPPRESSED: 0, EMPTY: 0 };
  for (const { state } of cells) counts[state] += 1;
  return counts;
}
