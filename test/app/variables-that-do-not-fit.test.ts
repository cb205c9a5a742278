import { expect, test } from 'vitest';
import { testApp } from '../support/test-app.js';

const app = await testApp();

const query = `query ($id: ID!, $kinds: [DisclosureKind!], $code: ID = "310000") {
  disclosure(id: $id) { id } disclosures(where: { kinds: $kinds }) { totalCount } division(code: $code) { code } }`;

test.each([
  ['left out', {}, 'Variable "$id" of required type "ID!" was not provided.'],
  ['null', { id: null }, 'Variable "$id" of non-null type "ID!" must not be null.'],
  ['of another type', { id: {} }, 'Variable "$id" got invalid value {}; ID cannot represent value: {}'],
  [
    'not in the enum',
    { id: 'x', kinds: ['DRAFT'] },
    'Variable "$kinds" got invalid value "DRAFT" at "kinds[0]"; Value "DRAFT" does not exist in "DisclosureKind" enum.',
  ],
  [
    'null where only its default is not',
    { id: 'x', code: null },
    'Argument "code" of non-null type "ID!" must not be null.',
  ],
])('a variable that is %s is the caller’s fault, not ours', async (_name, variables, message) => {
  const answer = await app.publicly({ query, variables });
  expect({ status: answer.status, data: answer.data, errors: answer.errors }).toEqual({
    status: 400,
    data: undefined,
    errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }],
  });
});
