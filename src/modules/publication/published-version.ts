import type { DisclosureMode } from '../content/attribute/attribute.js';
import type { DisclosureKind, KindValue } from '../content/kinds/kind.js';
import type { Sequence } from '../ledger/sequence.js';

export const validities = ['IN_FORCE', 'AMENDED', 'REPEALED', 'LAPSED', 'NOT_YET'] as const;
export type Validity = (typeof validities)[number];

export interface PublishedElement {
  readonly element: string;
  readonly name: string;
  readonly text: string | null;
}

export interface PublishedAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly sha256: string;
}

/** One immutable version as the public may see it. Dates are YYYY-MM-DD; validity holds at the sequence it was read at. */
export interface PublishedVersion {
  readonly id: string;
  readonly indexNo: string;
  readonly kind: DisclosureKind;
  readonly version: number;
  readonly digest: string;
  readonly sequence: Sequence;
  readonly title: string;
  readonly summary: string | null;
  readonly keywords: readonly string[];
  readonly html: string | null;
  readonly text: string | null;
  readonly elements: readonly PublishedElement[];
  /** The kind's own fields, e.g. docNo, materials. */
  readonly fields: Readonly<Record<string, KindValue>>;
  readonly attachments: readonly PublishedAttachment[];
  readonly divisionCode: string;
  /** The body that was responsible when it was published; who is responsible now follows from the directory. */
  readonly leadBodyId: string;
  readonly originBodyId: string;
  readonly itemCodes: readonly string[];
  readonly attribute: 'PROACTIVE';
  readonly mode: DisclosureMode;
  readonly validity: Validity;
  readonly formedAt: string | null;
  readonly issuedAt: string | null;
  /** First publication. */
  readonly publishedAt: Date;
  /** Publication of this version. */
  readonly updatedAt: Date;
}
