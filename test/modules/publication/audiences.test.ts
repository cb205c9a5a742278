import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filedAudience } from '../../../src/modules/content/filed-audience.js';
import { loadFiling } from '../../../src/modules/content/filing.js';
import { emptyContent } from '../../../src/modules/content/read-content.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { registerAudience } from '../../../src/modules/jurisdictions/audiences/register-audience.js';
import { listEntries } from '../../../src/modules/ledger/list-entries.js';
import type { View } from '../../../src/modules/ledger/view.js';
import { addLink } from '../../../src/modules/publication/add-link.js';
import { countDisclosures } from '../../../src/modules/publication/count-disclosures.js';
import { findBodyLinks } from '../../../src/modules/publication/find-body-links.js';
import { findIdsByIndexNo } from '../../../src/modules/publication/find-ids-by-index-no.js';
import { findRelations } from '../../../src/modules/publication/find-relations.js';
import { findTombstones } from '../../../src/modules/publication/find-tombstones.js';
import { findVersionNumber } from '../../../src/modules/publication/find-version-number.js';
import { findVersionSummaries } from '../../../src/modules/publication/find-version-summaries.js';
import { findVersions } from '../../../src/modules/publication/find-versions.js';
import { listDisclosures } from '../../../src/modules/publication/list-disclosures.js';
import { withdrawDisclosure } from '../../../src/modules/publication/withdraw-disclosure.js';
import { addFact, guide, person, settleCatalogue } from '../../support/builders-content.js';
import { corrected, headOf, published, withdrawn } from '../../support/builders-publication.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

const db = await testDatabase();
const description = '本区散居孤儿监护人';
let audienceId = '';

beforeAll(async () => {
  await settleCatalogue(db);
  const keeper = person(20, 'DISCLOSURE_OFFICE', '310107');
  const input = { divisionCode: '310107', description };
  audienceId = (await db.transaction((tx) => registerAudience(tx, keeper, input))).id;
  await addFact(db, 'T-01-02', { field: 'audience', value: { specific: description }, divisionCode: '310000' });
});

const forThem = { itemCodes: ['T-01-02'], elements: {} };
const view = async (audienceIds?: View['audienceIds']): Promise<View> => ({ at: await headOf(db), audienceIds });
const visibleIds = async (reader: View) =>
  (await listDisclosures(db, { where: {}, orderBy: 'TITLE', first: 100, ...reader })).rows.map(
    ({ version }) => version.id,
  );

describe('what is filed under items for a described group only', () => {
  it('is for that audience; one item for all of society makes it everybody’s', async () => {
    const audienceOf = async (...itemCodes: string[]) => {
      const filing = await loadFiling(db, {
        ...emptyContent(ids.putuoCivil),
        kind: 'SERVICE_GUIDE',
        bodyId: ids.putuoCivil,
        itemCodes,
      });
      return filing === null ? undefined : filedAudience(filing);
    };
    expect(await audienceOf('T-01-02')).toEqual([audienceId]);
    expect(await audienceOf('T-01-02', 'T-01-01')).toBeNull();
    expect(await audienceOf('T-01-01')).toBeNull();
  });

  it('does not exist for anybody else, on any path; its numbers leave no gap', async () => {
    const open = await published(db);
    const closed = await published(db, guide(forThem));
    const next = await published(db);
    expect([open.indexNo, closed.indexNo, next.indexNo]).toEqual([
      '310107001/2026-00001',
      '310107001/2026-D0001',
      '310107001/2026-00002',
    ]);
    const shown = [
      [[], false],
      [['another'], false],
      [[audienceId], true],
      ['ALL', true],
    ] as const;
    for (const [audienceIds, seen] of shown) {
      const reader = await view(audienceIds);
      const size = seen ? 1 : 0;
      expect((await findVersions(db, [closed.id], reader)).size).toBe(size);
      expect((await findVersionNumber(db, { id: closed.id, version: 1 }, reader)) !== null).toBe(seen);
      expect((await findVersionSummaries(db, [closed.id], reader)).size).toBe(size);
      expect((await findIdsByIndexNo(db, [closed.indexNo], reader)).size).toBe(size);
      expect((await visibleIds(reader)).includes(closed.id)).toBe(seen);
      expect(await countDisclosures(db, {}, reader)).toBe(2 + size);
      const range = { after: open.sequence, upTo: reader.at, limit: 10, audienceIds };
      expect((await listEntries(db, range)).map((entry) => entry.subject)).toEqual(
        seen ? [closed.id, next.id] : [next.id],
      );
    }
  });

  it('leaves nothing behind for anybody else when it is corrected or withdrawn', async () => {
    const record = await published(db, guide(forThem));
    const start = await headOf(db);
    await corrected(db, record.id, { ...forThem, title: '更正以后' });
    await withdrawn(db, record.id);
    const all = { after: start, upTo: await headOf(db), limit: 10 };
    expect((await listEntries(db, { ...all, audienceIds: [] })).length).toBe(0);
    expect((await listEntries(db, { ...all, audienceIds: [audienceId] })).map((entry) => entry.kind)).toEqual([
      'DISCLOSURE_CORRECTED',
      'DISCLOSURE_WITHDRAWN',
    ]);
    expect((await findTombstones(db, [record.id], await view([]))).size).toBe(0);
    expect((await findTombstones(db, [record.id], await view([audienceId]))).size).toBe(1);
  });
});

