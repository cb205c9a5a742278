import { type GraphQLArgument, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { buildPublicSchema } from '../../src/modules/delivery/build-public-schema.js';
import { maskableFields } from '../../src/modules/delivery/field-mask.js';

const schema = await buildPublicSchema();
const maskable = maskableFields(schema);

/**
 * Every field that the public can read and every argument and filter that it can ask by, and what each reader gets:
 * anybody and the holder of a key get what the key's audiences add; a key may be issued without what is `withholdable`.
 * A new line is a decision: add it only after asking what stands there in drafts, redactions and withdrawn versions.
 */
test('every type × field × reader is reviewed as a file', async () => {
  const lines = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__'))
    .flatMap((type) => {
      if (isObjectType(type) || isInterfaceType(type)) {
        return Object.values(type.getFields()).map((field) => {
          const withheld = maskable.has(`${type.name}.${field.name}`) ? 'withholdable' : 'always';
          return `${type.name}.${field.name}${argumentsOf(field.args)}: ${field.type.toString()} | anybody, any key | ${withheld}`;
        });
      }
      if (isInputObjectType(type)) {
        return Object.values(type.getFields()).map(
          (field) => `${type.name}.${field.name}: ${field.type.toString()} | asked by anybody`,
        );
      }
      return isEnumType(type)
        ? [
            `${type.name}: ${type
              .getValues()
              .map(({ name }) => name)
              .join(' ')}`,
          ]
        : [];
    });
  await expect(`${lines.toSorted().join('\n')}\n`).toMatchFileSnapshot('readable-fields.txt');
});

function argumentsOf(args: readonly GraphQLArgument[]): string {
  return args.length === 0 ? '' : `(${args.map(({ name, type }) => `${name}: ${type.toString()}`).join(', ')})`;
}

test('nothing that could hold a person, a key, a draft or an opinion is a type of the public schema', () => {
  const names = Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith('__'));
  expect(
    names.filter((name) =>
      /account|user|person|draft|review|opinion|session|token|consumerkey|audit|grant|return/i.test(name),
    ),
  ).toEqual([]);
  expect(schema.getMutationType() ?? schema.getSubscriptionType()).toBeUndefined();
});
