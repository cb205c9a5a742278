import { defineEntity, p } from '@mikro-orm/postgresql';

/** What happened, recorded in the transaction that did it. Fanned out once to one delivery a handler. */
export const OutboxEventSchema = defineEntity({
  name: 'OutboxEvent',
  tableName: 'outbox_event',
  indexes: [{ name: 'outbox_event_waiting', properties: ['id'], where: 'fanned_out_at is null' }],
  properties: {
    id: p.bigint().primary().autoincrement(),
    topic: p.text(),
    key: p.text(),
    payload: p.json(),
    createdAt: p.datetime(3),
    fannedOutAt: p.datetime(3).nullable(),
  },
});

/** One handler's share of an event: it fails, waits and is parked without touching the others. */
export const OutboxDeliverySchema = defineEntity({
  name: 'OutboxDelivery',
  tableName: 'outbox_delivery',
  indexes: [{ properties: ['state', 'dueAt'] }],
  properties: {
    eventId: p.bigint().primary(),
    handler: p.text().primary(),
    state: p.text(),
    attempts: p.integer().default(0),
    dueAt: p.datetime(3),
    lastError: p.text().nullable(),
    doneAt: p.datetime(3).nullable(),
  },
});
