import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../../../platform/graphql/scalars.js';
import type { DisclosureKind, KindDefinition, KindField } from '../../content/kinds/kind.js';
import { kinds } from '../../content/kinds/kinds.js';
import { DisclosureType } from './disclosure.type.js';
import { BodyType } from './division.type.js';

type Class = new () => object;

/** The GraphQL object type of every kind, made from its one definition. */
const kindTypes: ReadonlyMap<DisclosureKind, Class> = new Map(
  kinds.map((definition) => [definition.kind, declareKind(definition)]),
);

export function allKindTypes(): readonly Class[] {
  return [...kindTypes.values()];
}

export function kindType(kind: DisclosureKind): Class {
  const type = kindTypes.get(kind);
  if (type === undefined) throw new Error(`There is no type for the kind ${kind}.`);
  return type;
}

function declareKind(definition: KindDefinition): Class {
  const type = class extends DisclosureType {};
  Object.defineProperty(type, 'name', { value: `${definition.typeName}Type` });
  for (const [name, field] of Object.entries(definition.fields)) {
    declareField(type, name, field);
  }
  Directive('@key(fields: "id")')(type);
  ObjectType(definition.typeName, { implements: DisclosureType, description: definition.label })(type);
  return type;
}

/** Lists are never null; a scalar is nullable, so that a consumer's field mask can hide it, unless the kind says otherwise. */
function declareField(type: Class, name: string, field: KindField): void {
  const declare = (returns: () => unknown, nullable: boolean): void => {
    Field(returns as () => StringConstructor, { nullable, description: field.label })(type.prototype, name);
  };
  switch (field.type) {
    case 'text':
    case 'longText':
      return declare(() => String, field.always !== true);
    case 'date':
      return declare(() => DateScalar, field.always !== true);
    case 'integer':
      return declare(() => Int, field.always !== true);
    case 'texts':
      return declare(() => [String], false);
    case 'bodies':
      return declare(() => [BodyType], false);
    case 'rows': {
      const row = rowType(field);
      return declare(() => [row], false);
    }
  }
}

function rowType(field: Extract<KindField, { type: 'rows' }>): Class {
  const type = class {};
  Object.defineProperty(type, 'name', { value: `${field.rowName}Type` });
  for (const [name, column] of Object.entries(field.columns)) {
    const returns = column.type === 'integer' ? () => Int : () => String;
    Field(returns as () => StringConstructor, { nullable: column.required !== true, description: column.label })(
      type.prototype,
      name,
    );
  }
  ObjectType(field.rowName)(type);
  return type;
}
