import { type GraphQLFieldResolver, GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { KindField, KindValue } from '../content/kinds/kind.js';
import { kinds } from '../content/kinds/kinds.js';
import type { PublishedVersion } from '../publication/published-version.js';
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

function resolverOf(name: string, field: KindField): Resolve {
  switch (field.type) {
    case 'bodies':
      return (version, _args, { directory }) => texts(version.fields[name]).map((id) => bodyById(directory, id));
    case 'texts':
    case 'rows':
      return (version) => version.fields[name] ?? [];
    case 'text':
    case 'longText':
    case 'date':
    case 'integer':
      return (version) => version.fields[name] ?? null;
  }
}

function texts(value: KindValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
