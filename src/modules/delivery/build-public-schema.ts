import 'reflect-metadata';
import { buildSubgraphSchema, type GraphQLResolverMap, printSubgraphSchema } from '@apollo/subgraph';
import { badInput } from '../../platform/errors/app-error.js';
import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType, parse } from 'graphql';
import { buildSchema, createResolversMap } from 'type-graphql';
import { kindDefinition } from '../content/kinds/kinds.js';
import type { PublishedVersion } from '../publication/published-version.js';
import { entityReferences } from './entity-references.js';
import { type NodeView, nodeTypeName } from './find-node.js';
import { publicResolvers } from './public-resolvers.js';
import { resolveKindFields } from './resolve-kind-fields.js';
import { allKindTypes } from './types/kind-types.js';

/** `@key` is spelled out because the public contract promises its argument as a plain string. */
const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
directive @key(fields: String!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE`;

/** The public schema: read-only, a federation subgraph, without a single type that could hold a draft. */
export async function buildPublicSchema(): Promise<GraphQLSchema> {
  const described = await buildSchema({
    resolvers: publicResolvers,
    orphanedTypes: [...allKindTypes()],
    validate: false,
    skipCheck: false,
  });
  resolveKindFields(described);
  const types = described.getTypeMap();
  const schema = buildSubgraphSchema([
    { typeDefs: parse(federation) },
    { typeDefs: parse(printSubgraphSchema(described)), resolvers: subgraphResolvers(described) },
  ]);
  capEntities(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type) && types[type.name] !== undefined) tellTypes(type);
    else if (isObjectType(type)) type.isTypeOf = undefined;
  }
  return schema;
}

/** Resolvers of fields, scalars and enums as they were described, and how references become entities. */
function subgraphResolvers(described: GraphQLSchema): GraphQLResolverMap {
  const resolvers: GraphQLResolverMap = {};
  for (const [name, members] of Object.entries(createResolversMap(described))) {
    const resolveReference = entityReferences[name];
    if (resolveReference !== undefined) Object.assign(members, { __resolveReference: resolveReference });
    Object.assign(resolvers, { [name]: members });
  }
  return resolvers;
}

const mostRepresentations = 100;

/** A gateway may ask for many entities at once, but not for any number. */
function capEntities(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const resolve = field?.resolve;
  if (field === undefined || resolve === undefined) throw new Error('The schema is not a subgraph.');
  field.resolve = (source, args: { representations: readonly unknown[] }, context, info) => {
    const found = args.representations.length;
    if (found > mostRepresentations)
      throw badInput(`At most ${mostRepresentations} representations at once.`, { found });
    if (!args.representations.every(namesEntity)) throw badInput('A representation names an entity by "__typename".');
    return resolve(source, args, context, info);
  };
}

function namesEntity(representation: unknown): boolean {
  if (typeof representation !== 'object' || representation === null || !('__typename' in representation)) return false;
  return typeof representation.__typename === 'string' && Object.hasOwn(entityReferences, representation.__typename);
}

/** Answered at once: an asynchronous answer would cost a turn of the event loop for every record. */
function tellTypes(type: ReturnType<GraphQLSchema['getType']>): void {
  if (!isInterfaceType(type)) return;
  type.resolveType = type.name === 'Disclosure' ? disclosureTypeName : nodeName;
}

function disclosureTypeName(version: PublishedVersion): string {
  const definition = kindDefinition(version.kind);
  if (definition === undefined) throw new Error(`There is no kind ${version.kind}.`);
  return definition.typeName;
}

function nodeName(node: NodeView): string {
  return nodeTypeName(node, disclosureTypeName);
}
