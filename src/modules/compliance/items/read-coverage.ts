import { decodeCursor, encodeCursor } from '../../../platform/db/cursor.js';
import type { Sql } from '../../../platform/db/sql.js';
import { badInput, notFound } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../identity/actor.js';
import { type AdminLevel, adminLevels, type Directory } from '../../jurisdictions/directory.js';
import { requireOverseer } from '../compliance-policy.js';
import { loadPart } from '../load-part.js';
import { countContent } from './count-content.js';
import {
  type CoverageCell,
  coverageCells,
  type CoverageCounts,
  type CoverageState,
  countCells,
} from './coverage-cells.js';

export interface CoverageQuery {
  /** A leaf, or a node whose leaves are asked for all together. */
  readonly itemCode: string;
  /** This division and everything below it. */
  readonly divisionCode: string;
  /** Only cells of this state; the counts stay those of all. */
  readonly state?: CoverageState | null;
  /** 1 to 100. */
  readonly first: number;
  readonly after?: string | null;
}

export interface Coverage {
  readonly counts: CoverageCounts;
  /** By level, from the top; levels without a cell are left out. */
  readonly levels: readonly (CoverageCounts & { readonly level: AdminLevel })[];
  /** The division itself, then each of those right below with everything that is below them. */
  readonly parts: readonly (CoverageCounts & { readonly divisionCode: string; readonly divisionName: string })[];
  readonly cells: readonly (CoverageCell & { readonly cursor: string })[];
  readonly hasNextPage: boolean;
}

const mostCells = 200_000;
const mostRows = 100;

/**
 * Which divisions have published content under an item, a reasoned suppression, or nothing (CAT-08), rolled up by level
 * and by part; eight statements however many divisions there are.
 * Errors: NOT_FOUND, FORBIDDEN (SUPERVISOR or DISCLOSURE_OFFICE of the division or above), BAD_USER_INPUT.
 */
export async function readCoverage(db: Sql, actor: Actor, query: CoverageQuery): Promise<Coverage> {
  const { itemCode, divisionCode, state = null, first, after } = query;
  if (!Number.isInteger(first) || first < 1 || first > mostRows) throw badInput(`first应为1至${mostRows}。`);
  await requireOverseer(db, actor, { divisionCode });
  const catalogue = await loadPart(db, [itemCode]);
  const { directory } = catalogue;
  const leaves = catalogue.leafCodesUnder(itemCode);
  if (leaves.length === 0) throw notFound();
  const divisions = directory.subtree(divisionCode);
  if (leaves.length * divisions.length > mostCells) throw badInput('范围过大，请选择下级区划或者下级事项。');
  const divisionCodes = divisions.map((division) => division.code);
  const content = await countContent(db, { divisionCodes, itemCodes: leaves });
  const cells = coverageCells(catalogue, divisions, { leaves, content });
  return {
    counts: countCells(cells),
    levels: byLevel(directory, cells),
    parts: byPart(directory, divisionCode, cells),
    ...pageOf(cells, { state, first, after: after ?? null, context: `coverage/${divisionCode}/${itemCode}` }),
  };
}

function byLevel(directory: Directory, cells: readonly CoverageCell[]): Coverage['levels'] {
  const grouped = Map.groupBy(cells, (cell) => directory.division(cell.divisionCode)?.level);
  return adminLevels.flatMap((level) => {
    const ofLevel = grouped.get(level);
    return ofLevel === undefined ? [] : [{ level, ...countCells(ofLevel) }];
  });
}

function byPart(directory: Directory, divisionCode: string, cells: readonly CoverageCell[]): Coverage['parts'] {
  const own = directory.division(divisionCode);
  const grouped = Map.groupBy(cells, (cell) => {
    const chain = directory.chain(cell.divisionCode).map((division) => division.code);
    return chain[chain.indexOf(divisionCode) + 1] ?? divisionCode;
  });
  const parts = own === undefined ? [] : [own, ...directory.children(divisionCode)];
  return parts.map(({ code, name }) => ({
    divisionCode: code,
    divisionName: name,
    ...countCells(grouped.get(code) ?? []),
  }));
}

interface Page {
  readonly state: CoverageState | null;
  readonly first: number;
  readonly after: string | null;
  readonly context: string;
}

/** A cursor is the place of a cell among all of them, so that one may change its state between two pages. */
function pageOf(
  cells: readonly CoverageCell[],
  { state, first, after, context }: Page,
): Pick<Coverage, 'cells' | 'hasNextPage'> {
  const last = after === null ? -1 : Number(decodeCursor(after, context)[0]);
  const rest = cells
    .map((cell, place) => ({ cell, place }))
    .filter(({ cell, place }) => place > last && (state === null || cell.state === state));
  return {
    cells: rest.slice(0, first).map(({ cell, place }) => ({ ...cell, cursor: encodeCursor([place], context) })),
    hasNextPage: rest.length > first,
  };
}
