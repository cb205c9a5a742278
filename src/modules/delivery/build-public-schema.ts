import 'reflect-metadata';
import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType, parse } from 'graphql';
import { buildSchema, createResolversMap } from 'type-graphql';
import { kindDefinition } from '../content/kinds/kinds.js';
import type { PublishedVersion } from '../publication/published-version.js';
import { entityReferences } from './entity-references.js';
import { type NodeView, nodeTypeName } from './find-node.js';
import { publicResolvers } from './public-resolvers.js';
import { resolveKindFields } from './resolve-kind-fields.js';
import { allKindTypes } from './types/kind-types.js';

const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])`;

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
  const resolvers = createResolversMap(described);
  for (const [name, resolveReference] of Object.entries(entityReferences)) {
    resolvers[name] = { ...resolvers[name], __resolveReference: resolveReference };
  }
  const schema = buildSubgraphSchema([
    { typeDefs: parse(federation) },
    { typeDefs: parse(printSubgraphSchema(described)), resolvers },
  ]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type) && types[type.name] !== undefined) tellTypes(type);
    else if (isObjectType(type)) type.isTypeOf = undefined;
  }
  return schema;
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
