import { describe, expect, it } from 'vitest';
import { kindJsonSchema } from '../../../../src/modules/content/kinds/json-schema.js';
import { kinds } from '../../../../src/modules/content/kinds/kinds.js';
import { serviceGuide } from '../../../../src/modules/content/kinds/service-guide.js';
import { statistic } from '../../../../src/modules/content/kinds/statistic.js';

describe('kindJsonSchema', () => {
  it('is closed and asks for every field, for every kind', () => {
    for (const definition of kinds) {
      expect(kindJsonSchema(definition)).toMatchObject({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: definition.typeName,
        type: 'object',
        required: Object.keys(definition.fields),
        additionalProperties: false,
      });
    }
  });

  it('says which columns of a row may be null', () => {
    expect(kindJsonSchema(serviceGuide)).toMatchObject({
      properties: {
        fee: { type: ['string', 'null'] },
        materials: {
          type: 'array',
          items: {
            properties: { basis: { type: 'string' }, copies: { type: ['integer', 'null'] } },
            required: ['name', 'basis', 'form', 'copies', 'instructions'],
            additionalProperties: false,
          },
        },
      },
    });
    expect(kindJsonSchema(statistic)).toMatchObject({ properties: { rows: { type: 'array' } } });
  });
});
