import type { KindDefinition, KindField } from './kind.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** JSON Schema (2020-12) of a kind's own fields as published: every field is there, null or empty where nothing was given. */
export function kindJsonSchema(definition: KindDefinition): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: definition.typeName,
    description: definition.label,
    ...closedObject(Object.entries(definition.fields).map(([name, field]) => [name, fieldSchema(field)])),
  };
}

function fieldSchema(field: KindField): JsonSchema {
  const description = field.label;
  switch (field.type) {
    case 'texts':
      return { description, type: 'array', items: { type: 'string' } };
    case 'bodies':
      return { description, type: 'array', items: { type: 'string', format: 'uuid' } };
    case 'rows':
      return {
        description,
        type: 'array',
        items: closedObject(
          Object.entries(field.columns).map(([name, column]) => {
            const type = column.type === 'integer' ? 'integer' : 'string';
            return [name, { description: column.label, type: column.required === true ? type : [type, 'null'] }];
          }),
        ),
      };
    case 'date':
      return { description, type: ['string', 'null'], format: 'date' };
    case 'integer':
      return { description, type: ['integer', 'null'] };
    case 'text':
    case 'longText':
      return { description, type: ['string', 'null'] };
  }
}

function closedObject(properties: readonly (readonly [string, JsonSchema])[]): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: properties.map(([name]) => name),
    additionalProperties: false,
  };
}
