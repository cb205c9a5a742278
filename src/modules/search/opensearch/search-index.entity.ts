import { defineEntity, p } from '@mikro-orm/postgresql';

/** The index outside the store that is in use: at most one row. `completeTo` is null until it was filled once. */
export const SearchIndexSchema = defineEntity({
  name: 'SearchIndexRow',
  tableName: 'search_index',
  properties: {
    alias: p.text().primary(),
    layout: p.integer(),
    completeTo: p.bigint().nullable(),
    createdAt: p.datetime(3),
  },
});

/** Sequences behind the complete ones that are in the index already, while an earlier one is not. */
export const SearchIndexedSchema = defineEntity({
  name: 'SearchIndexedRow',
  tableName: 'search_indexed',
  properties: {
    alias: p.text().primary(),
    sequence: p.bigint().primary().autoincrement(false),
  },
});
