import type { BasisValue, ElementValue } from '../../../../src/modules/catalogue/catalogue-fact.js';
import {
  type Assignment,
  type CatalogueField,
  catalogueFields,
  channels,
  type EffectiveItem,
} from '../../../../src/modules/catalogue/effective-item.js';
import type { Body } from '../../../../src/modules/jurisdictions/directory.js';
import type { Term } from '../../../../src/modules/rules/term.js';
import type { FactLine, ItemLine, OnTree } from '../arbitrary-catalogue.js';

/** What somebody says, and which division it is. */
type From<T> = readonly [value: T, divisionCode: string];

/** What comes down to a division of one field, and goes on from there. */
export interface Carried {
  /** What counts, the uppermost first. */
  readonly counting: readonly FactLine[];
  readonly lockedBy: FactLine | null;
}

const nothing: Carried = { counting: [], lockedBy: null };

/**
 * The rules of inheritance as they are told: one walks down from the division that defines an item, and each division
 * on the way changes what has come down to it. Slow, plain, and made of nothing that the product is made of.
 */
export class MergeOracle {
  constructor(private readonly rows: OnTree) {}

  /** What the division has to disclose, by item code. */
  listed(divisionCode: string): readonly Shown[] {
    return this.rows.items
      .filter((item) => this.isListed(item, divisionCode))
      .map((item) => this.shown(item, divisionCode));
  }

  /** Everything that is seen there, retired or not. */
  known(divisionCode: string): readonly Shown[] {
    return this.rows.items
      .filter((item) => this.withAllBelow(item).some((one) => this.isFlagged(one, divisionCode)))
      .map((item) => this.shown(item, divisionCode));
  }

  shown(item: ItemLine, divisionCode: string): Shown {
    const children = this.childrenOf(item).filter((child) => this.isListed(child, divisionCode));
    const at = (field: CatalogueField): readonly FactLine[] => this.carried(item, field, divisionCode).counting;
    const suppressed = at('applicability').some((fact) => fact.state === 'SUPPRESS');
    return {
      code: item.code,
      applicability: this.isRetired(item, divisionCode) ? 'RETIRED' : suppressed ? 'NOT_APPLICABLE' : 'APPLICABLE',
      isLeaf: item.is_leaf && children.length === 0,
      childCodes: children.map((child) => child.code),
      name: lastOf<string | null>(at('name')) ?? '',
      elements: onceEach(listOf<ElementValue>(at('elements')), (one) => one.id).map(([one, from], index) => [
        { ...one, order: index + 1 },
        from,
      ]),
      bases: onceEach(listOf<BasisValue>(at('bases')), (one) => `${one.title} ${one.docNo} ${one.clause}`),
      terms: termsOf(at('deadline')),
      responsible: this.responsible(lastOf<Assignment | null>(at('responsibility')) ?? null, divisionCode),
      ticked: channels.flatMap((channel) => {
        const first = at('channels').find((fact) => listed(fact).includes(channel));
        return first === undefined ? [] : [[channel, first.division_code] as const];
      }),
      specific: lastOf<{ specific: string | null } | null>(at('audience'))?.specific ?? null,
      levels: lastOf<readonly string[]>(at('levels')) ?? [],
      note: lastOf<string | null>(at('note')),
      origins: catalogueFields.map((field) => this.origins(item, field, divisionCode)),
    };
  }

  /** The value of a field that comes down to the division and the facts that make it up. */
  carried(item: ItemLine, field: CatalogueField, divisionCode: string): Carried {
    return this.way(item, divisionCode).reduce<Carried>((above, code) => {
      if (above.lockedBy !== null) return above;
      const own = this.rows.facts.filter(
        (fact) => fact.item_code === item.code && fact.division_code === code && fact.field === field,
      );
      const counting = addTo(above.counting, field, own);
      return { counting, lockedBy: own.find((fact) => fact.slot === 'LOCK') ?? null };
    }, nothing);
  }

  /** R-I12: what ended above ends here, unless a division below that one has a basis of its own that counts. */
  isRetired(item: ItemLine, divisionCode: string): boolean {
    const ended = this.withAllAbove(item).filter((one) => one.to_sequence !== null);
    if (ended.length === 0) return false;
    const bases = this.carried(item, 'bases', divisionCode).counting.filter((fact) => listed(fact).length > 0);
    return !bases.some((fact) => ended.every((one) => this.isBelow(fact.division_code, one.defined_at)));
  }

