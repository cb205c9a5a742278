import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { PublicContext } from './public-context.js';

/** Fields a consumer's key may be answered null for, as `Type.field`: whatever may be null beyond the roots. */
export function maskableFields(schema: GraphQLSchema): ReadonlySet<string> {
  return new Set(
    maskableTypes(schema).flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) =>
        isNonNullType(field.type) ? [] : [`${type.name}.${field.name}`],
      ),
    ),
  );
}

/**
 * Makes a schema of its own answer null for what the key of the request withholds. Only requests with such a key are
 * answered from it: nobody else pays for the question at every field. A field of an interface stands for those of its types.
 */
export function withholdFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of maskableTypes(schema)) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (isNonNullType(field.type)) continue;
      const names = [type, ...type.getInterfaces()].map(({ name }) => `${name}.${field.name}`);
      field.resolve = withheldOr(names, field.resolve ?? defaultFieldResolver);
    }
  }
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, PublicContext>;

function withheldOr(names: readonly string[], resolve: Resolve): Resolve {
  return (source, args, context, info) =>
    names.some((name) => context.withheld.has(name)) ? null : resolve(source, args, context, info);
}

function maskableTypes(schema: GraphQLSchema): (GraphQLObjectType | GraphQLInterfaceType)[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter((type) => !isIntrospectionType(type) && type !== schema.getQueryType() && !type.name.startsWith('_'));
}
