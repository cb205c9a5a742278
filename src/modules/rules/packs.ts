import { badInput } from '../../platform/errors/app-error.js';
import type { Explanation, ExplanationInput } from '../../platform/errors/explanation.js';
import type { CalendarDate } from './calendar-date.js';
import {
  type PackEdition,
  type PackName,
  type PackParameters,
  type Parameter,
  type ParameterKey,
  packNames,
} from './pack.js';
import { countyTrial } from './pack-data/county-trial.js';
import { grassrootsGb2023 } from './pack-data/grassroots-gb.js';
import { nationalBase2019 } from './pack-data/national-base.js';
import { shanghai2021 } from './pack-data/shanghai.js';
import { shanxi2020 } from './pack-data/shanxi.js';
import type { LawRegister } from './laws/law.js';
import type { PackRule } from './pack-rule.js';
import { strictest } from './strictest.js';

const editions: readonly PackEdition[] = [nationalBase2019, shanghai2021, shanxi2020, grassrootsGb2023, countyTrial];

/** An edition together with the edition of its base that was in force on the same day. */
export interface Pack {
  readonly edition: PackEdition;
  readonly base: Pack | null;
  /** The texts that may be cited, as the store has registered them; those of the product where nobody asked it. */
  readonly laws?: LawRegister;
}

/** A parameter as it binds, and the edition that set it. */
export interface BindingParameter<Key extends ParameterKey> extends Parameter<PackParameters[Key]> {
  readonly edition: PackEdition;
}

export function isPackName(name: string): name is PackName {
  return packNames.some((known) => known === name);
}

/** The newest edition of the pack that a division names. */
export function packFor(divisionPackName: string): Pack {
  return resolvePack(divisionPackName, null);
}

/**
 * The edition in force on a day: a due date keeps the one of its trigger, whatever comes later.
 * Before a local pack began its base applied alone; before the first national edition that edition stands in.
 */
export function packAt(name: string, date: CalendarDate): Pack {
  return resolvePack(name, date);
}

function resolvePack(name: string, date: CalendarDate | null): Pack {
  if (!isPackName(name)) throw badInput(`未知的规则包“${name}”。`, { value: name, allowed: packNames });
  const known = editions
    .filter((edition) => edition.name === name)
    .toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  const edition = known.findLast((one) => date === null || one.effectiveFrom <= date);
  if (edition !== undefined) return { edition, base: edition.base === null ? null : resolvePack(edition.base, date) };
  const [first] = known;
  if (first === undefined) throw new Error(`No edition of the pack ${name} is known.`);
  return first.base === null ? { edition: first, base: null } : resolvePack(first.base, date);
}

/**
 * What a pack says of a parameter: its own value, else its base's, else null.
 * Where a local value is looser than the base it does not count.
 */
export function parameterOf<Key extends ParameterKey>(pack: Pack, key: Key): BindingParameter<Key> | null {
  const own = ownParameter(pack.edition, key);
  const inherited = pack.base === null ? null : parameterOf(pack.base, key);
  if (own === null || inherited === null) return own ?? inherited;
  return strictest(key, own.value, inherited.value) === 'BASE' ? inherited : own;
}

function ownParameter<Key extends ParameterKey>(edition: PackEdition, key: Key): BindingParameter<Key> | null {
  const parameter: Parameter<PackParameters[Key]> | undefined = edition.parameters[key];
  return parameter === undefined ? null : { ...parameter, edition };
}

/** The rule as the nearest pack words it, and the edition it was found in; null for ids that no pack lists. */
export function ruleOf(pack: Pack, ruleId: string): { readonly rule: PackRule; readonly edition: PackEdition } | null {
  const rule = pack.edition.rules[ruleId];
  if (rule !== undefined) return { rule, edition: pack.edition };
  return pack.base === null ? null : ruleOf(pack.base, ruleId);
}

export interface ExplanationDetails {
  readonly inputs?: readonly ExplanationInput[];
  /** A sentence in Chinese; the title of the rule where absent. */
  readonly text?: string;
  readonly calendarVersion?: string | null;
  /** Replaces the clause of the pack, for instance by the law that a term cites. */
  readonly clause?: string | null;
}

/** Answers "why" for any rule: clause, pack and version are those of the pack that holds the rule. */
export function explain(pack: Pack, ruleId: string, details: ExplanationDetails = {}): Explanation {
  const found = ruleOf(pack, ruleId);
  const edition = found?.edition ?? pack.edition;
  return {
    rule: ruleId,
    clause: details.clause === undefined ? (found?.rule.clause ?? null) : details.clause,
    pack: edition.name,
    packVersion: edition.version,
    calendarVersion: details.calendarVersion ?? null,
    inputs: details.inputs ?? [],
    text: details.text ?? found?.rule.title ?? ruleId,
  };
}
