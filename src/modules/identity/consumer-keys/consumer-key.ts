import type { Scope } from '../actor.js';

export const consumerKinds = ['PORTAL', 'NEW_MEDIA', 'PARTNER', 'OPEN_DATA'] as const;
/** Who reads: a portal, a new-media account, a partner site, an open-data platform. */
export type ConsumerKind = (typeof consumerKinds)[number];

/** The key of a consumer as its keepers see it; the secret itself is shown once and never kept. */
export interface ConsumerKey {
  readonly id: string;
  /** The part that may be shown and logged: `ty_{prefix}_…`. */
  readonly prefix: string;
  /** Of the consumer. */
  readonly name: string;
  readonly kind: ConsumerKind;
  /** Where it is kept: the division that issued it. Opaque here. */
  readonly scope: Scope;
  /** Whose content it sees besides what is for everybody. Opaque here. */
  readonly audienceIds: readonly string[];
  /** Nullable fields of the public schema that it is answered null for, as `Type.field`. */
  readonly withheldFields: readonly string[];
  /** Made by the demo data, with a secret that stands in the README: refused in production. */
  readonly demo: boolean;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

type Moments = 'issuedAt' | 'expiresAt' | 'revokedAt' | 'lastUsedAt';

/** A row as the driver gives it. */
export type KeyRow = Omit<ConsumerKey, Moments> & {
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
};

export const keyColumns = `id, prefix, name, kind, scope, audience_ids as "audienceIds",
  withheld_fields as "withheldFields", demo, issued_at as "issuedAt", expires_at as "expiresAt",
  revoked_at as "revokedAt", last_used_at as "lastUsedAt"`;

export function toConsumerKey(row: KeyRow): ConsumerKey {
  const moment = (text: string | null): Date | null => (text === null ? null : new Date(text));
  return {
    ...row,
    issuedAt: new Date(row.issuedAt),
    expiresAt: new Date(row.expiresAt),
    revokedAt: moment(row.revokedAt),
    lastUsedAt: moment(row.lastUsedAt),
  };
}
