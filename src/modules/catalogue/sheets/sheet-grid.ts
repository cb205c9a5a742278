/** A sheet as rows of cells; every row is as long as the longest. */
export interface SheetGrid {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  readonly merges: readonly CellRange[];
}

/** Both ends belong to it; counted from 0. */
export interface CellRange {
  readonly startRow: number;
  readonly startCol: number;
  readonly endRow: number;
  readonly endCol: number;
}
