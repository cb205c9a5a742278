import type { ContestantName, Keys, Work } from './contestant.js';

const envelope = 'id indexNo kind title summary digest publishedAt';
const around = 'responsibleBody { name } item { code name }';

/** The product's own schema, which the plain Apollo server copies; limit and static read the variables alone. */
const usual: Readonly<Record<Work, string>> = {
  one: `query One($id: ID!) { disclosure(id: $id) { ${envelope} content { html } ${around} } }`,
  newest: `query Newest($body: ID!) { disclosures(first: 20, where: { body: $body }) { edges { node { ${envelope} ${around} } } } }`,
};

const plain = 'rowId indexNo kind title summary digest publishedAt';
const plainAround = 'bodyByBodyId { name } itemByItemCode { code name }';

/** As PostGraphile names the plain tables. */
const postgraphile: Readonly<Record<Work, string>> = {
  one: `query One($id: UUID!) { disclosureByRowId(rowId: $id) { ${plain} html ${plainAround} } }`,
  newest: `query Newest($body: UUID!) { allDisclosures(first: 20, condition: { bodyId: $body }, orderBy: [PUBLISHED_AT_DESC, ROW_ID_DESC]) { edges { node { ${plain} ${plainAround} } } } }`,
};

export function questionsFor(name: ContestantName, keys: Keys): Record<Work, readonly string[]> {
  const texts = name === 'PostGraphile 5' ? postgraphile : usual;
  return {
    one: keys.one.map((id) => JSON.stringify({ query: texts.one, variables: { id } })),
    newest: keys.newest.map((body) => JSON.stringify({ query: texts.newest, variables: { body } })),
  };
}
