import { getNamedType, getNullableType, type GraphQLInputObjectType, isInputObjectType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildEditorialSchema } from '../../src/app/editorial-schema.js';
import { actWith } from '../support/flow-act.js';
import { approveGuide, civilAffairs } from '../support/flow-draft.js';
import { everythingStored } from '../support/everything-stored.js';
import { rootFields, valueOf } from '../support/hostile-inputs.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const schema = await buildEditorialSchema();
const mutations = rootFields(schema.getMutationType());

/** Every name of a field that anything in the schema gives out, and what an attacker would try besides. */
const given = new Set(
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__') ? Object.keys(type.getFields()) : [],
  ),
);
const tried = [
  ...given,
  'organisationId',
  'publishedAt',
  'createdBy',
  'isAdmin',
  'fromSequence',
  'from_sequence',
  '$set',
];

function inputsOf(
  type: GraphQLInputObjectType,
  known = new Set<GraphQLInputObjectType>(),
): Set<GraphQLInputObjectType> {
  if (known.has(type)) return known;
  known.add(type);
  for (const field of Object.values(type.getFields())) {
    const named = getNamedType(field.type);
    if (isInputObjectType(named)) inputsOf(named, known);
  }
  return known;
}

describe('inputs are closed', () => {
  test('what can be written is reviewed as a file: a new field must be added there', async () => {
    const lines = Object.values(schema.getTypeMap())
      .filter(isInputObjectType)
      .map(
        (type) =>
          `${type.name}: ${Object.values(type.getFields())
            .map((field) => `${field.name} ${field.type.toString()}`)
            .join(', ')}`,
      );
    await expect(`${lines.toSorted().join('\n')}\n`).toMatchFileSnapshot('writable-fields.txt');
  });

  test('no input takes what only the store gives: who, when, state, version, number, sequence, digest', () => {
    const ownership =
      /^(id|createdBy|authorId|authorIds|state|status|revision|version|sequence|digest|indexNo|publishedAt|updatedAt|createdAt|actorId|passwordHash|tokenVersion|prefix|secret|secretHash|demo|revokedAt|fromSequence|toSequence|releasedAt)$/;
    const found = Object.values(schema.getTypeMap())
      .filter(isInputObjectType)
      .flatMap((type) =>
        Object.keys(type.getFields())
          .filter((name) => ownership.test(name))
          .map((name) => `${type.name}.${name}`),
      );
    // The one names an element that the catalogue defines, the other says what is to be withdrawn.
    expect(found.toSorted()).toEqual(['CatalogueElementInput.id', 'WithdrawDisclosureInput.id']);
  });

  test.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
    '%s: every name that anything is given out under is refused unless it is one of its own',
    async (name, mutation) => {
      const [argument] = mutation.args;
      const type = argument === undefined ? undefined : getNullableType(argument.type);
      if (mutation.args.length !== 1 || !isInputObjectType(type)) throw new Error(`${name} does not take one input.`);
      const extra = tried.filter((field) => !(field in type.getFields()) && !field.startsWith('$'));
      for (let from = 0; from < extra.length; from += 40) {
        const some = extra.slice(from, from + 40);
        const literal = `{ ${some.map((field) => `${field}: "x"`).join(' ')} }`;
        const { errors = [] } = await app.editorially({
          query: `mutation { ${name}(input: ${literal}) { __typename } }`,
        });
        const told = errors.map(({ message }) => message).join('\n');
        expect(
          some.filter((field) => !told.includes(`Field "${field}" is not defined by type "${type.name}"`)),
        ).toEqual([]);
      }
      const query = `mutation ($input: ${type.name}!) { ${name}(input: $input) { __typename } }`;
      const input = { ...z.record(z.string(), z.unknown()).parse(valueOf(type, 'x')), tokenVersion: 7 };
      const { errors } = await app.editorially({ query, variables: { input } });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(inputsOf(type).size).toBeGreaterThan(0);
    },
  );
});

test('a bundle with one draft of another body is released as a whole or not at all', async () => {
  const own = await approveGuide(app, { title: '本街道的' });
  const foreign = await approveGuide(app, { title: '别的单位的', place: civilAffairs });
  const token = await app.signIn('caoyang-editor');
  const before = await everythingStored(app.db);
  for (const drafts of [
    [own, foreign],
    [foreign, own],
  ]) {
    const outcome = await actWith(app, token, {
      mutation: 'releaseDrafts',
      input: { drafts: drafts.map(({ id }) => ({ draftId: id })) },
      fields: 'release { sequence }',
    });
    expect(outcome.code).toBe('NOT_FOUND');
    expect(await everythingStored(app.db)).toEqual(before);
  }
});
