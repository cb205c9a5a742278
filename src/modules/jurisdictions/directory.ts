/** How high a division stands; its labels are data of the installation. */
export const adminLevels = ['CITY', 'DISTRICT', 'STREET'] as const;
export type AdminLevel = (typeof adminLevels)[number];

export const divisionKinds = ['CITY', 'DISTRICT', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP'] as const;
export type DivisionKind = (typeof divisionKinds)[number];

export const bodyKinds = [
  'GOVERNMENT',
  'DEPARTMENT',
  'SUBDISTRICT_OFFICE',
  'TOWN_GOVERNMENT',
  'DISPATCHED_AGENCY',
  'INTERNAL_AGENCY',
  'AUTHORISED_ORG',
  'PUBLIC_ENTERPRISE',
  'VILLAGE_COMMITTEE',
] as const;
export type BodyKind = (typeof bodyKinds)[number];

export interface Division {
  readonly code: string;
  readonly name: string;
  readonly level: AdminLevel;
  readonly kind: DivisionKind;
  readonly parentCode: string | null;
  /** The policy pack that rules here, e.g. SHANGHAI. */
  readonly pack: string;
}

/** A disclosing body (公开主体). Dates are calendar dates YYYY-MM-DD, both inclusive. */
export interface Body {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly kind: BodyKind;
  readonly divisionCode: string;
  readonly functions: readonly string[];
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly predecessorIds: readonly string[];
  readonly successorIds: readonly string[];
}

/** One body carries on what another one did, from `effectiveOn` (YYYY-MM-DD) on; `functions` null = all of them. */
export interface Succession {
  readonly predecessorId: string;
  readonly successorId: string;
  readonly functions: readonly string[] | null;
  readonly effectiveOn: string;
}

/** The tree of divisions and the register of bodies as they stand at one sequence. Immutable. */
export class Directory {
  readonly #divisions: ReadonlyMap<string, Division>;
  readonly #children: ReadonlyMap<string, readonly Division[]>;
  readonly #bodies: ReadonlyMap<string, Body>;
  readonly #bySlug: ReadonlyMap<string, Body>;
  readonly #bodiesOf: ReadonlyMap<string, readonly Body[]>;
  readonly #heirs: ReadonlyMap<string, readonly Succession[]>;
  readonly #origins: ReadonlyMap<string, readonly Succession[]>;
  readonly #successions: readonly Succession[];
  readonly #ended: readonly Body[];
  #today: string | undefined;

  /** Divisions and bodies keep the order they are given in. */
  constructor(divisions: readonly Division[], bodies: readonly Body[], successions: readonly Succession[] = []) {
    this.#divisions = new Map(divisions.map((division) => [division.code, division]));
    this.#children = Map.groupBy(divisions, (division) => division.parentCode ?? '');
    this.#bodies = new Map(bodies.map((body) => [body.id, body]));
    this.#bySlug = new Map(bodies.map((body) => [body.slug, body]));
    this.#bodiesOf = Map.groupBy(bodies, (body) => body.divisionCode);
    this.#heirs = Map.groupBy(successions, (succession) => succession.predecessorId);
    this.#origins = Map.groupBy(successions, (succession) => succession.successorId);
    this.#successions = successions;
    this.#ended = bodies.filter((body) => body.validTo !== null);
  }

  /** The same directory as it counts on a day (YYYY-MM-DD): what begins later does not count yet. */
  asOf(today: string): Directory {
    const dated = new Directory(this.divisions(), this.bodies(), this.#successions);
    dated.#today = today;
    return dated;
  }

  /** The day that counts where nobody names one; undefined = after everything recorded. */
  get today(): string | undefined {
    return this.#today;
  }

  divisions(): readonly Division[] {
    return [...this.#divisions.values()];
  }

  division(code: string): Division | undefined {
    return this.#divisions.get(code);
  }

  children(code: string): readonly Division[] {
    return this.#children.get(code) ?? [];
  }

  /** Nearest first, up to the root; empty for the root and for an unknown code. */
  ancestors(code: string): readonly Division[] {
    const above: Division[] = [];
    let current = this.#divisions.get(code);
    while (current?.parentCode != null) {
      current = this.#divisions.get(current.parentCode);
      if (current !== undefined) above.push(current);
    }
    return above;
  }

  /** Root first, the division itself last; empty for an unknown code. */
  chain(code: string): readonly Division[] {
    const self = this.#divisions.get(code);
    return self === undefined ? [] : [...this.ancestors(code).toReversed(), self];
  }

  /** True for the division itself and everything below it. */
  isWithin(code: string, ancestorCode: string): boolean {
    return code === ancestorCode || this.ancestors(code).some((division) => division.code === ancestorCode);
  }

  /** The division and everything below it, depth first. */
  subtree(code: string): readonly Division[] {
    const self = this.#divisions.get(code);
    if (self === undefined) return [];
    return [self, ...this.children(code).flatMap((child) => this.subtree(child.code))];
  }

  /** The scopes on which a grant counts for something of this division: itself and all above. */
  scopesOf(divisionCode: string): readonly string[] {
    return [divisionCode, ...this.ancestors(divisionCode).map((division) => division.code)];
  }

  bodies(): readonly Body[] {
    return [...this.#bodies.values()];
  }

  /** Those whose last day is known, past or to come. */
  endedBodies(): readonly Body[] {
    return this.#ended;
  }

  body(id: string): Body | undefined {
    return this.#bodies.get(id);
  }

  bodyBySlug(slug: string): Body | undefined {
    return this.#bySlug.get(slug);
  }

  bodiesOf(divisionCode: string): readonly Body[] {
    return this.#bodiesOf.get(divisionCode) ?? [];
  }

  /** Who carries on the functions of this body. */
  successionsFrom(bodyId: string): readonly Succession[] {
    return this.#heirs.get(bodyId) ?? [];
  }

  /** Whose functions this body carries on. */
  successionsTo(bodyId: string): readonly Succession[] {
    return this.#origins.get(bodyId) ?? [];
  }

  /** The government or office of the division itself, valid on `date`; undefined where it has none. */
  government(divisionCode: string, date = this.today): Body | undefined {
    const kinds: readonly BodyKind[] = ['GOVERNMENT', 'SUBDISTRICT_OFFICE', 'TOWN_GOVERNMENT'];
    return this.bodiesOf(divisionCode).find((body) => kinds.includes(body.kind) && isValidOn(body, date));
  }
}

/** Without a date: after everything recorded. */
export function isValidOn(body: Body, date: string | undefined): boolean {
  if (date === undefined) return body.validTo === null;
  return (body.validFrom === null || body.validFrom <= date) && (body.validTo === null || date <= body.validTo);
}
