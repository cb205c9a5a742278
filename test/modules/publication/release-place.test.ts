import { beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import { grantPlatform } from '../../../src/modules/jurisdictions/sites/grant-platform.js';
import { registerSite } from '../../../src/modules/jurisdictions/sites/register-site.js';
import { findVersions } from '../../../src/modules/publication/find-versions.js';
import { releaseDrafts } from '../../../src/modules/publication/release-drafts.js';
import { approved, people, settleCatalogue } from '../../support/builders-content.js';
import { headOf, publicTraces } from '../../support/builders-publication.js';
import { testDatabase } from '../../support/test-database.js';
import { ids, operator, site } from '../jurisdictions/small-country.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
let siteId = '';

beforeAll(async () => {
  await settleCatalogue(db);
  const portal = {
    ...site(),
    slug: 'city-portal',
    divisionCode: '310000',
    ownerBodyId: ids.city,
    sections: ['政府信息公开', '新闻'],
  };
  siteId = (await db.transaction((tx) => registerSite(tx, operator, portal))).id;
});

async function releaseIn(section: string) {
  const draft = await approved(db);
  const place = { siteId, section };
  return db.transaction((tx) => releaseDrafts(tx, people.editor, { drafts: [{ draftId: draft.id }], place }));
}

/** The refusal, after which no number, version or event was left. */
async function refusalIn(section: string): Promise<unknown> {
  const { drafts: _, audits: __, ...before } = await publicTraces(db);
  const error: unknown = await releaseIn(section).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(await publicTraces(db)).toMatchObject(before);
  return error;
}

const refused = { errors: [{ code: 'GATE_UNMET', path: ['place'], rule: 'R-H03' }] };

describe('releaseDrafts on the site of an upper division (H05)', () => {
  it('needs a grant in force that covers the section; what went out under it stays', async () => {
    expect(await refusalIn('政府信息公开')).toMatchObject(refused);
    await db.transaction((tx) =>
      grantPlatform(tx, operator, {
        siteId,
        bodyId: ids.putuoCivil,
        sections: ['政府信息公开'],
        validFrom: new Date('2026-03-01T00:00:00+08:00'),
        validTo: new Date('2026-03-31T23:59:59+08:00'),
      }),
    );
    const { disclosures } = await releaseIn('政府信息公开');
    expect(await refusalIn('新闻')).toMatchObject(refused);
    clock.set('2026-04-01T01:00:00Z');
    expect(await refusalIn('政府信息公开')).toMatchObject(refused);
    expect((await findVersions(db, [disclosures[0]?.id ?? ''], { at: await headOf(db) })).size).toBe(1);
  });
});

describe('releaseDrafts without a place', () => {
  it('means the disclosure section of the portal on which the division publishes', async () => {
    clock.set('2026-06-01T01:00:00Z');
    const draft = await approved(db);
    const release = db.transaction((tx) => releaseDrafts(tx, people.editor, { drafts: [{ draftId: draft.id }] }));
    await expect(release).rejects.toMatchObject(refused);
  });
});
