import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../../../platform/graphql/scalars.js';
import type { DisclosureKind, KindColumn, KindDefinition, KindField } from './kind.js';
import { kinds } from './kinds.js';

type Class = new () => object;
type Direction = 'INPUT' | 'OUTPUT';

/** The editorial types of one kind's own fields, made from its definition; `key` names the field that carries them. */
export interface KindGraphql {
  readonly kind: DisclosureKind;
  readonly key: string;
  readonly label: string;
  readonly input: Class;
  readonly output: Class;
}

/** Every kind that has fields of its own. */
export const kindGraphql: readonly KindGraphql[] = kinds
  .filter((definition) => Object.keys(definition.fields).length > 0)
  .map((definition) => ({
    kind: definition.kind,
    key: `${definition.typeName.charAt(0).toLowerCase()}${definition.typeName.slice(1)}`,
    label: definition.label,
    input: fieldsType(definition, 'INPUT'),
    output: fieldsType(definition, 'OUTPUT'),
  }));

/** Declares on a class one nullable field for each kind, named by its key. */
export function declareKindFields(type: Class, direction: Direction): void {
  for (const { key, label, input, output } of kindGraphql) {
    declare(type, key, { returns: direction === 'INPUT' ? input : output, nullable: true, description: label });
  }
}

function fieldsType(definition: KindDefinition, direction: Direction): Class {
  const type = class {};
  for (const [name, field] of Object.entries(definition.fields)) {
    // What follows from the envelope is shown, never asked for.
    if (direction === 'INPUT' && 'derived' in field && field.derived === true) continue;
    declareField(type, name, { field, direction });
  }
  return named(type, { name: `Draft${definition.typeName}Fields`, direction, description: definition.label });
}

function declareField(
  type: Class,
  name: string,
  { field, direction }: { field: KindField; direction: Direction },
): void {
  const description = field.label;
  const nullable = direction === 'INPUT';
  switch (field.type) {
    case 'text':
    case 'longText':
      return declare(type, name, { returns: String, nullable: true, description });
    case 'date':
      return declare(type, name, { returns: DateScalar, nullable: true, description });
    case 'integer':
      return declare(type, name, { returns: Int, nullable: true, description });
    case 'texts':
      return declare(type, name, { returns: [String], nullable, description });
    case 'bodies':
      return declare(type, name, { returns: [ID], nullable, description });
    case 'rows':
      return declare(type, name, { returns: [rowType(field, direction)], nullable, description });
  }
}

function rowType(field: Extract<KindField, { type: 'rows' }>, direction: Direction): Class {
  const type = class {};
  for (const [name, column] of Object.entries(field.columns)) declareColumn(type, name, column);
  return named(type, { name: `Draft${field.rowName}`, direction, description: field.label });
}

/** Nullable even where required: a draft may be unfinished, and what is missing is told by rule and row. */
function declareColumn(type: Class, name: string, column: KindColumn): void {
  declare(type, name, { returns: column.type === 'integer' ? Int : String, nullable: true, description: column.label });
}

function declare(
  type: Class,
  name: string,
  { returns, nullable, description }: { returns: unknown; nullable: boolean; description: string },
): void {
  Field(() => returns as StringConstructor, { nullable, description })(type.prototype, name);
}

function named(
  type: Class,
  { name, direction, description }: { name: string; direction: Direction; description: string },
): Class {
  const full = direction === 'INPUT' ? `${name}Input` : name;
  Object.defineProperty(type, 'name', { value: full });
  if (direction === 'INPUT') InputType(full, { description })(type);
  else ObjectType(full, { description })(type);
  return type;
}
