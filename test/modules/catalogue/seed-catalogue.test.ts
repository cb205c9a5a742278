import { describe, expect, it } from 'vitest';
import { seedActor } from '../../../seeds/seed-actor.js';
import { seedCatalogue } from '../../../seeds/seed-catalogue.js';
import { seedJurisdictions } from '../../../seeds/seed-jurisdictions.js';
import { channelLabels } from '../../../src/modules/catalogue/channel-labels.js';
import { findEffectiveItem } from '../../../src/modules/catalogue/find-effective-item.js';
import { loadCatalogue } from '../../../src/modules/catalogue/load-catalogue.js';
import { loadDirectory } from '../../../src/modules/jurisdictions/load-directory.js';
import { readHead } from '../../../src/modules/ledger/read-head.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
await seedJurisdictions(db, seedActor);
const first = await seedCatalogue(db, seedActor);
const { sequence } = await readHead(db);
const catalogue = await loadCatalogue(db, await loadDirectory(db, sequence), sequence);

describe('the seeded catalogue', () => {
  it('holds the items and editions of the data files', () => {
    expect(first).toEqual({
      items: { added: 122, skipped: 0 },
      editions: { added: 41, skipped: 0 },
    });
  });

  it('adds nothing when it runs again', async () => {
    const before = await readHead(db);
    expect(await seedCatalogue(db, seedActor)).toEqual({
      items: { added: 0, skipped: 122 },
      editions: { added: 0, skipped: 41 },
    });
    expect(await readHead(db)).toEqual(before);
  });

  it('has one edition for every worked division, each in the state it got to', async () => {
    const states = await db.sql<{ state: string; editions: number }>(
      'select state, count(*)::int as editions from catalogue_edition group by state order by state',
    );
    expect(states).toEqual([
      { state: 'DRAFT', editions: 1 },
      { state: 'PUBLISHED', editions: 35 },
      { state: 'RETURNED', editions: 2 },
      { state: 'UPPER_REVIEW', editions: 3 },
    ]);
  });

  it('shows 12 first-tier items, 25 second-tier items and 31 leaves of 综合政务 (A02)', () => {
    const items = [...catalogue.content.items.values()].filter((item) => item.category === 'COMPREHENSIVE_AFFAIRS');
    expect(items.filter((item) => item.tier === 1)).toHaveLength(12);
    expect(items.filter((item) => item.tier === 2)).toHaveLength(25);
    expect(items.filter((item) => item.isLeaf)).toHaveLength(31);
    expect(catalogue.effectiveItem('310000', 'ZH-01-01')).toMatchObject({
      name: '机关简介',
      identifier: 'BODY_PROFILE',
    });
  });

  it('gives exactly twelve boxes in the order of the standard, only the website ticked (A03)', () => {
    const boxes = catalogue.effectiveItem('310000', 'ZH-01-01')?.channels ?? [];
    expect(boxes.map((box) => box.label)).toEqual(Object.values(channelLabels).slice(0, 12));
    expect(boxes.filter((box) => box.ticked).map((box) => box.channel)).toEqual(['GOVERNMENT_WEBSITE']);
  });

  it('gives every worked division its rows by the level flags', () => {
    const leaves = (code: string) => catalogue.effectiveItems(code).filter((item) => item.isLeaf && !item.local);
    const worked = ['310000', ...catalogue.directory.children('310000').map((district) => district.code)];
    const streets = catalogue.directory.bodies().map((body) => body.divisionCode);
    const all = new Set([...worked, ...streets.filter((code) => code.length > 6)]);
    expect(all.size).toBe(41);
    expect([...all].reduce((sum, code) => sum + leaves(code).length, 0)).toBe(2928);
  });

  it('lets a district shorten, its street add, and names each level', async () => {
    const item = await findEffectiveItem(db, { divisionCode: '310107005', itemCode: 'YL-02-03' });
    expect(item?.deadline).toMatchObject({ kind: 'COMMITTED', amount: 10, unit: 'WORKING_DAY', trigger: 'CHANGED' });
    expect(item?.deadline?.origin).toMatchObject({ divisionCode: '310107', level: 'DISTRICT', state: 'OVERRIDE' });
    expect(item?.deadline?.others.map((other) => [other.amount, other.origin.level])).toEqual([[20, 'CITY']]);
    expect(item?.elements.at(-1)).toMatchObject({ id: 'helpDesk', origin: { level: 'STREET', state: 'APPEND' } });
    expect(catalogue.effectiveItem('310107005', 'YL-02-03')).toEqual(item);
  });

  it('keeps a suppressed item visible as not applicable, with reason', () => {
    const item = catalogue.effectiveItem('310151201', 'ZH-01-04');
    expect(item?.applicability).toBe('NOT_APPLICABLE');
    expect(item?.fieldOrigins.find((origin) => origin.field === 'applicability')?.origins[0]).toMatchObject({
      state: 'SUPPRESS',
      reason: '本乡没有下属事业单位',
      rule: 'R-I10',
    });
  });

  it('finds a responsible body for every leaf that a worked division sees', () => {
    const nobody = catalogue.directory.bodies().flatMap((body) =>
      catalogue
        .effectiveItems(body.divisionCode)
        .filter((item) => item.isLeaf && item.responsibility === null)
        .map((item) => `${item.divisionCode}/${item.code}`),
    );
    expect(nobody).toEqual([]);
  });
});
