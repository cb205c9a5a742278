import type { ItemInput } from '../add-items.js';
import type { Additions } from '../editing/check-additions.js';
import type { ColumnValues } from '../editing/check-columns.js';
import type { CatalogueField } from '../effective-item.js';
import type { ReadItem } from './read-sheet.js';
import type { SheetColumn } from './sheet-columns.js';

/** One call of a verb of the catalogue, without who and where. */
export type SheetRequest =
  | { readonly verb: 'overrideField'; readonly value: ColumnValues }
  | { readonly verb: 'appendToField'; readonly value: Additions }
  | { readonly verb: 'resetField'; readonly field: CatalogueField }
  | { readonly verb: 'suppressItem' }
  | { readonly verb: 'retireItem' }
  | { readonly verb: 'addItem'; readonly item: ItemInput }
  | {
      readonly verb: 'addLocalItem';
      readonly parentCode: string;
      readonly identifier: string;
      readonly columns: ColumnValues;
    };

/** What a sheet asks for, and where it does. */
export interface SheetChange {
  readonly row: ReadItem;
  /** Null for a leaf whose code the system gives. */
  readonly itemCode: string | null;
  readonly request: SheetRequest;
  /** The column to look at where a refusal names none. */
  readonly column: SheetColumn;
  /** How many lines of the list stand in the sheet before the first that is added. */
  readonly skipped: number;
}

/** The same before it is known of which row. */
export type AskedChange = Pick<SheetChange, 'request' | 'column'> & { readonly skipped?: number };
