import { defineEntity, p } from '@mikro-orm/postgresql';

/** The trace of a verb. Triggers refuse update, delete and truncate. */
export const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  indexes: [{ properties: ['subject', 'id'] }],
  properties: {
    id: p.bigint().primary().autoincrement(),
    at: p.datetime(3),
    /** Without a foreign key: jobs act under an id that is nobody's account. */
    accountId: p.uuid(),
    verb: p.text(),
    subject: p.text(),
    details: p.json(),
    requestId: p.text().nullable(),
  },
});
