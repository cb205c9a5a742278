import { type GraphQLFieldResolver, GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { KindField } from '../content/kinds/kind.js';
import { kinds } from '../content/kinds/kinds.js';
import { textsOf } from '../content/kinds/texts-of.js';
import type { PublishedVersion } from '../publication/published-version.js';
import { kindFieldValue } from './kind-field-value.js';
import type { PublicContext } from './public-context.js';
import { bodyById } from './views.js';

type Resolve = GraphQLFieldResolver<PublishedVersion, PublicContext>;

/** A kind's own fields are read from the version's `fields`; bodies among them become bodies. */
export function resolveKindFields(schema: GraphQLSchema): void {
  for (const kind of kinds) {
    const type = schema.getType(kind.typeName);
    if (!(type instanceof GraphQLObjectType)) throw new Error(`The schema lacks the type ${kind.typeName}.`);
    for (const [name, field] of Object.entries(kind.fields)) {
      const declared = type.getFields()[name];
      if (declared !== undefined) declared.resolve = resolverOf(name, field);
    }
  }
}

function resolverOf(name: string, { type }: KindField): Resolve {
  if (type === 'bodies') {
    return ({ fields }, _args, { directory }) => textsOf(fields[name]).map((id) => bodyById(directory, id));
  }
  return ({ fields }) => kindFieldValue(fields, name, type);
}
