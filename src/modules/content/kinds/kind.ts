/** The closed set of content kinds (domain terms: 政策文件, 办事指南, …). */
export const disclosureKinds = [
  'POLICY_DOCUMENT',
  'INTERPRETATION',
  'SERVICE_GUIDE',
  'ORG_PROFILE',
  'STATISTIC',
  'GENERAL_INFORMATION',
  'POWER_LIST',
  'NEGATIVE_LIST',
] as const;
export type DisclosureKind = (typeof disclosureKinds)[number];

/** How one disclosure points to another; the public enum has the same names. */
export const relationTypes = [
  'INTERPRETS',
  'AMENDS',
  'REPEALS',
  'FORWARDS',
  'IMPLEMENTS',
  'RESPONDS_TO',
  'CLARIFIES',
  'RESULT_OF',
  'ANSWERS',
  'PUBLISHED_IN',
  'LINKS_TO',
] as const;
export type RelationType = (typeof relationTypes)[number];

/**
 * One field that a kind adds to the common envelope. `text`, `longText`, `date`, `integer`: a scalar or null;
 * `texts`: a list of strings; `bodies`: a list of body ids; `rows`: a list of objects of the given columns.
 */
export type KindField =
  | {
      readonly type: 'text' | 'longText' | 'date' | 'integer';
      readonly label: string;
      readonly required?: boolean;
      readonly maximum?: number;
      /** Non-null for every reader: only for what a consumer's field mask may never hide. */
      readonly always?: boolean;
      /** The one way to write a value; null for what cannot be read as one. */
      readonly normalise?: (text: string) => string | null;
      /** What a value must look like, as told to an editor when `normalise` says null. */
      readonly form?: string;
      /** Follows from the envelope: what a caller gives is not taken. */
      readonly derived?: boolean;
    }
  | { readonly type: 'texts'; readonly label: string; readonly required?: boolean }
  | {
      readonly type: 'bodies';
      readonly label: string;
      readonly required?: boolean;
      /** The first of them leads, and only the one that leads may publish (R-P04). */
      readonly firstLeads?: boolean;
    }
  | {
      readonly type: 'rows';
      readonly label: string;
      /** Name of the GraphQL object type of one row, e.g. Material. */
      readonly rowName: string;
      readonly required?: boolean;
      /** Rule that asks for the required columns. */
      readonly rule?: string;
      readonly columns: Readonly<Record<string, KindColumn>>;
    };

export interface KindColumn {
  readonly type: 'text' | 'integer';
  readonly label: string;
  readonly required?: boolean;
}

/**
 * A kind, defined once: validation, GraphQL output, digest, search text and export schema all follow from this.
 * `typeName` is the GraphQL object type, e.g. ServiceGuide.
 */
export interface KindDefinition {
  readonly kind: DisclosureKind;
  readonly typeName: string;
  readonly label: string;
  readonly fields: Readonly<Record<string, KindField>>;
  /** Rule by which it goes out only together with an interpretation that points to it. */
  readonly interpretedOnIssue?: string;
  /** Rules over several fields; each returned fault names its field. */
  readonly check?: (
    fields: Readonly<Record<string, KindValue>>,
  ) => readonly { readonly field: string; readonly message: string; readonly rule?: string }[];
}

export type KindScalar = string | number | null;
export type KindValue = KindScalar | readonly string[] | readonly Readonly<Record<string, KindScalar>>[];

/** All fields of a kind in the order of its definition: null or an empty list where nothing was given. */
export type KindFields = Readonly<Record<string, KindValue>>;
