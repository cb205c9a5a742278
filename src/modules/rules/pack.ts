import type { CalendarDate } from './calendar-date.js';
import type { PackRules, Severity } from './pack-rule.js';

export const packNames = ['NATIONAL_BASE', 'SHANGHAI', 'SHANXI', 'GRASSROOTS_GB', 'COUNTY_TRIAL'] as const;
export type PackName = (typeof packNames)[number];

export type LimitUnit = 'WORKING_DAY' | 'DAY' | 'HOUR';
export type LimitTrigger = 'FORMED' | 'CHANGED' | 'ISSUED' | 'PUBLISHED' | 'OCCURRED' | 'DATE';

/** A time limit; with several triggers, each of them starts it. */
export interface Limit {
  readonly amount: number;
  readonly unit: LimitUnit;
  readonly triggers: readonly LimitTrigger[];
}

/** What packs may set, with the type of each value. The comment gives the number in the comparison of the sources. */
export interface PackParameters {
  /** K01, R-D01: proactive information. */
  'publish.limit': Limit;
  /** K01, R-D04: proactive official documents, counted from issue. */
  'publish.documentLimit': Limit;
  /** R-D08, K19. */
  'powerList.updateDue': Limit;
  /** R-D14. */
  'doublePublicity.limit': Limit;
  /** K02. */
  'interpretation.timing': { readonly mode: 'SIMULTANEOUS' | 'AFTER_PUBLICATION'; readonly limit: Limit | null };
  /** K02: the county's recorded special case. */
  'interpretation.exception': Limit;
  /** K14: share of interpretations in other forms than text; compare as exact ratios. */
  'interpretation.diversified': { readonly percent: number; readonly fromYear: number };
  /** K14: share also released beside the website. */
  'interpretation.otherChannel': { readonly percent: number; readonly fromYear: number };
  /** K03. */
  'attribute.reasonFor': readonly ('ON_APPLICATION' | 'NOT_DISCLOSED')[];
  /** K04. */
  'attribute.control': 'CONSENT' | 'FILE' | 'NONE';
  /** K05. */
  'attribute.redactedMode': boolean;
  /** R-D10. */
  'attribute.reviewEvery': { readonly days: number };
  /** K24. */
  'attribute.tradeSecret': 'NOT_DISCLOSED' | 'ON_APPLICATION';
  /** POW-05: what is not disclosed should be on the negative list, and its reason name the entry. */
  'attribute.citesNegativeList': boolean;
  /** ATT-13: applications for one document that open a conversion proposal. */
  'attribute.conversionThreshold': number;
  /** K06, R-D09; urgent requests at once. */
  'coordination.answer': Limit;
  /** R-C04. */
  'coordination.silenceIsConsent': boolean;
  /** K07. */
  'coordination.escalateTo': 'COMMON_SUPERIOR' | 'GOVERNMENT_OFFICE';
  /** K08. */
  'foi.flow': 'REGULATION' | 'EIGHT_STEPS' | 'FIVE_STEPS';
  'foi.reply': Limit;
  'foi.extension': Limit;
  'foi.supplement': Limit;
  'foi.thirdParty': Limit;
  'foi.coMaker': Limit;
  'foi.payment': Limit;
  /** K09. */
  'concern.firstRelease': Limit;
  'concern.pressConference': { readonly limit: Limit; readonly onlyWithCasualtiesOrImpact: boolean };
  'concern.otherResponse': Limit;
  /** K25. */
  'concern.anchor': 'EVENT' | 'CONCERN';
  /** K10. */
  'columns.statutory': readonly string[];
  /** K11, R-M02: calendar days. */
  'consultation.minDays': number;
  /** K12, R-M03. */
  'consultation.resultDue': Limit;
  /** K13, R-M01. */
  'predisclosure.startDue': Limit;
  /** K13, R-M04. */
  'predisclosure.effectGate': 'HARD' | 'SOFT';
  /** K15. */
  'catalogue.upperApproval': boolean;
  /** CAT-19: how long after a review the next one of a division's whole catalogue is due. */
  'catalogue.reviewEvery': { readonly days: number };
  /** K16. */
  'newMedia.repostOnly': boolean;
  /** K17. */
  'newMedia.oneAccount': boolean;
  /** R-H07: days without a post after which an account is warned. */
  'newMedia.inactiveAfter': { readonly days: number };
  /** R-H08: emergency release on website and new media at the same moment. */
  'newMedia.emergencyTogether': boolean;
  /** K18. */
  'training.perYear': { readonly hours: number | null; readonly sessions: number | null };
  /** R-D12, exact percent. */
  'assessment.weight': { readonly percent: number };
  /** K20, `MM-DD` of the following year. */
  'annualReport.due': { readonly department: string; readonly government: string };
  /** K21, from the top. */
  levels: readonly string[];
  /** K22. */
  'poll.before': 'REQUIRED' | 'RECOMMENDED' | 'OPTIONAL';
  /** K23. */
  'trigger.vocabulary': readonly LimitTrigger[];
  /** K26. */
  'website.first': 'PORTAL' | 'OWN_OR_UPPER_PORTAL' | 'COUNTY_PORTAL' | 'CITY_PORTAL';
}

export type ParameterKey = keyof PackParameters;

export interface Parameter<Value> {
  readonly value: Value;
  readonly rule: string;
  readonly clause: string | null;
  readonly severity: Severity;
}

/** One edition of a policy pack. Editions are never edited: a change is a new edition with a later `effectiveFrom`. */
export interface PackEdition {
  readonly name: PackName;
  readonly title: string;
  readonly version: string;
  readonly effectiveFrom: CalendarDate;
  readonly base: PackName | null;
  readonly parameters: { readonly [Key in ParameterKey]?: Parameter<PackParameters[Key]> };
  readonly rules: PackRules;
}
