import type { FragmentDefinitionNode, GraphQLSchema } from 'graphql';
import type { PlanSource } from './plan-source.js';

/** What a plan is made from. */
export interface Compiling<Context> {
  readonly schema: GraphQLSchema;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  /** Only those of @skip and @include may be looked at: a plan serves all values of the others. */
  readonly variables: Record<string, unknown>;
  readonly source: PlanSource<Context>;
}
