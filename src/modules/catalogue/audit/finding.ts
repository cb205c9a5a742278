import type { Explanation } from '../../../platform/errors/explanation.js';
import type { Body, Directory, Division } from '../../jurisdictions/directory.js';
import type { PlatformGrant, Site } from '../../jurisdictions/sites/site.js';
import type { CalendarDate } from '../../rules/calendar-date.js';
import type { LawRegister } from '../../rules/laws/law.js';
import type { Severity } from '../../rules/pack-rule.js';
import { explain, type Pack, ruleOf } from '../../rules/packs.js';
import type { CatalogueField, Channel, EffectiveItem } from '../effective-item.js';

export const findingKinds = [
  'OVERLAP',
  'GAP',
  'DEAD_CHANNEL',
  'MISSING_COLUMN',
  'FAULTY_BASIS',
  'EXPIRED_BASIS',
  'EXPIRED_TERM',
  'REVIEW_DUE',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Something in the catalogue of a division that somebody should mend. */
export interface Finding {
  readonly kind: FindingKind;
  readonly rule: string;
  readonly severity: Severity;
  /** Every item concerned, in display order. */
  readonly itemCodes: readonly string[];
  readonly bodyId: string | null;
  /** Id of the element that is bound more than once. */
  readonly element: string | null;
  /** The function that no leaf covers. */
  readonly function: string | null;
  /** The column that is empty. */
  readonly field: CatalogueField | null;
  readonly channel: Channel | null;
  readonly message: string;
  readonly explanation: Explanation;
}

/** All that the checks look at: one division as it stands, read once. */
export interface AuditSubject {
  readonly division: Division;
  readonly pack: Pack;
  readonly directory: Directory;
  /** Bodies of the division that stand today. */
  readonly bodies: readonly Body[];
  /** Leaves that apply here, in display order. */
  readonly leaves: readonly EffectiveItem[];
  readonly sites: readonly Site[];
  readonly grants: readonly PlatformGrant[];
  readonly register: LawRegister;
  /** Functions that need no leaf, by a decision of this division or one above. */
  readonly exempt: ReadonlySet<string>;
  readonly nextReview: CalendarDate | null;
  readonly now: Date;
  readonly today: CalendarDate;
}

type Found = Pick<Finding, 'kind' | 'rule' | 'message'> &
  Partial<Pick<Finding, 'itemCodes' | 'bodyId' | 'element' | 'function' | 'field' | 'channel'>> & {
    readonly inputs?: Explanation['inputs'];
  };

/** A finding under the division's pack: as hard as the rule is there, with its clause. */
export function findingOf({ pack }: Pick<AuditSubject, 'pack'>, { inputs = [], ...found }: Found): Finding {
  const { rule, message } = found;
  return {
    itemCodes: [],
    bodyId: null,
    element: null,
    function: null,
    field: null,
    channel: null,
    ...found,
    severity: ruleOf(pack, rule)?.rule.severity ?? 'SOFT',
    explanation: explain(pack, rule, { inputs, text: message }),
  };
}
