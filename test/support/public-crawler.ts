import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

type Composite = Extract<GraphQLNamedType, { getFields(): object }>;

/** A root field with its arguments, whose answer is walked as deep as the schema goes. */
export interface Entrance {
  readonly field: string;
  /** As they are written in the operation, e.g. `code: "310107"`. */
  readonly args: string;
}

/** In objects, deepest first; a connection with its edges counts as the thing that it lists. */
const depths = [4, 3, 2] as const;

/**
 * Every operation that reads, from each entrance, every field down to a depth; one for each branch. Each comes as a
 * list of ever shallower ones: the first that is within the limits is the one to ask.
 */
export function crawlOperations(schema: GraphQLSchema, entrances: readonly Entrance[]): string[][] {
  const query = schema.getQueryType();
  if (query == null) throw new Error('The schema has no query type.');
  return entrances.flatMap(({ field, args }) => {
    const declared = query.getFields()[field];
    if (declared === undefined) throw new Error(`The schema has no ${field}.`);
    const call = args === '' ? field : `${field}(${args})`;
    const type = getNamedType(declared.type);
    if (isLeafType(type)) return [[`{ ${call} }`]];
    const byDepth = depths.map((depth) => new Walk(schema, depth).branches(type));
    return (byDepth[0] ?? []).map((_deepest, branch) => byDepth.map((all) => `{ ${call} ${all[branch] ?? ''} }`));
  });
}

/** The names of root fields that no entrance uses: a new one may not go uncrawled. */
export function uncrawled(schema: GraphQLSchema, entrances: readonly Entrance[]): string[] {
  const names = Object.keys(schema.getQueryType()?.getFields() ?? {});
  return names.filter((name) => !entrances.some((entrance) => entrance.field === name));
}

interface Member {
  readonly field: GraphQLField<unknown, unknown>;
  /** The concrete type that has it; null for those of the type itself. */
  readonly within: string | null;
  /** Another concrete type has a field of this name that is not of this type: both cannot go by it. */
  readonly clashes: boolean;
}

class Walk {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly depth: number,
  ) {}

  /** One selection for the leaves of a type and one for each of its members that go on. Connections are looked through. */
  branches(type: GraphQLNamedType, trail: readonly string[] = []): string[] {
    const within = [...trail, type.name];
    const edges = isObjectType(type) ? type.getFields()['edges'] : undefined;
    const node = edges === undefined ? undefined : nodeOf(edges);
    if (node !== undefined) {
      const around = this.#selectionOf(type, [...trail, node.name]);
      return [around, ...this.branches(node, within).map((selection) => `{ edges { cursor node ${selection} } }`)];
    }
    const own = this.#membersOf(type);
    const goingOn = own.filter((member) => !isLeafType(getNamedType(member.field.type)));
    const leaves = own.filter((member) => isLeafType(getNamedType(member.field.type)) && callable(member.field));
    return [
      `{ __typename ${leaves.map(print).join(' ')} }`,
      ...goingOn
        .filter(({ field }) => callable(field))
        .map((member) => {
          const selection = this.#selectionOf(getNamedType(member.field.type), within);
          return `{ ${wrap(member, `${callOf(member.field)} ${selection}`)} }`;
        }),
    ];
  }

  #membersOf(type: GraphQLNamedType): Member[] {
    const shared = hasFields(type) ? Object.values(type.getFields()) : [];
    const members: Member[] = shared.map((field) => ({ field, within: null, clashes: false }));
    if (!isAbstractType(type)) return members;
    const known = new Set(shared.map((field) => field.name));
    const possibles = this.schema.getPossibleTypes(type);
    for (const possible of possibles) {
      for (const field of Object.values(possible.getFields())) {
        if (known.has(field.name)) continue;
        const clashes = possibles.some((other) => isOther(other.getFields()[field.name], field));
        members.push({ field, within: possible.name, clashes });
      }
    }
    return members;
  }

  /** Everything below a type that is not on the way to it already. */
  #selectionOf(type: GraphQLNamedType, trail: readonly string[]): string {
    const within = [...trail, type.name];
    const members = this.#membersOf(type).filter(({ field }) => callable(field));
    const parts = members.flatMap((member) => {
      const target = getNamedType(member.field.type);
      if (isLeafType(target)) return [print(member)];
      if (
        within.includes(target.name) ||
        within.filter((name) => !/(Connection|Edge)$/.test(name)).length >= this.depth
      )
        return [];
      return [wrap(member, `${aliasOf(member)}${callOf(member.field)} ${this.#selectionOf(target, within)}`)];
    });
    return `{ __typename ${parts.join(' ')} }`;
  }
}

function isOther(one: GraphQLField<unknown, unknown> | undefined, other: GraphQLField<unknown, unknown>): boolean {
  return one !== undefined && one.type.toString() !== other.type.toString();
}

function hasFields(type: GraphQLNamedType): type is Composite {
  return isObjectType(type) || isInterfaceType(type);
}

function print(member: Member): string {
  return wrap(member, `${aliasOf(member)}${member.field.name}`);
}

function aliasOf({ field, within, clashes }: Member): string {
  return !clashes ? '' : `${within}_${field.name}: `;
}

function wrap({ within }: Member, text: string): string {
  return within === null ? text : `... on ${within} { ${text} }`;
}

function callable(field: GraphQLField<unknown, unknown>): boolean {
  return field.args.every((argument) => !isNonNullType(argument.type) || argument.defaultValue !== undefined);
}

function callOf(field: GraphQLField<unknown, unknown>): string {
  return field.args.some((argument) => argument.name === 'first') ? `${field.name}(first: 2)` : field.name;
}

function nodeOf(edges: GraphQLField<unknown, unknown>): GraphQLNamedType | undefined {
  const edge = getNamedType(edges.type);
  return isObjectType(edge) ? getNamedType(edge.getFields()['node']?.type) : undefined;
}

/** Every way to fill one member of an input object with the value, as it is written in an operation. */
export function filtersWith(argument: GraphQLArgument | undefined, value: string): string[] {
  const type = argument === undefined ? undefined : getNamedType(argument.type);
  if (type === undefined || !('getFields' in type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const { name } = getNamedType(field.type);
    if (name !== 'String' && name !== 'ID') return [];
    const text = JSON.stringify(value);
    return [`where: { ${field.name}: ${isListType(field.type) ? `[${text}]` : text} }`];
  });
}
