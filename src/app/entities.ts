import type { EntitySchema } from '@mikro-orm/postgresql';
import { LedgerEntrySchema, LedgerHeadSchema } from '../modules/ledger/ledger.entity.js';
import { OutboxDeliverySchema, OutboxEventSchema } from '../platform/outbox/outbox.entity.js';

/** Every table of the store, left to right. */
export const entities: readonly EntitySchema[] = [
  OutboxEventSchema,
  OutboxDeliverySchema,
  LedgerHeadSchema,
  LedgerEntrySchema,
];
