/** Random public operations over disclosures: fragments, aliases, interfaces, directives, merged fields, variables. */
export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

export interface Known {
  readonly ids: readonly string[];
  readonly bodies: readonly string[];
}

/** The numbers of one seed, the same in every run: a linear congruential generator. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(limit: number): number {
    this.#state = (this.#state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor((this.#state / 4_294_967_296) * limit);
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  from<One>(list: readonly One[]): One {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new Error('Nothing to draw from.');
    return one;
  }
}

const leaves = [
  'id indexNo kind version digest sequence title summary keywords attribute mode validity formedAt issuedAt publishedAt updatedAt canonicalUrl __typename',
].flatMap((text) => text.split(' '));

const trees = [
  'content { html text }',
  'content { text __typename html }',
  'elements { element name text }',
  'elements { text }',
  'attachments { id name mediaType size sha256 url }',
  'division { code name level parent { name } }',
  'division { __typename ancestors { code } government { shortName } }',
  'responsibleBody { id slug name kind functions division { name } }',
  'originBody { name validFrom validTo successors { id } }',
  'item { code name deadline { text kind origin { division { name } state } } }',
  'item { elements { id name required } bases { title docNo } responsibility { body { name } explanation { rule clause text } } }',
  'item { local pilotField elements { values } deadline { period severity fixedDates { street } hardLimit { text } } responsibility { eachBody } }',
  'items { code identifier channels { label ticked } audience { allSociety specific } parent { code } }',
];

/** What a plan leaves to the resolvers. */
const beyond = [
  'relations { type incoming disclosure { id title } }',
  'versions { version current }',
  'division { bodies(first: 2) { totalCount } }',
  'responsibleBody { disclosures(first: 1) { totalCount } }',
  'item { dueDate(triggers: { trigger: CHANGED, at: "2026-02-09T10:00:00+08:00" }) { date text explanation { rule } } }',
];

const ofKinds = [
  '... on ServiceGuide { phone address fee materials { name basis copies } }',
  '... on ServiceGuide { conditions flow hours office }',
  '... on PolicyDocument { docNo genre issuers { name division { code } } effectiveFrom footnote }',
  '... on Interpretation { forms }',
  '... on Statistic { period rows { indicator value unit region } }',
  '... on PowerList { powers { name category duty } }',
  '... on NegativeList { exclusions { subject ground } reviewDate }',
  '... on OrgProfile { own: title }',
  '... on Node { id }',
  '... on Disclosure { again: title keywords }',
];

export class RandomOperations {
  #variables: Record<string, { readonly type: string; readonly value: unknown }> = {};
  #fragments: string[] = [];

  constructor(
    private readonly draw: Draw,
    private readonly known: Known,
  ) {}

