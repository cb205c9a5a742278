/** What a site is to us: a portal of a division, a body's page on one, somebody else's site, an open-data platform. */
export const siteKinds = ['PORTAL', 'STREET_PAGE', 'PARTNER', 'OPEN_DATA'] as const;
export type SiteKind = (typeof siteKinds)[number];

/** The column of statutory disclosure, by the name every portal gives it. */
export const disclosureSection = '政府信息公开';

export interface Site {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly divisionCode: string;
  readonly ownerBodyId: string;
  readonly kind: SiteKind;
  /** Names of its columns, in display order. */
  readonly sections: readonly string[];
  readonly baseUrl: string | null;
}

/** Leave to publish on a site that is not the body's own: from `validFrom` on, before `validTo`, until revoked. */
export interface PlatformGrant {
  readonly id: string;
  readonly siteId: string;
  readonly bodyId: string;
  /** Null = every section of the site. */
  readonly sections: readonly string[] | null;
  readonly validFrom: Date;
  readonly validTo: Date | null;
  readonly grantedBy: string;
  readonly grantedAt: Date;
  readonly revokedAt: Date | null;
}

export function isInForce(grant: PlatformGrant, at: Date): boolean {
  return (
    grant.validFrom <= at &&
    (grant.validTo === null || at < grant.validTo) &&
    (grant.revokedAt === null || at < grant.revokedAt)
  );
}
