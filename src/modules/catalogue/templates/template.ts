import type { ColumnValues } from '../editing/check-columns.js';

/** A pack of rows for a pilot field (CAT-20); what it says stands in its versions. */
export interface Template {
  /** Chosen by the division that issued it, e.g. ELDERLY_CARE. */
  readonly code: string;
  readonly name: string;
  readonly pilotField: string;
  readonly divisionCode: string;
  /** The newest version; versions count from 1. */
  readonly version: number;
}

export interface TemplateVersion {
  readonly version: number;
  readonly note: string | null;
  readonly accountId: string;
  readonly at: Date;
  readonly rows: number;
}

/** One leaf that a template describes; its key stays the same from version to version. */
export interface TemplateRow {
  readonly key: string;
  /** The item of the catalogue that the row is about, where there is one; its columns say what that item should hold. */
  readonly itemCode: string | null;
  /** Under what the leaf is added where the row names no item that the division has. */
  readonly parentCode: string;
  readonly identifier: string;
  /** All columns of a leaf. */
  readonly columns: ColumnValues;
}

/** That a division took a row over, from which version, as which item. */
export interface TemplateUse {
  readonly key: string;
  readonly version: number;
  readonly itemCode: string;
  /** The edition that the row was taken over in; null where nothing had to be approved. */
  readonly editionId: string | null;
  /** Not in force before that edition is published. */
  readonly pending: boolean;
}
