import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLObjectType,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { Compiling } from './compiling.js';
import type { PlannedRoot, Row } from './plan-source.js';
import { compileResident, type ResidentField } from './resident-fragments.js';
import { type Write, valueWriter } from './value-writer.js';

/** One member of an object that is made from a row. */
export type Member<Context> =
  | { readonly kind: 'constant'; readonly text: string }
  | {
      readonly kind: 'value';
      readonly label: string;
      readonly read: (row: Row, context: Context) => unknown;
      readonly write: Write;
    }
  | { readonly kind: 'resident'; readonly label: string; readonly field: ResidentField<Context> };

export type Members<Context> = ReadonlyMap<string, readonly Member<Context>[]>;

/** What a connection says, in the order it was asked. */
export type PageMember<Context> =
  | { readonly kind: 'constant'; readonly text: string }
  | { readonly kind: 'edges'; readonly label: string; readonly edge: readonly EdgeMember<Context>[] }
  | { readonly kind: 'pageInfo'; readonly label: string; readonly write: Write };
export type EdgeMember<Context> =
  | { readonly kind: 'constant'; readonly text: string }
  | { readonly kind: 'cursor'; readonly label: string }
  | { readonly kind: 'node'; readonly label: string; readonly members: Members<Context> };

export interface RootStep<Context> {
  readonly label: string;
  readonly field: string;
  readonly nodes: readonly FieldNode[];
  readonly root: PlannedRoot<Context>;
  readonly columns: readonly string[];
  readonly members: Members<Context>;
  readonly page: readonly PageMember<Context>[];
}

/** How an operation is answered without its resolvers; null where one of its fields needs them. */
export function compilePlan<Context>(
  compiling: Compiling<Context>,
  operation: OperationDefinitionNode,
): readonly RootStep<Context>[] | null {
  const query = compiling.schema.getQueryType();
  if (operation.operation !== 'query' || query == null) return null;
  const { schema, fragments, variables } = compiling;
  const steps: RootStep<Context>[] = [];
  for (const [key, nodes] of collectFields(schema, fragments, variables, query, operation.selectionSet)) {
    const step = rootStep(compiling, query, { key, nodes });
    if (step === null) return null;
    steps.push(step);
  }
  return steps;
}

interface Selected {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
}

function rootStep<Context>(
  compiling: Compiling<Context>,
  query: GraphQLObjectType,
  { key, nodes }: Selected,
): RootStep<Context> | null {
  const field = nodes[0]?.name.value ?? '';
  const root = compiling.source.roots[field];
  const declared = query.getFields()[field];
  if (root === undefined || declared === undefined) return null;
  const columns = new Set(compiling.source.typeColumns);
  const type = getNamedType(declared.type);
  const shared = { label: `${JSON.stringify(key)}:`, field, nodes, root };
  if (root.kind === 'one') {
    const members = rowMembers(compiling, nodes, columns);
    return members === null ? null : { ...shared, columns: [...columns], members, page: [] };
  }
  if (!isObjectType(type)) return null;
  const page = pageMembers(compiling, { type, nodes, columns });
  return page === null ? null : { ...shared, columns: [...columns], members: new Map(), page };
}

interface Listed {
  readonly type: GraphQLObjectType;
  readonly nodes: readonly FieldNode[];
  readonly columns: Set<string>;
}

function pageMembers<Context>(
  compiling: Compiling<Context>,
  { type, nodes, columns }: Listed,
): PageMember<Context>[] | null {
  const members: PageMember<Context>[] = [];
  const { schema, fragments, variables } = compiling;
  for (const [key, inner] of collectSubfields(schema, fragments, variables, type, nodes)) {
    const name = inner[0]?.name.value ?? '';
    const label = `${JSON.stringify(key)}:`;
    const field = type.getFields()[name];
    if (name === '__typename') members.push({ kind: 'constant', text: label + JSON.stringify(type.name) });
    else if (name === 'pageInfo' && field !== undefined) {
      const write = valueWriter(compiling, field.type, inner);
      if (write === null) return null;
      members.push({ kind: 'pageInfo', label, write });
    } else if (name === 'edges' && field !== undefined) {
      const edgeType = getNamedType(field.type);
      const edge = isObjectType(edgeType) ? edgeMembers(compiling, { type: edgeType, nodes: inner, columns }) : null;
      if (edge === null) return null;
      members.push({ kind: 'edges', label, edge });
    } else return null;
  }
  return members;
}

function edgeMembers<Context>(
  compiling: Compiling<Context>,
  { type, nodes, columns }: Listed,
): EdgeMember<Context>[] | null {
  const edge: EdgeMember<Context>[] = [];
  const { schema, fragments, variables } = compiling;
  for (const [key, inner] of collectSubfields(schema, fragments, variables, type, nodes)) {
    const name = inner[0]?.name.value ?? '';
    const label = `${JSON.stringify(key)}:`;
    if (name === '__typename') edge.push({ kind: 'constant', text: label + JSON.stringify(type.name) });
    else if (name === 'cursor') edge.push({ kind: 'cursor', label });
    else if (name === 'node') {
      const members = rowMembers(compiling, inner, columns);
      if (members === null) return null;
      edge.push({ kind: 'node', label, members });
    } else return null;
  }
  return edge;
}

/** The members for each concrete type that a row may be; the columns that they need are added. */
function rowMembers<Context>(
  compiling: Compiling<Context>,
  nodes: readonly FieldNode[],
  columns: Set<string>,
): Members<Context> | null {
  const { schema, source } = compiling;
  const type = schema.getType(source.rowType);
  if (!isAbstractType(type)) return null;
  const members = new Map<string, readonly Member<Context>[]>();
  for (const concrete of schema.getPossibleTypes(type)) {
    const own = concreteMembers(compiling, { type: concrete, nodes, columns });
    if (own === null) return null;
    members.set(concrete.name, own);
  }
  return members;
}

function concreteMembers<Context>(
  compiling: Compiling<Context>,
  { type, nodes, columns }: Listed,
): Member<Context>[] | null {
  const planned = compiling.source.fields(type.name);
  const members: Member<Context>[] = [];
  const { schema, fragments, variables } = compiling;
  for (const [key, inner] of collectSubfields(schema, fragments, variables, type, nodes)) {
    const name = inner[0]?.name.value ?? '';
    const label = `${JSON.stringify(key)}:`;
    if (name === '__typename') {
      members.push({ kind: 'constant', text: label + JSON.stringify(type.name) });
      continue;
    }
    const how = planned[name];
    const declared = type.getFields()[name];
    if (how === undefined || declared === undefined || declared.args.length > 0) return null;
    for (const column of how.columns) columns.add(column);
    if (how.kind === 'value') {
      const write = valueWriter(compiling, declared.type, inner);
      if (write === null) return null;
      members.push({ kind: 'value', label, read: how.read, write });
    } else {
      const field = compileResident(compiling, { how, type: declared.type, nodes: inner });
      if (field === null) return null;
      members.push({ kind: 'resident', label, field });
    }
  }
  return members;
}

/** The variables that @skip and @include look at, anywhere in the document: they are part of what is compiled. */
export function deciding(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  JSON.stringify(document, (key, value: unknown) => {
    if (key === 'loc') return undefined;
    if (isDirective(value) && (value.name.value === 'skip' || value.name.value === 'include')) {
      for (const { value: given } of value.arguments ?? [])
        if (given.kind === Kind.VARIABLE) names.add(given.name.value);
    }
    return value;
  });
  return names;
}

function isDirective(value: unknown): value is DirectiveNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === Kind.DIRECTIVE;
}
