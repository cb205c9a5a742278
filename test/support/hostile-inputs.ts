import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

/** In place of every text; in the words of a payload it is found again wherever it should not be. */
export const marker = 'zq7marker';

/** Texts that mean something to SQL, to JavaScript, to templates or to a shell, each with the marker. */
export const payloads: readonly string[] = [
  `${marker}' or '1'='1`,
  `${marker}"; drop table account; --`,
  `${marker}'); select pg_sleep(1); --`,
  `${marker}\\'; delete from draft where true; --`,
  `${marker} asc; update account set login = 'x'`,
  `${marker}$1 $2 :name ?::text @x {0}`,
  `${marker}%_\\%`,
  `{"$raw":"${marker}","$gt":""}`,
  `["${marker}"]`,
  `\${7*7}{{7*7}}<%= 7*7 %>#{7*7}${marker}`,
  `${marker}|cat /etc/passwd; $(id) \`id\``,
  `../../${marker}%2f..%00`,
  `${marker}\u202egpj.exe\u200b`,
];

/** Names that every object has. */
export const inherited: readonly string[] = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

const scalars: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1.5,
  Boolean: true,
  Date: '2026-11-16',
  DateTime: '2026-11-16T09:00:00.000+08:00',
  Sequence: '1',
  Digest: `sha256:${'a'.repeat(64)}`,
  URL: 'https://a.example/',
  JSONObject: {},
};

/** A value of the type with every field filled, and the text wherever text may stand. */
export function valueOf(type: GraphQLInputType, text: string, depth = 0): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return [valueOf(inner.ofType, text, depth)];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (isLeafType(inner)) return inner.name in scalars ? scalars[inner.name] : text;
  if (!isInputObjectType(inner) || depth > 6) return null;
  const fields = Object.values(inner.getFields()).map((field) => [field.name, valueOf(field.type, text, depth + 1)]);
  return Object.fromEntries(fields);
}

/** Whether text may stand somewhere in a value of the type. */
export function takesText(type: GraphQLInputType, depth = 0): boolean {
  const inner = getNullableType(type);
  if (isListType(inner)) return takesText(inner.ofType, depth);
  if (isInputObjectType(inner)) {
    return depth < 6 && Object.values(inner.getFields()).some((field) => takesText(field.type, depth + 1));
  }
  return isLeafType(inner) && !isEnumType(inner) && !(inner.name in scalars);
}

export interface Call {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Each field of a root type, called with every argument given and text in one of them at a time. */
export function callsWith(
  fields: readonly GraphQLField<unknown, unknown>[],
  kind: 'query' | 'mutation',
  text: string,
): Call[] {
  return fields.flatMap((field) =>
    field.args
      .filter((argument) => takesText(argument.type))
      .map((argument) => callOf(field, { kind, hostile: argument, text })),
  );
}

interface Hostile {
  readonly kind: 'query' | 'mutation';
  readonly hostile: GraphQLArgument;
  readonly text: string;
}

function callOf(field: GraphQLField<unknown, unknown>, { kind, hostile, text }: Hostile): Call {
  const given = field.args.filter((argument) => argument === hostile || isNonNullType(argument.type));
  const declared = given.map(({ name, type }) => `$${name}: ${type.toString()}`).join(', ');
  const passed = given.map(({ name }) => `${name}: $${name}`).join(', ');
  const selected = isLeafType(getNullableType(field.type)) ? '' : '{ __typename }';
  const variables = Object.fromEntries(
    given.map((argument) => [argument.name, valueOf(argument.type, argument === hostile ? text : '310107')]),
  );
  return {
    name: `${field.name}(${hostile.name})`,
    query: `${kind}(${declared}) { ${field.name}(${passed}) ${selected} }`,
    variables,
  };
}

/** The fields of a root type, e.g. `getQueryType`. */
export function rootFields(type: ReturnType<GraphQLSchema['getQueryType']>): GraphQLField<unknown, unknown>[] {
  return Object.values(type?.getFields() ?? {});
}