  isFlagged(item: ItemLine, divisionCode: string): boolean {
    const level = this.rows.tree.places.find((place) => place.code === divisionCode)?.level ?? 'CITY';
    return (lastOf<readonly string[]>(this.carried(item, 'levels', divisionCode).counting) ?? []).includes(level);
  }

  isListed(item: ItemLine, divisionCode: string): boolean {
    return this.withAllBelow(item).some(
      (one) => this.isFlagged(one, divisionCode) && !this.isRetired(one, divisionCode),
    );
  }

  /** Whose duty it is there: the division's own body, else its government, else the same one level up. */
  responsible(value: Assignment | null, divisionCode: string): Shown['responsible'] {
    if (value === null) return null;
    const found =
      'bodyId' in value
        ? this.rows.tree.directory.bodies().find((body) => body.id === value.bodyId)
        : this.carrier(value.function, divisionCode);
    return found === undefined ? null : [found.id, value.eachBody === true];
  }

  private carrier(name: string, divisionCode: string): Body | undefined {
    const here = this.rows.tree.directory.bodies().filter((body) => body.divisionCode === divisionCode);
    const upper = this.rows.tree.places.find((place) => place.code === divisionCode)?.parentCode ?? null;
    return (
      here.find((body) => body.functions.includes(name)) ??
      here.find((body) => body.kind === 'GOVERNMENT') ??
      (upper === null ? undefined : this.carrier(name, upper))
    );
  }

  private origins(item: ItemLine, field: CatalogueField, divisionCode: string): string {
    const { counting, lockedBy } = this.carried(item, field, divisionCode);
    const told = (field === 'deadline' ? byRank(counting) : counting).map(said);
    return `${field}: ${[...told, ...(lockedBy === null ? [] : [said(lockedBy)])].join(', ')}`;
  }

  /** From the division that defines the item down to this one; nothing where the item is defined elsewhere. */
  private way(item: ItemLine, divisionCode: string): readonly string[] {
    if (divisionCode === item.defined_at) return [divisionCode];
    const upper = this.rows.tree.places.find((place) => place.code === divisionCode)?.parentCode;
    if (upper == null) return [];
    const above = this.way(item, upper);
    return above.length === 0 ? [] : [...above, divisionCode];
  }

  private isBelow(divisionCode: string, upperCode: string): boolean {
    return divisionCode !== upperCode && divisionCode.startsWith(upperCode);
  }

  private childrenOf(item: ItemLine): readonly ItemLine[] {
    const children = this.rows.items.filter((one) => one.parent_code === item.code);
    const rank = (one: ItemLine): string => `${one.local ? 1 : 0} ${String(one.position).padStart(3, '0')} ${one.code}`;
    return children.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
  }

  private withAllBelow(item: ItemLine): readonly ItemLine[] {
    return [item, ...this.childrenOf(item).flatMap((child) => this.withAllBelow(child))];
  }

  private withAllAbove(item: ItemLine): readonly ItemLine[] {
    const above = this.rows.items.find((one) => one.code === item.parent_code);
    return above === undefined ? [item] : [item, ...this.withAllAbove(above)];
  }
}

/** What a reader sees of an item, with the division that each part comes from. */
export interface Shown {
  readonly code: string;
  readonly applicability: EffectiveItem['applicability'];
  readonly isLeaf: boolean;
  readonly childCodes: readonly string[];
  readonly name: string;
  readonly elements: readonly From<ElementValue & { readonly order: number }>[];
  readonly bases: readonly From<BasisValue>[];
  /** The one that counts first. */
  readonly terms: readonly From<Term>[];
  readonly responsible: readonly [bodyId: string, eachBody: boolean] | null;
  readonly ticked: readonly From<string>[];
  readonly specific: string | null;
  readonly levels: readonly string[];
  readonly note: string | null;
  readonly origins: readonly string[];
}

/** The same of what the product shows. */
export function shownBy(item: EffectiveItem): Shown {
  const { code, applicability, isLeaf, childCodes, name, deadline, responsibility, audience, levels, note } = item;
  return {
    code,
    applicability,
    isLeaf,
    childCodes,
    name,
    levels,
    note,
    specific: audience.specific,
    elements: item.elements.map(({ origin, ...element }) => [element, origin.divisionCode]),
    bases: item.bases.map(({ origin, ...basis }) => [basis, origin.divisionCode]),
    terms: (deadline === null ? [] : [deadline, ...deadline.others]).map((one) => [one.term, one.origin.divisionCode]),
    responsible: responsibility === null ? null : [responsibility.bodyId, responsibility.eachBody],
    ticked: item.channels.filter((one) => one.ticked).map((one) => [one.channel, one.origin.divisionCode]),
    origins: item.fieldOrigins.map(
      ({ field, origins }) => `${field}: ${origins.map((one) => `${one.state} ${one.divisionCode}`).join(', ')}`,
    ),
  };
}