describe('relations and links', () => {
  it('show only where both ends do', async () => {
    const open = await published(db);
    const closed = await published(db, guide({ ...forThem, relations: [{ type: 'RESPONDS_TO', targetId: open.id }] }));
    const incoming = async (audienceIds: readonly string[]) =>
      (await findRelations(db, [open.id], await view(audienceIds))).get(open.id);
    expect(await incoming([])).toBeUndefined();
    expect(await incoming([audienceId])).toEqual([{ type: 'RESPONDS_TO', incoming: true, otherId: closed.id }]);

    const caoyang = { ...person(21, 'EDITOR', ids.caoyang, ids.putuoCivil) };
    const link = { bodyId: ids.caoyang, disclosureId: closed.id, itemCode: 'T-01-01' };
    await db.transaction((tx) => addLink(tx, caoyang, link));
    const links = async (audienceIds: readonly string[]) =>
      (await findBodyLinks(db, [ids.caoyang], await view(audienceIds))).size;
    expect(await links([])).toBe(0);
    expect(await links([audienceId])).toBe(1);
  });

  it('never lead from what everybody reads to what few may, nor change a document for everybody unseen', async () => {
    const open = await published(db);
    const closed = await published(db, guide(forThem));
    const refused = { errors: [{ code: 'RULE_VIOLATION', rule: 'R-H11', explanation: { rule: 'R-H11' } }] };
    const before = await headOf(db);
    const leading = guide({ relations: [{ type: 'RESPONDS_TO', targetId: closed.id }] });
    await expect(published(db, leading)).rejects.toMatchObject(refused);
    const repealing = guide({ ...forThem, relations: [{ type: 'REPEALS', targetId: open.id }] });
    await expect(published(db, repealing)).rejects.toMatchObject(refused);
    expect(await headOf(db)).toBe(before);
    const among = guide({ ...forThem, relations: [{ type: 'REPEALS', targetId: closed.id }] });
    await expect(published(db, among)).resolves.toMatchObject({ version: 1 });
  });

  it('of people from elsewhere find nothing there', async () => {
    const closed = await published(db, guide(forThem));
    const elsewhere: Actor = person(22, 'EDITOR', ids.huangpu);
    const link = { bodyId: ids.huangpu, disclosureId: closed.id, itemCode: 'T-01-01' };
    await expect(db.transaction((tx) => addLink(tx, elsewhere, link))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const gone = { id: closed.id, reason: '内容不当' };
    await expect(db.transaction((tx) => withdrawDisclosure(tx, elsewhere, gone))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a correction', () => {
  afterAll(() => db.sql(`delete from catalogue_fact where field = 'audience' and item_code = 'T-01-01'`));

  it('never reaches more people than its item still addresses, and no fewer than the record did', async () => {
    const open = await published(db);
    await addFact(db, 'T-01-01', { field: 'audience', value: { specific: description }, divisionCode: '310000' });
    await expect(corrected(db, open.id, { title: '改过' })).rejects.toMatchObject({
      errors: [{ code: 'RULE_VIOLATION', path: ['draftId'], rule: 'R-H11' }],
    });
    const closed = await published(db);
    expect((await findVersions(db, [closed.id], await view([]))).size).toBe(0);
    await db.sql(`delete from catalogue_fact where field = 'audience' and item_code = 'T-01-01'`);
    await corrected(db, closed.id, { title: '改过' });
    expect((await findVersions(db, [closed.id], await view([]))).size).toBe(0);
    expect((await findVersions(db, [closed.id], await view([audienceId]))).get(closed.id)?.version).toBe(2);
  });
});
