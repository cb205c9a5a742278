/** Goes up whenever the mapping or what is written changes: the index is then made anew. */
export const indexLayout = 2;

/** The concrete index behind an alias. Everybody else uses the alias, which a wiped server does not bring back. */
export function indexBehind(alias: string): string {
  return `${alias}-v${indexLayout}`;
}

/**
 * Texts come folded. Every pair of neighbours is a token at the place of its first character: a phrase of pairs stands
 * exactly where the word stands as it is. Single characters have tokens of their own. Characters are code points.
 */
const text = {
  type: 'text',
  analyzer: 'pairs',
  norms: false,
  fields: { single: { type: 'text', analyzer: 'singles', norms: false, index_options: 'docs' } },
};
const span = { type: 'long_range' };
const keyword = { type: 'keyword' };

export const indexDefinition = {
  settings: {
    number_of_shards: 1,
    auto_expand_replicas: '0-1',
    analysis: {
      tokenizer: {
        pairs: { type: 'ngram', min_gram: 2, max_gram: 2 },
        singles: { type: 'ngram', min_gram: 1, max_gram: 1 },
      },
      analyzer: {
        pairs: { type: 'custom', tokenizer: 'pairs' },
        singles: { type: 'custom', tokenizer: 'singles' },
      },
    },
  },
  mappings: {
    dynamic: 'strict',
    // The store is the source: what is shown is read there, and the index can be filled again from it.
    _source: { enabled: false },
    properties: {
      id: keyword,
      standing: span,
      repealed: span,
      amended: span,
      kind: keyword,
      division: keyword,
      body_id: keyword,
      items: keyword,
      audiences: keyword,
      genre: keyword,
      year: { type: 'integer' },
      published: { type: 'date' },
      effective_from: { type: 'date', format: 'strict_date' },
      effective_to: { type: 'date', format: 'strict_date' },
      doc_no: text,
      title: text,
      summary: text,
      body: text,
    },
  },
};