  next(): RandomOperation {
    this.#variables = {};
    this.#fragments = [];
    const roots = Array.from({ length: 1 + this.draw.below(3) }, (_, index) => this.#root(index));
    const declared = Object.entries(this.#variables).map(([name, { type }]) => `$${name}: ${type}`);
    const head = declared.length === 0 ? 'query Random' : `query Random(${declared.join(', ')})`;
    const other = this.draw.chance(20) ? ' query Other { checkpoint { sequence } }' : '';
    const query = `${head} { ${roots.join(' ')} }${other} ${this.#fragments.join(' ')}`;
    const variables = Object.fromEntries(Object.entries(this.#variables).map(([name, { value }]) => [name, value]));
    return { query, variables, ...(other === '' ? {} : { operationName: 'Random' }) };
  }

  #root(index: number): string {
    const alias = this.draw.chance(70) ? `r${index}: ` : index === 0 ? '' : `r${index}: `;
    if (this.draw.chance(50)) return `${alias}disclosure(${this.#one()}) ${this.#selection()}`;
    const page = ['__typename', 'pageInfo { hasNextPage endCursor startCursor hasPreviousPage }'];
    if (this.draw.chance(15)) page.push('totalCount');
    const edges = `edges { ${this.draw.chance(60) ? 'cursor ' : ''}${this.draw.chance(20) ? '__typename ' : ''}node ${this.#selection()} }`;
    const parts = [edges, ...page.filter(() => this.draw.chance(40))];
    if (this.draw.chance(15)) parts.push(`edges { node { merged: title } }`);
    return `${alias}disclosures${this.#page()} { ${parts.join(' ')} }`;
  }

  #one(): string {
    const id = this.draw.chance(15)
      ? this.draw.from(['nonsense', '', '00000000-0000-4000-8000-0000000dead0', 'RGl2aXNpb246MzEwMDAw'])
      : this.draw.from(this.known.ids);
    const written = this.draw.chance(25) ? id.toUpperCase() : id;
    return `id: ${this.draw.chance(50) ? this.#variable('ID', written) : JSON.stringify(written)}`;
  }

  #page(): string {
    const where: Record<string, unknown> = {};
    if (this.draw.chance(50)) where['body'] = this.draw.from(this.known.bodies);
    if (this.draw.chance(20)) Object.assign(where, { division: '310107', includeDescendants: this.draw.chance(60) });
    if (this.draw.chance(20)) where['kinds'] = [this.draw.from(['SERVICE_GUIDE', 'POLICY_DOCUMENT', 'ORG_PROFILE'])];
    if (this.draw.chance(15)) where['validity'] = ['IN_FORCE'];
    if (this.draw.chance(10)) where['publishedFrom'] = '2026-03-01T00:00:00+08:00';
    const args: string[] = [
      `first: ${this.draw.chance(40) ? this.#variable('Int', this.draw.below(6)) : this.draw.below(6)}`,
    ];
    if (this.draw.chance(70)) args.push(`where: ${this.#variable('DisclosureFilter', where)}`);
    if (this.draw.chance(40)) {
      const order = this.draw.from(['PUBLISHED_NEWEST', 'PUBLISHED_OLDEST', 'UPDATED_NEWEST', 'TITLE']);
      args.push(`orderBy: ${this.draw.chance(50) ? this.#variable('DisclosureOrder', order) : order}`);
    }
    return `(${args.join(', ')})`;
  }

  #selection(): string {
    const parts: string[] = [];
    for (let count = 1 + this.draw.below(6); count > 0; count -= 1) parts.push(this.#part(parts.length));
    // The same field twice, with other members: both count.
    if (this.draw.chance(20)) parts.push('content { text }', 'content { html }', 'item { code }', 'item { name }');
    if (this.draw.chance(25)) {
      const name = `f${this.#fragments.length}`;
      this.#fragments.push(`fragment ${name} on Disclosure { ${this.#part(90)} ${this.draw.from(trees)} }`);
      parts.push(`...${name}`);
    }
    return `{ ${parts.join(' ')} }`;
  }

  #part(place: number): string {
    const text = this.#field();
    const simple = !text.startsWith('...') && text !== '__typename';
    const aliased = simple && this.draw.chance(20) ? `a${place}_${this.draw.below(1_000)}: ${text}` : text;
    if (!this.draw.chance(20)) return aliased;
    const directive = this.draw.from(['skip', 'include']);
    const value = this.draw.chance(70)
      ? this.#variable('Boolean!', this.draw.chance(50))
      : String(this.draw.chance(50));
    const cut = aliased.indexOf('{');
    const head = cut < 0 ? aliased : aliased.slice(0, cut);
    return `${head} @${directive}(if: ${value}) ${cut < 0 ? '' : aliased.slice(cut)}`;
  }

  #field(): string {
    const kind = this.draw.below(100);
    if (kind < 50) return this.draw.from(leaves);
    if (kind < 78) return this.draw.from(trees);
    if (kind < 97) return this.draw.from(ofKinds);
    return this.draw.from(beyond);
  }

  #variable(type: string, value: unknown): string {
    const name = `v${Object.keys(this.#variables).length}`;
    this.#variables[name] = { type, value };
    return `$${name}`;
  }
}
