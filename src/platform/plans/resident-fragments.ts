import {
  type ASTNode,
  type DocumentNode,
  execute,
  type FieldNode,
  getNamedType,
  type GraphQLOutputType,
  GraphQLSchema,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { LRUCache } from 'lru-cache';
import type { Compiling } from './compiling.js';
import type { PlannedField, Row } from './plan-source.js';

/** A field whose things are in memory: the text of each is made once by the resolvers themselves, and kept. */
export interface ResidentField<Context> {
  readonly type: string;
  readonly keys: (row: Row, context: Context) => readonly string[];
  readonly isList: boolean;
  readonly nullable: boolean;
  /** An operation on the thing alone, in a schema where it is the root. */
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
  readonly texts: KeptTexts;
}

/** Texts of things by key, as long as the state they were made from is the newest one asked for. */
export class KeptTexts {
  #state: readonly [object, object] | undefined;
  readonly #texts = new LRUCache<string, string>({
    maxSize: 16_777_216,
    sizeCalculation: (text, key) => (text.length + key.length) * 2 + 100,
  });

  get(state: readonly [object, object], key: string): string | undefined {
    return this.#holds(state) ? this.#texts.get(key) : undefined;
  }

  set(state: readonly [object, object], key: string, text: string): void {
    if (!this.#holds(state)) {
      this.#state = state;
      this.#texts.clear();
    }
    this.#texts.set(key, text);
  }

  #holds([one, other]: readonly [object, object]): boolean {
    return this.#state !== undefined && this.#state[0] === one && this.#state[1] === other;
  }
}

interface Resident<Context> {
  readonly how: Extract<PlannedField<Context>, { kind: 'resident' }>;
  readonly type: GraphQLOutputType;
  readonly nodes: readonly FieldNode[];
}

/** Null where the selection leaves what is in memory, or depends on variables. */
export function compileResident<Context>(
  compiling: Compiling<Context>,
  { how, type, nodes }: Resident<Context>,
): ResidentField<Context> | null {
  const thing = getNamedType(type);
  if (!isObjectType(thing) || !staysInMemory(compiling, thing.name, nodes) || usesVariables(nodes, compiling))
    return null;
  const selections = nodes.flatMap((node) => node.selectionSet?.selections ?? []);
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections };
  return {
    type: how.type,
    keys: how.keys,
    isList: how.isList,
    nullable: !isNonNullType(type),
    schema: new GraphQLSchema({ query: thing }),
    document: {
      kind: Kind.DOCUMENT,
      definitions: [
        { kind: Kind.OPERATION_DEFINITION, operation: OperationTypeNode.QUERY, selectionSet },
        ...Object.values(compiling.fragments),
      ],
    },
    variables: compiling.variables,
    texts: new KeptTexts(),
  };
}

/** Every field of the selection gives leaves or things that are in memory as well. */
function staysInMemory<Context>(compiling: Compiling<Context>, typeName: string, nodes: readonly FieldNode[]): boolean {
  const { schema, fragments, variables, source } = compiling;
  const type = schema.getType(typeName);
  if (!isObjectType(type) || !source.residentTypes.has(typeName)) return false;
  for (const inner of collectSubfields(schema, fragments, variables, type, nodes).values()) {
    const name = inner[0]?.name.value ?? '';
    if (name === '__typename') continue;
    const field = type.getFields()[name];
    const target = field === undefined ? undefined : getNamedType(field.type);
    if (target === undefined || isAbstractType(target)) return false;
    if (!isLeafType(target) && !staysInMemory(compiling, target.name, inner)) return false;
  }
  return true;
}

/** Other variables than those that were decided when the plan was made. */
function usesVariables<Context>(nodes: readonly FieldNode[], { fragments, variables }: Compiling<Context>): boolean {
  let found = false;
  const seen = new Set<string>();
  const look = (node: ASTNode): void => {
    visit(node, {
      Variable: ({ name }) => {
        if (!Object.hasOwn(variables, name.value)) found = true;
      },
      FragmentSpread: ({ name }) => {
        const fragment = fragments[name.value];
        if (fragment === undefined || seen.has(name.value)) return;
        seen.add(name.value);
        look(fragment);
      },
    });
  };
  for (const { selectionSet } of nodes) if (selectionSet !== undefined) look(selectionSet);
  return found;
}

/** The text of one thing, made by its resolvers; throws where they err: the plain way tells it as it should be told. */
export async function makeText<Context>(
  field: ResidentField<Context>,
  thing: unknown,
  contextValue: Context,
): Promise<string> {
  const { schema, document, variables } = field;
  const result = await execute({ schema, document, rootValue: thing, contextValue, variableValues: variables });
  if (result.errors !== undefined || result.data == null) throw new Error('A thing in memory could not be written.');
  return JSON.stringify(result.data);
}
