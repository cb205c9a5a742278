import { type FieldNode, type GraphQLOutputType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { isRecord } from '../values/is-record.js';
import type { Compiling } from './compiling.js';

/** The JSON text of a value of one type and selection. Throws where the type forbids the value: its resolver says how. */
export type Write = (value: unknown) => string;

const typename = '__typename';

/** Null for a type that is no leaf and no plain object. */
export function valueWriter<Context>(
  compiling: Compiling<Context>,
  type: GraphQLOutputType,
  fieldNodes: readonly FieldNode[],
): Write | null {
  if (isNonNullType(type)) {
    const inner = valueWriter(compiling, type.ofType, fieldNodes);
    return inner === null ? null : refuseNull(inner);
  }
  if (isListType(type)) {
    const inner = valueWriter(compiling, type.ofType, fieldNodes);
    return inner === null ? null : (value) => (value == null ? 'null' : listText(value, inner));
  }
  if (isLeafType(type)) {
    return (value) => (value == null ? 'null' : leafText(type.serialize(value)));
  }
  if (!isObjectType(type) || !compiling.source.plainTypes.has(type.name)) return null;
  const members: { readonly label: string; readonly name: string; readonly write: Write }[] = [];
  const { schema, fragments, variables } = compiling;
  for (const [key, nodes] of collectSubfields(schema, fragments, variables, type, fieldNodes)) {
    const name = nodes[0]?.name.value ?? '';
    const field = type.getFields()[name];
    const write =
      name === typename ? (): string => JSON.stringify(type.name) : field && valueWriter(compiling, field.type, nodes);
    if (write == null || (field !== undefined && field.args.length > 0)) return null;
    members.push({ label: `${JSON.stringify(key)}:`, name, write });
  }
  return (value) => {
    if (value == null) return 'null';
    if (!isRecord(value)) throw new Error('A value that should have members has none.');
    return `{${members.map(({ label, name, write }) => label + write(value[name])).join(',')}}`;
  };
}

function refuseNull(write: Write): Write {
  return (value) => {
    if (value == null) throw new Error('A value that may not be null is null.');
    return write(value);
  };
}

function listText(value: unknown, write: Write): string {
  if (!Array.isArray(value)) throw new Error('A value that should be a list is none.');
  return `[${value.map(write).join(',')}]`;
}

function leafText(value: unknown): string {
  const text = JSON.stringify(value);
  if (text === undefined) throw new Error('A value has no JSON text.');
  return text;
}