/** One step down. */
function addTo(above: readonly FactLine[], field: CatalogueField, own: readonly FactLine[]): readonly FactLine[] {
  const values = own.filter((fact) => fact.slot === 'VALUE');
  const additions = own.filter((fact) => fact.slot === 'APPEND');
  switch (field) {
    case 'elements':
    case 'bases':
      // A list that is set anew here drops all that came down.
      return [...(values.length > 0 ? values : above), ...additions];
    case 'channels':
      return [...above, ...values, ...additions];
    case 'deadline':
      return [...above, ...values];
    case 'applicability': {
      const all = [...above, ...values];
      const against = all.filter((fact) => fact.state === 'SUPPRESS');
      return against.length > 0 ? against : all.slice(-1);
    }
    case 'name':
    case 'responsibility':
    case 'audience':
    case 'levels':
    case 'note':
      return values.length > 0 ? values : above;
  }
}

/** All that is stated, the terms that count first, each with the hard limit behind it. */
function termsOf(facts: readonly FactLine[]): readonly From<Term>[] {
  return byRank(facts).flatMap((fact): From<Term>[] => {
    const term = termIn(fact);
    if (term === null) return [];
    const limit = term.hardLimit ?? null;
    return [[term, fact.division_code], ...(limit === null ? [] : [[limit, fact.division_code] as const])];
  });
}

/** The shortest of each clock by how soon they end, then what it overrules, then what says nothing. */
function byRank(facts: readonly FactLine[]): readonly FactLine[] {
  const stated = facts.filter((fact) => termIn(fact) !== null);
  const winners: FactLine[] = [];
  for (const ofClock of Map.groupBy(stated, clockOf).values()) {
    const shortest = Math.min(...ofClock.map(amountOf));
    winners.push(...ofClock.filter((fact) => amountOf(fact) === shortest).slice(0, 1));
  }
  const inOrder = stated.filter((fact) => winners.includes(fact));
  const soonest = inOrder.toSorted((a, b) => (soon(a) === soon(b) ? 0 : soon(a) - soon(b)));
  return [...soonest, ...stated.filter((fact) => !winners.includes(fact)), ...facts.filter((f) => !stated.includes(f))];
}

/** Terms of one clock can be compared; one that is not counted in a unit has a clock of its own. */
function clockOf(fact: FactLine): unknown {
  const term = termIn(fact);
  return term === null || term.amount === null || term.unit === null
    ? fact
    : `${term.trigger} ${term.unit} ${term.period ?? 'once'}`;
}

function amountOf(fact: FactLine): number {
  return termIn(fact)?.amount ?? 0;
}

function soon(fact: FactLine): number {
  const term = termIn(fact);
  if (term?.kind === 'SAME_TIME') return 0;
  if (term == null || term.amount === null) return Number.POSITIVE_INFINITY;
  const days = { HOUR: 1 / 24, DAY: 1, WORKING_DAY: 7 / 5 };
  return term.unit === null ? Number.POSITIVE_INFINITY : Math.round(term.amount * days[term.unit] * 120);
}

/** The generator draws the value that belongs to the field. */
function termIn(fact: FactLine): Term | null {
  return fact.value as Term | null;
}

function lastOf<T>(facts: readonly FactLine[]): T | null {
  return (facts.at(-1)?.value ?? null) as T | null;
}

function listed(fact: FactLine): readonly unknown[] {
  return (fact.value ?? []) as readonly unknown[];
}

function listOf<T>(facts: readonly FactLine[]): From<T>[] {
  return facts.flatMap((fact) => (listed(fact) as readonly T[]).map((one): From<T> => [one, fact.division_code]));
}

/** The upper one of two that bear the same key. */
function onceEach<T>(all: readonly From<T>[], keyOf: (one: T) => string): From<T>[] {
  return all.filter(([one], index) => all.findIndex(([other]) => keyOf(other) === keyOf(one)) === index);
}

function said({ state, division_code }: FactLine): string {
  return `${state} ${division_code}`;
}
