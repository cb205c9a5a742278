import { defineEntity, p } from '@mikro-orm/postgresql';

/** One row a body and range of sequences; `validFrom` and `validTo` are calendar dates, both inclusive. */
export const BodySchema = defineEntity({
  name: 'BodyRow',
  tableName: 'body',
  uniques: [{ properties: ['slug', 'fromSequence'] }],
  properties: {
    id: p.uuid().primary(),
    fromSequence: p.bigint().primary(),
    toSequence: p.bigint().nullable(),
    slug: p.text(),
    name: p.text(),
    shortName: p.text().nullable(),
    kind: p.text(),
    divisionCode: p.text(),
    functions: p.array(),
    validFrom: p.date().nullable(),
    validTo: p.date().nullable(),
    position: p.integer(),
  },
});

/** Who carries on the functions of a body that ended; no functions named = all of them. */
export const BodySuccessionSchema = defineEntity({
  name: 'BodySuccession',
  tableName: 'body_succession',
  properties: {
    predecessorId: p.uuid().primary(),
    successorId: p.uuid().primary(),
    fromSequence: p.bigint().primary(),
    toSequence: p.bigint().nullable(),
    functions: p.array().nullable(),
    effectiveOn: p.date(),
  },
});
