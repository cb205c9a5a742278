import { defineEntity, p } from '@mikro-orm/postgresql';

/** The level of a code, for ever: what keeps the tree free of cycles. */
export const DivisionLevelSchema = defineEntity({
  name: 'DivisionLevel',
  tableName: 'division_level',
  properties: {
    code: p.text().primary(),
    level: p.text(),
  },
});

/** One row a division and range of sequences. */
export const DivisionSchema = defineEntity({
  name: 'DivisionRow',
  tableName: 'division',
  properties: {
    code: p.text().primary(),
    fromSequence: p.bigint().primary(),
    toSequence: p.bigint().nullable(),
    name: p.text(),
    level: p.text(),
    kind: p.text(),
    parentCode: p.text().nullable(),
    pack: p.text(),
    position: p.integer(),
  },
});
