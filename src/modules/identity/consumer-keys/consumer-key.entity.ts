import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ConsumerKind } from './consumer-key.js';

/** Ended by `expiresAt` or `revokedAt`, never deleted: audit rows name keys for ever. */
export const ConsumerKeySchema = defineEntity({
  name: 'ConsumerKeyRow',
  tableName: 'consumer_key',
  properties: {
    id: p.uuid().primary(),
    prefix: p.text().unique(),
    /** SHA-256 in hexadecimal: the secret is random, so nothing slower is needed. */
    secretHash: p.text(),
    name: p.text(),
    kind: p.text().$type<ConsumerKind>(),
    /** Opaque here, so without a foreign key; so are the audiences. */
    scope: p.text(),
    audienceIds: p.array(),
    withheldFields: p.array(),
    demo: p.boolean().default(false),
    issuedBy: p.uuid(),
    issuedAt: p.datetime(3),
    expiresAt: p.datetime(3),
    revokedAt: p.datetime(3).nullable(),
    lastUsedAt: p.datetime(3).nullable(),
  },
});
