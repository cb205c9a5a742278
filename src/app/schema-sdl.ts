import { printSubgraphSchema } from '@apollo/subgraph';
import { GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildPublicSchema } from '../modules/delivery/build-public-schema.js';
import { buildEditorialSchema } from './editorial-schema.js';

/** The SDL of both endpoints, sorted by name: the same schema gives the same text. */
export interface SchemaSdl {
  /** With the directives that a federation gateway reads. */
  readonly public: string;
  readonly editorial: string;
}

export async function schemaSdl(): Promise<SchemaSdl> {
  const [publicSchema, editorialSchema] = await Promise.all([buildPublicSchema(), buildEditorialSchema()]);
  return {
    public: `${printSubgraphSchema(lexicographicSortSchema(withoutUnused(publicSchema)))}\n`,
    editorial: `${printSchema(lexicographicSortSchema(editorialSchema))}\n`,
  };
}

/** Federation brings all its directives along under long names, those that nobody imports too. */
function withoutUnused(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  const isUsed = (part: { readonly name: string }) => !part.name.startsWith('federation__');
  return new GraphQLSchema({
    ...config,
    directives: config.directives.filter(isUsed),
    types: config.types.filter(isUsed),
  });
}
