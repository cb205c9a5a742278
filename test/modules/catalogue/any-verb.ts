import fc from 'fast-check';
import { addLocalItem } from '../../../src/modules/catalogue/add-local-item.js';
import { appendToField } from '../../../src/modules/catalogue/append-to-field.js';
import type { CatalogueFact, CatalogueItem } from '../../../src/modules/catalogue/catalogue-fact.js';
import { type CatalogueField, catalogueFields } from '../../../src/modules/catalogue/effective-item.js';
import { lockField } from '../../../src/modules/catalogue/lock-field.js';
import { overrideField } from '../../../src/modules/catalogue/override-field.js';
import { resetField } from '../../../src/modules/catalogue/reset-field.js';
import { retireItem } from '../../../src/modules/catalogue/retire-item.js';
import { suppressItem } from '../../../src/modules/catalogue/suppress-item.js';
import { unlockField } from '../../../src/modules/catalogue/unlock-field.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { adminLevels } from '../../../src/modules/jurisdictions/directory.js';
import type { Tx } from '../../../src/platform/db/tx.js';
import { actorWith } from '../../support/identity.js';
import { bodyFunctions } from './arbitrary-tree.js';
import * as small from './small-catalogue.js';

export const verbs = [
  'overrideField',
  'appendToField',
  'resetField',
  'lockField',
  'unlockField',
  'suppressItem',
  'retireItem',
  'addLocalItem',
] as const;
export type Verb = (typeof verbs)[number];

/** What is tried, as numbers that the state at that moment gives a meaning to. */
export interface Attempt {
  readonly verb: Verb;
  readonly place: number;
  readonly item: number;
  readonly field: CatalogueField;
  readonly value: number;
  /** Looks for something that the verb can be done to. */
  readonly apt: boolean;
  /** Who tries is of another division. */
  readonly stranger: boolean;
}

const attemptOf = (verb: Verb): fc.Arbitrary<Attempt> =>
  fc.record({
    verb: fc.constant(verb),
    place: fc.nat(99),
    item: fc.nat(99),
    field: fc.constantFrom(...catalogueFields),
    value: fc.nat(999),
    apt: fc.constantFrom(true, true, true, false),
    stranger: fc.nat(9).map((one) => one === 9),
  });

/** Every verb twice, in any order. */
export const arbitraryAttempts: fc.Arbitrary<Attempt[]> = fc
  .shuffledSubarray([...verbs, ...verbs], { minLength: 2 * verbs.length })
  .chain((order) => fc.tuple(...order.map(attemptOf)));

/** What an attempt meets. */
export interface Scene {
  /** Codes, the root first. */
  readonly places: readonly string[];
  readonly isWithin: (divisionCode: string, ancestorCode: string) => boolean;
  readonly bodyIds: readonly string[];
  readonly items: readonly CatalogueItem[];
  readonly facts: readonly CatalogueFact[];
  readonly levelOf: (divisionCode: string) => (typeof adminLevels)[number];
  /** Who agrees to what does not apply; in an edition, whoever approves that. */
  readonly approverId: string | null;
  /** What the changes are proposed in; left out where they take effect at once. */
  readonly editionId?: string;
}

export interface Step {
  readonly verb: Verb;
  readonly divisionCode: string;
  readonly itemCode: string;
  readonly field: CatalogueField;
  readonly run: (tx: Tx) => Promise<unknown>;
}

export function officeOf(divisionCode: string): Actor {
  return actorWith('DISCLOSURE_OFFICE', divisionCode, `00000000-0000-4000-8000-${divisionCode.padStart(12, '0')}`);
}

function pick<T>(from: readonly T[], number: number): T | undefined {
  return from[number % from.length];
}

export function stepOf(attempt: Attempt, scene: Scene): Step {
  const { value } = attempt;
  const subject = subjectOf(attempt, scene);
  const { verb, divisionCode, itemCode, field } = subject;
  const actor = officeOf(attempt.stranger ? `${divisionCode}9` : divisionCode);
  const { editionId } = scene;
  const about = { divisionCode, itemCode, field, editionId };
  const input = { divisionCode, itemCode, editionId, reason: value % 9 === 0 ? ' ' : `理由${value % 3}` };
  switch (verb) {
    case 'overrideField': {
      const set = { ...input, value: valueOf(attempt, scene, { divisionCode, itemCode }) };
      return { ...subject, run: (tx) => overrideField(tx, actor, set) };
    }
    case 'appendToField':
      return { ...subject, run: (tx) => appendToField(tx, actor, { ...input, value: additionOf(value) }) };
    case 'resetField':
      return { ...subject, run: (tx) => resetField(tx, actor, about) };
    case 'lockField':
      return { ...subject, run: (tx) => lockField(tx, actor, { ...input, field }) };
    case 'unlockField':
      return { ...subject, run: (tx) => unlockField(tx, actor, about) };
    case 'suppressItem': {
      const approverId = value % 7 === 0 ? actor.accountId : scene.approverId;
      return { ...subject, run: (tx) => suppressItem(tx, actor, { ...input, approverId }) };
    }
    case 'retireItem':
      return { ...subject, run: (tx) => retireItem(tx, actor, input) };
    case 'addLocalItem': {
      const columns = small.columns({ levels: levelsFor(scene, divisionCode, value) });
      const item = { divisionCode, editionId, parentCode: itemCode, identifier: `OWN_${value}`, columns };
      return { ...subject, run: (tx) => addLocalItem(tx, actor, item) };
    }
  }
}

