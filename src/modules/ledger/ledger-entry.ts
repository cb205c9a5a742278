import type { Sequence } from './sequence.js';

/** What a release may say of a disclosure. */
export const disclosureChanges = ['DISCLOSURE_PUBLISHED', 'DISCLOSURE_CORRECTED', 'DISCLOSURE_WITHDRAWN'] as const;

export const changeKinds = [
  ...disclosureChanges,
  'CATALOGUE_CHANGED',
  'DIVISION_CHANGED',
  'BODY_CHANGED',
  'SITE_CHANGED',
] as const;

export type ChangeKind = (typeof changeKinds)[number];

/**
 * What one entry says: which thing changed and, for a disclosure, to which version with which digest.
 * Never text: an entry must stay publishable after what it points to was withdrawn.
 * `subject`: disclosure id, body id, division code, site id, or `{division}/{item code}` for the catalogue.
 */
export interface EntryInput {
  readonly kind: ChangeKind;
  readonly subject: string;
  readonly version?: number;
  readonly digest?: string;
  /** Who may see it besides the store itself; null or none = everybody. */
  readonly audienceIds?: readonly string[] | null;
}

export interface LedgerEntry {
  readonly sequence: Sequence;
  /** 1, 2, … within one sequence, in the order the release named them. */
  readonly ordinal: number;
  readonly at: Date;
  readonly kind: ChangeKind;
  readonly subject: string;
  readonly version: number | null;
  readonly digest: string | null;
}
