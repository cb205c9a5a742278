import type { AdminLevel } from '../jurisdictions/directory.js';
import type { Sequence } from '../ledger/sequence.js';
import type { Term } from '../rules/term.js';
import type {
  Assignment,
  CatalogueCategory,
  CatalogueField,
  Channel,
  ElementType,
  FactState,
} from './effective-item.js';

/** One element (要素) as it is stored; its order is its place in the merged list. */
export interface ElementValue {
  readonly id: string;
  readonly name: string;
  readonly identifier: string;
  readonly type: ElementType;
  readonly required: boolean;
  /** The choices of an ENUM; empty for other types. */
  readonly values: readonly string[];
}

export interface BasisValue {
  readonly title: string;
  readonly docNo: string | null;
  readonly clause: string | null;
}

/** What a fact of each field holds. Lists of an APPEND hold the additions only; channels name the ticked boxes. */
export interface FieldValues {
  readonly name: string | null;
  readonly elements: readonly ElementValue[];
  readonly bases: readonly BasisValue[];
  readonly deadline: Term | null;
  readonly responsibility: Assignment | null;
  readonly channels: readonly Channel[];
  readonly audience: { readonly specific: string | null };
  readonly levels: readonly AdminLevel[];
  readonly note: string | null;
  readonly applicability: 'APPLICABLE' | null;
}

/** A division holds at most one fact of each slot at a time: its own value, its additions, its lock on those below. */
export const factSlots = ['VALUE', 'APPEND', 'LOCK'] as const;
export type FactSlot = (typeof factSlots)[number];

export interface FactOf<Field extends CatalogueField> {
  readonly id: string;
  readonly itemCode: string;
  readonly divisionCode: string;
  readonly field: Field;
  readonly slot: FactSlot;
  readonly state: FactState;
  /** Null also for LOCK, which has no value, and SUPPRESS. */
  readonly value: FieldValues[Field] | null;
  readonly reason: string | null;
  readonly basis: string | null;
  readonly rule: string | null;
  readonly at: Date;
  /** The sequence from which it holds. */
  readonly since: Sequence;
}

/** Told apart by `field`. */
export type CatalogueFact = { readonly [Field in CatalogueField]: FactOf<Field> }[CatalogueField];

/** What never changes of an item; `retiredAt` is the release that retired it, if that has come. */
export interface CatalogueItem {
  readonly code: string;
  readonly parentCode: string | null;
  readonly definedAt: string;
  readonly category: CatalogueCategory;
  readonly tier: number;
  readonly isLeaf: boolean;
  readonly identifier: string;
  readonly pilotField: string | null;
  readonly position: number;
  readonly local: boolean;
  readonly retiredAt: Sequence | null;
}