type Subject = Omit<Step, 'run'>;

/** Where and to what: anything anywhere, or what the verb was made for. */
function subjectOf(attempt: Attempt, scene: Scene): Subject {
  const { verb, place, item, field } = attempt;
  const anywhere = {
    verb,
    divisionCode: pick(scene.places, place) ?? '',
    itemCode: pick(scene.items, item)?.code ?? '',
    field,
  };
  return (attempt.apt ? fitting(attempt, scene) : undefined) ?? anywhere;
}

function fitting(attempt: Attempt, scene: Scene): Subject | undefined {
  const { verb, place, item, field } = attempt;
  const { items, facts } = scene;
  const standing = items.filter((one) => one.retiredAt === null);
  switch (verb) {
    case 'resetField': {
      const own = facts.filter((fact) => fact.slot !== 'LOCK' && fact.divisionCode !== homeOf(scene, fact.itemCode));
      const fact = pick(own, item);
      return fact === undefined ? fitting({ ...attempt, verb: 'appendToField' }, scene) : { ...fact, verb };
    }
    case 'unlockField': {
      const lock = pick(
        facts.filter((fact) => fact.slot === 'LOCK'),
        item,
      );
      return lock === undefined ? fitting({ ...attempt, verb: 'lockField' }, scene) : { ...lock, verb };
    }
    case 'retireItem': {
      // Seldom what all others inherit.
      const ending = pick(
        standing.filter((one) => one.local || place % 6 === 0),
        item,
      );
      if (ending === undefined) return fitting({ ...attempt, verb: 'addLocalItem' }, scene);
      return { verb, divisionCode: ending.definedAt, itemCode: ending.code, field };
    }
    case 'overrideField':
    case 'lockField':
    case 'appendToField':
    case 'suppressItem':
    case 'addLocalItem': {
      const found = pick(
        standing.filter((one) => (verb === 'addLocalItem' ? one.tier < 3 : one.isLeaf)),
        item,
      );
      if (found === undefined) return undefined;
      const within = scene.places.filter((code) => scene.isWithin(code, found.definedAt));
      const below = within.filter((code) => code !== found.definedAt);
      const reachable = verb === 'overrideField' || verb === 'lockField' ? within : below;
      return { verb, divisionCode: pick(reachable, place) ?? found.definedAt, itemCode: found.code, field };
    }
  }
}

function homeOf({ items }: Scene, itemCode: string): string {
  return items.find((one) => one.code === itemCode)?.definedAt ?? '';
}

/** The first of them are open to lower levels. */
const kinds = [
  'note',
  'deadline',
  'deadline',
  'responsibility',
  'bases',
  'channels',
  'elements',
  'levels',
  'name',
] as const;

function valueOf(
  { item, value, apt }: Attempt,
  scene: Scene,
  { divisionCode, itemCode }: Pick<Step, 'divisionCode' | 'itemCode'>,
): Parameters<typeof overrideField>[2]['value'] {
  const { bodyIds } = scene;
  const below = divisionCode !== homeOf(scene, itemCode);
  const kind = pick(apt && below ? kinds.slice(0, 4) : kinds, item + value) ?? 'note';
  switch (kind) {
    case 'note':
      return { note: pick(['甲', '乙', '', null], value) ?? null };
    case 'deadline': {
      const trigger = value % 11 === 0 ? 'FORMED' : 'CHANGED';
      return { deadline: { ...small.days(1 + (value % 24)), trigger } };
    }
    case 'responsibility': {
      const bodyId = pick(bodyIds, value);
      if (value % 2 === 0 && bodyId !== undefined) return { responsibility: { bodyId } };
      return { responsibility: { function: pick(bodyFunctions, value) ?? '' } };
    }
    case 'bases':
      return { bases: [ruleOf(value)] };
    case 'channels':
      return { channels: value % 3 === 0 ? ['PRINT_MEDIA'] : ['GOVERNMENT_WEBSITE', 'PRINT_MEDIA'] };
    case 'elements':
      return { elements: [small.element(elementIdOf(value), { name: `新${value % 2}` })] };
    case 'levels':
      return { levels: [...adminLevels].slice(value % 3) };
    case 'name':
      return { name: pick(['甲项', '乙项', ''], value) ?? '' };
  }
}

function additionOf(value: number): Parameters<typeof appendToField>[2]['value'] {
  switch (value % 3) {
    case 0:
      return { elements: value % 10 === 0 ? [] : [small.element(elementIdOf(value))] };
    case 1:
      return { bases: [ruleOf(value)] };
    default:
      return {
        channels: [pick(['PRINT_MEDIA', 'OTHER', 'BROADCAST_TV', 'GOVERNMENT_WEBSITE'] as const, value) ?? 'OTHER'],
      };
  }
}

function elementIdOf(value: number): string {
  return pick(['scope', 'x', 'y', 'z', 'u', 'v', 'w'], value) ?? 'x';
}

function ruleOf(value: number): typeof small.localRule {
  return { ...small.localRule, clause: `第${value % 5}条` };
}

/** Mostly its own level and below, sometimes one above, which nobody could see. */
function levelsFor({ levelOf }: Scene, divisionCode: string, value: number): (typeof adminLevels)[number][] {
  const own = adminLevels.indexOf(levelOf(divisionCode));
  return [...adminLevels].slice(value % 8 === 0 ? Math.max(0, own - 1) : own);
}
