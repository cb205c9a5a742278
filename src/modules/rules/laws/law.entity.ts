import { defineEntity, p } from '@mikro-orm/postgresql';

/** A text that may be cited. Those that come with the product have a row once somebody amended them. */
export const LawSchema = defineEntity({
  name: 'Law',
  tableName: 'law',
  properties: {
    id: p.uuid().primary(),
    kind: p.text(),
    aliases: p.array(),
    registeredBy: p.uuid(),
    at: p.datetime(3),
  },
});

/** One wording of a text. A version that ended is marked, never deleted. */
export const LawVersionSchema = defineEntity({
  name: 'LawVersion',
  tableName: 'law_version',
  properties: {
    lawId: p.uuid().primary(),
    version: p.integer().primary().autoincrement(false),
    title: p.text(),
    docNo: p.text(),
    clauses: p.array(),
    effectiveFrom: p.date().nullable(),
    lastDay: p.date().nullable(),
    endedAs: p.text().nullable(),
    note: p.text().nullable(),
    recordedBy: p.uuid(),
    at: p.datetime(3),
  },
});
