import type { Explanation } from '../../platform/errors/explanation.js';
import type { AdminLevel } from '../jurisdictions/directory.js';
import type { Sequence } from '../ledger/sequence.js';
import type { Severity } from '../rules/pack-rule.js';
import type { FixedDates, Term, TermKind, TermPeriod, TermTrigger, TermUnit } from '../rules/term.js';

export const catalogueCategories = ['COMPREHENSIVE_AFFAIRS', 'KEY_WORK', 'POWER_ITEM', 'PUBLIC_SERVICE_ITEM'] as const;
export type CatalogueCategory = (typeof catalogueCategories)[number];

export const elementTypes = [
  'TEXT',
  'RICH_TEXT',
  'DATE',
  'NUMBER',
  'MONEY',
  'PERSON',
  'CONTACT',
  'URL',
  'FILE',
  'TABLE',
  'ENUM',
] as const;
export type ElementType = (typeof elementTypes)[number];

/** The boxes of the standard table in its order (DB31/T 1297—2021, table A.1); OTHER is a local addition. */
export const channels = [
  'GOVERNMENT_WEBSITE',
  'WEIBO_WECHAT_CLIENT',
  'BROADCAST_TV',
  'PUBLIC_INQUIRY_POINT',
  'CONVENIENCE_SERVICE_STATION',
  'COMMUNITY_NOTICE_BOARD',
  'TARGETED_PUSH',
  'GOVERNMENT_GAZETTE',
  'PRESS_CONFERENCE_HEARING',
  'PRINT_MEDIA',
  'SERVICE_CENTRE',
  'DOORSTEP_ONSITE',
  'OTHER',
] as const;
export type Channel = (typeof channels)[number];

export const factStates = ['DEFINED', 'OVERRIDE', 'APPEND', 'SUPPRESS', 'LOCK'] as const;
export type FactState = (typeof factStates)[number];

export const catalogueFields = [
  'name',
  'elements',
  'bases',
  'deadline',
  'responsibility',
  'channels',
  'audience',
  'levels',
  'note',
  'applicability',
] as const;
export type CatalogueField = (typeof catalogueFields)[number];

/** Which level said it, since when and why. */
export interface FactOrigin {
  readonly divisionCode: string;
  readonly level: AdminLevel;
  readonly state: FactState;
  readonly since: Sequence;
  readonly at: Date;
  readonly basis: string | null;
  readonly reason: string | null;
  readonly rule: string | null;
}

export interface FieldOrigin {
  readonly field: CatalogueField;
  /** True where a lock holds: set by this division or one above. Its own LOCK origin comes last and says which. */
  readonly locked: boolean;
  /** One for each contributing fact; the first counts most. */
  readonly origins: readonly FactOrigin[];
}

export interface EffectiveElement {
  /** Unique within the item, e.g. `officePhone`. */
  readonly id: string;
  readonly name: string;
  readonly identifier: string;
  readonly type: ElementType;
  readonly required: boolean;
  /** The choices of an ENUM; empty for other types. */
  readonly values: readonly string[];
  readonly order: number;
  readonly origin: FactOrigin;
}

export interface EffectiveBasis {
  readonly title: string;
  readonly docNo: string | null;
  readonly clause: string | null;
  readonly origin: FactOrigin;
}

export interface EffectiveDeadline {
  readonly kind: TermKind;
  readonly amount: number | null;
  readonly unit: TermUnit | null;
  readonly trigger: TermTrigger | null;
  /** The amount counts from the end of each of these; null where it counts from the trigger. */
  readonly period: TermPeriod | null;
  readonly fixedDates: FixedDates | null;
  /** Null where the term leaves it to the rule that it stands under. */
  readonly severity: Severity | null;
  /** What a soft term may not be stretched beyond. */
  readonly hardLimit: EffectiveDeadline | null;
  /** As the table prints it, in Chinese. */
  readonly text: string;
  readonly citation: string | null;
  /** The whole term, with period, fixed dates and hard limit: what due dates are computed from. */
  readonly term: Term;
  /**
   * Overruled or incomparable terms of the same chain, and the hard limit behind a soft term; none has others itself.
   */
  readonly others: readonly EffectiveDeadline[];
  readonly origin: FactOrigin;
}

export interface EffectiveChannel {
  readonly channel: Channel;
  readonly label: string;
  readonly ticked: boolean;
  readonly order: number;
  readonly origin: FactOrigin;
}

/** Who is to disclose: a body, or a function that is resolved to a body at the division that reads. */
export type Assignment =
  | { readonly bodyId: string; readonly eachBody?: boolean }
  | { readonly function: string; readonly eachBody?: boolean };

/** The body that discloses here, and why it is the one. */
export interface EffectiveResponsibility {
  readonly bodyId: string;
  /** The function that the catalogue asks for; null where it names a body. */
  readonly function: string | null;
  /** True where every body of the division discloses its own and `bodyId` is only the default. */
  readonly eachBody: boolean;
  readonly explanation: Explanation;
}

/** One catalogue item as it holds at one division, with the origin of every field. */
export interface EffectiveItem {
  readonly code: string;
  readonly divisionCode: string;
  readonly definedAt: string;
  readonly name: string;
  readonly identifier: string;
  readonly category: CatalogueCategory;
  /** The pilot field (试点领域) it belongs to, e.g. ELDERLY_CARE. */
  readonly pilotField: string | null;
  readonly tier: number;
  /** A leaf by definition that was not split further at this division: what content may be filed under. */
  readonly isLeaf: boolean;
  /** Added by a lower level for itself. */
  readonly local: boolean;
  readonly parentCode: string | null;
  /** Codes of the children visible at this division, in display order. */
  readonly childCodes: readonly string[];
  readonly applicability: 'APPLICABLE' | 'NOT_APPLICABLE' | 'RETIRED';
  readonly elements: readonly EffectiveElement[];
  readonly bases: readonly EffectiveBasis[];
  readonly deadline: EffectiveDeadline | null;
  readonly responsibility: EffectiveResponsibility | null;
  /** What `responsibility` was resolved from. */
  readonly assignment: Assignment | null;
  readonly channels: readonly EffectiveChannel[];
  readonly audience: { readonly allSociety: boolean; readonly specific: string | null };
  readonly levels: readonly AdminLevel[];
  readonly note: string | null;
  readonly fieldOrigins: readonly FieldOrigin[];
}
