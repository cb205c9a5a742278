import { defineEntity, p } from '@mikro-orm/postgresql';

/** One row a site and range of sequences. */
export const SiteSchema = defineEntity({
  name: 'SiteRow',
  tableName: 'site',
  uniques: [{ properties: ['slug', 'fromSequence'] }],
  properties: {
    id: p.uuid().primary(),
    fromSequence: p.bigint().primary(),
    toSequence: p.bigint().nullable(),
    slug: p.text(),
    name: p.text(),
    divisionCode: p.text(),
    ownerBodyId: p.uuid(),
    kind: p.text(),
    sections: p.array(),
    baseUrl: p.text().nullable(),
  },
});

/** Leave for a body to publish on a site that is not its own; no sections named = all of them. */
export const PlatformGrantSchema = defineEntity({
  name: 'PlatformGrantRow',
  tableName: 'platform_grant',
  indexes: [{ properties: ['siteId', 'bodyId'] }],
  properties: {
    id: p.uuid().primary(),
    siteId: p.uuid(),
    bodyId: p.uuid(),
    sections: p.array().nullable(),
    validFrom: p.datetime(3),
    validTo: p.datetime(3).nullable(),
    grantedBy: p.uuid(),
    grantedAt: p.datetime(3),
    revokedBy: p.uuid().nullable(),
    revokedAt: p.datetime(3).nullable(),
  },
});
