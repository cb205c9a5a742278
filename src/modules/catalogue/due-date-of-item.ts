import type { ExplanationInput } from '../../platform/errors/explanation.js';
import type { BodyKind } from '../jurisdictions/directory.js';
import { checkOtherLaw } from '../rules/check-term.js';
import { type DueDate, startDate } from '../rules/due-date.js';
import { effectiveTerm, ruleOfTerm } from '../rules/effective-term.js';
import type { Severity } from '../rules/pack-rule.js';
import { type Pack, packAt, ruleOf } from '../rules/packs.js';
import { printTerm } from '../rules/print-term.js';
import type { FixedDates, Term, TermKind, TermTrigger } from '../rules/term.js';
import { dueDateOfTerm, earliestDueDate } from '../rules/term-due-date.js';
import type { WorkingCalendar } from '../rules/working-calendar.js';
import type { EffectiveItem, FactOrigin } from './effective-item.js';

/** When one of the terms that apply ends, and why. */
export interface TermDueDate extends DueDate {
  readonly kind: TermKind;
  readonly trigger: TermTrigger;
  /** Its own, else that of the rule it stands under. */
  readonly severity: Severity;
  /** The term as the table prints it. */
  readonly text: string;
  /** Null for the general term of the policy pack, which no division said. */
  readonly origin: FactOrigin | null;
}

/** The date of the term that ends first: the one that rules (R-D05). */
export interface ItemDueDate extends TermDueDate {
  /** The other terms that apply beside it, earliest first. */
  readonly others: readonly TermDueDate[];
  /** The first of the dates that may not be missed; null where all are only aimed at. */
  readonly limit: TermDueDate | null;
  /** Terms, as printed, that count from something that has not been named. */
  readonly unstarted: readonly string[];
}

export interface ItemDueDateInput {
  readonly item: EffectiveItem;
  /** When what starts a term happened. */
  readonly triggers: ReadonlyMap<TermTrigger, Date>;
  /** The pack of the division, by its name. */
  readonly pack: string;
  readonly calendar: WorkingCalendar;
  /** Of whoever discloses: it chooses among fixed dates. */
  readonly bodyKind: BodyKind | null;
}

/**
 * When information of an item is due: each term that applies at the division is counted from its own trigger, the
 * earliest date rules and all are shown (R-D05). A term by other law takes the place of the general one (R-D03). Null
 * for a group of items, and where nothing is named that a term counts from. Error: BAD_USER_INPUT for days out of
 * range.
 */
export function dueDateOfItem(input: ItemDueDateInput): ItemDueDate | null {
  const { item, triggers } = input;
  const started = [...triggers.values()].toSorted((a, b) => a.getTime() - b.getTime());
  const [first] = started;
  if (first === undefined || !item.isLeaf) return null;
  // A due date keeps the edition of the pack that was in force when it began to run.
  const pack = packAt(input.pack, startDate(first));
  const dates: TermDueDate[] = [];
  const unstarted: string[] = [];
  for (const { term, origin } of termsOf(item, pack)) {
    const at = startOf(term, triggers, first);
    if (at === undefined || !isCountable(term)) unstarted.push(printTerm(term));
    else dates.push(dated(input, { term, origin, at, pack }));
  }
  const [one, ...more] = dates;
  if (one === undefined) return null;
  const ruling = earliestDueDate(one, ...more);
  const others = dates.filter((date) => date !== ruling).toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const limit = [ruling, ...others].find(({ severity }) => severity === 'HARD') ?? null;
  return { ...explained(ruling, others, limit), others, limit, unstarted };
}

interface Applying {
  readonly term: Term;
  readonly origin: FactOrigin | null;
}

/** What the chain says, hard limits with it, and the general term where that goes on to apply. */
function termsOf({ deadline }: EffectiveItem, pack: Pack): Applying[] {
  const stated = deadline === null ? [] : [deadline, ...deadline.others];
  const { term, others } = effectiveTerm(
    pack,
    stated.map((one) => one.term),
  );
  const applying = [term, ...others].filter((one) => checkOtherLaw(pack, one) === null);
  const byLaw = applying.some(({ kind }) => kind === 'OTHER_LAW');
  return applying
    .filter(({ kind }) => !byLaw || kind !== 'STATUTORY')
    .map((one) => ({ term: one, origin: stated.find((said) => said.term === one)?.origin ?? null }));
}

/** The statute starts one term by either event; a cadence and a day of the year come round by themselves. */
function startOf(term: Term, triggers: ItemDueDateInput['triggers'], first: Date): Date | undefined {
  const own = triggers.get(term.trigger);
  if (own !== undefined) return own;
  if (term.period || term.fixedDates) return first;
  if (term.kind !== 'STATUTORY') return undefined;
  if (term.trigger === 'FORMED') return triggers.get('CHANGED');
  return term.trigger === 'CHANGED' ? triggers.get('FORMED') : undefined;
}

function isCountable({ kind, fixedDates, amount, unit }: Term): boolean {
  return kind === 'SAME_TIME' || Boolean(fixedDates) || (amount !== null && unit !== null);
}

function dated(
  { calendar, bodyKind }: ItemDueDateInput,
  { term, origin, at, pack }: Applying & { readonly at: Date; readonly pack: Pack },
): TermDueDate {
  return {
    ...dueDateOfTerm({ term, at, calendar, pack, bodyKind: fixedDateOf(bodyKind) }),
    kind: term.kind,
    trigger: term.trigger,
    severity: term.severity ?? ruleOf(pack, ruleOfTerm(term))?.rule.severity ?? 'HARD',
    text: printTerm(term),
    origin,
  };
}

function fixedDateOf(kind: BodyKind | null): keyof FixedDates {
  if (kind === 'GOVERNMENT') return 'government';
  return kind === 'SUBDISTRICT_OFFICE' || kind === 'TOWN_GOVERNMENT' ? 'street' : 'department';
}

/** The date says which others it was chosen from. */
function explained(ruling: TermDueDate, others: readonly TermDueDate[], limit: TermDueDate | null): TermDueDate {
  const { explanation } = ruling;
  const beside = others.map(({ text, date }): ExplanationInput => ({ name: `同时适用：${text}`, value: date }));
  const sentences = [
    explanation.text,
    others.length > 0 ? '同时适用的期限中以最早届满的为准(R-D05)。' : '',
    limit !== null && limit !== ruling ? `该期限为一般要求，最迟不得超过${limit.date}。` : '',
  ];
  const inputs = [...explanation.inputs, ...beside];
  return { ...ruling, explanation: { ...explanation, inputs, text: sentences.join('') } };
}
