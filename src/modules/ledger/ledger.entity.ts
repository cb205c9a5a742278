import { defineEntity, p } from '@mikro-orm/postgresql';

/** The counter: one row, whose lock orders every public change. */
export const LedgerHeadSchema = defineEntity({
  name: 'LedgerHead',
  tableName: 'ledger_head',
  checks: [{ name: 'ledger_head_single', expression: 'id = 1' }],
  properties: {
    id: p.integer().primary().autoincrement(false),
    sequence: p.bigint(),
    at: p.datetime(3),
  },
});

export const LedgerEntrySchema = defineEntity({
  name: 'LedgerEntry',
  tableName: 'ledger_entry',
  indexes: [{ properties: ['subject', 'sequence'] }],
  properties: {
    sequence: p.bigint().primary(),
    ordinal: p.integer().primary().autoincrement(false),
    at: p.datetime(3),
    kind: p.text(),
    subject: p.text(),
    version: p.integer().nullable(),
    digest: p.text().nullable(),
    /** Opaque here; null = everybody may see the entry. */
    audienceIds: p.array().nullable(),
    salt: p.blob(),
  },
});
