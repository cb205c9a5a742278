import { beforeAll, describe, expect, it } from 'vitest';
import { findDraft } from '../../../src/modules/content/find-draft.js';
import { listEntries } from '../../../src/modules/ledger/list-entries.js';
import { findVersions } from '../../../src/modules/publication/find-versions.js';
import { releaseDrafts, type ReleaseDraftsInput } from '../../../src/modules/publication/release-drafts.js';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { approved, guide, people, policy, settleCatalogue, submitted } from '../../support/builders-content.js';
import { content, headOf, placed, published, publicTraces } from '../../support/builders-publication.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

const release = (actor: Actor, input: ReleaseDraftsInput) => db.transaction((tx) => releaseDrafts(tx, actor, input));

async function refusal(actor: Actor, input: ReleaseDraftsInput): Promise<unknown> {
  const before = await publicTraces(db);
  const error = await release(actor, input).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(await publicTraces(db)).toEqual(before);
  return error;
}

describe('releaseDrafts', () => {
  it('I01: what was approved is public at the next sequence, with number, version and digest', async () => {
    const draft = await approved(db);
    const before = await headOf(db);
    const { sequence, at, disclosures } = await release(people.editor, { drafts: [{ draftId: draft.id }] });
    expect(sequence).toBe(before + 1n);
    expect(at).toEqual(new Date('2026-03-02T01:00:00Z'));
    const [one] = disclosures;
    expect(one).toMatchObject({ version: 1, digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
    expect(one?.indexNo).toMatch(/^310107001\/2026-\d{5}$/);
    const id = one?.id ?? '';

    expect((await findVersions(db, [id], { at: before })).size).toBe(0);
    const version = (await findVersions(db, [id.toUpperCase()], { at: sequence })).get(id);
    expect(version).toMatchObject({
      id,
      indexNo: one?.indexNo,
      version: 1,
      digest: one?.digest,
      sequence,
      kind: 'SERVICE_GUIDE',
      title: '高龄津贴申领办事指南',
      keywords: ['高龄津贴'],
      html: '<p>线上或者窗口申领。</p>',
      text: '线上或者窗口申领。',
      divisionCode: '310107',
      leadBodyId: ids.putuoCivil,
      originBodyId: ids.putuoCivil,
      itemCodes: ['T-01-01'],
      attribute: 'PROACTIVE',
      validity: 'IN_FORCE',
      formedAt: '2026-02-27',
      publishedAt: new Date('2026-03-02T01:00:00Z'),
      updatedAt: new Date('2026-03-02T01:00:00Z'),
      elements: [
        { element: 'scope', name: '适用范围', text: '年满八十周岁的户籍老人' },
        { element: 'contact', name: '联系方式', text: '021-5550-0101' },
      ],
    });
    expect(version?.fields.materials).toMatchObject([{ name: '居民身份证', copies: 1 }]);
    expect(await findDraft(db, people.drafter, { id: draft.id })).toMatchObject({
      state: 'RELEASED',
      releasedDisclosureId: id,
      releasedVersion: 1,
    });
    expect(await listEntries(db, { after: before, upTo: sequence, limit: 10 })).toMatchObject([
      { kind: 'DISCLOSURE_PUBLISHED', subject: id, version: 1, digest: one?.digest },
    ]);
    const audits = await db.sql('select verb, account_id from audit_entry where subject = $1', [`disclosure:${id}`]);
    expect(audits).toEqual([{ verb: 'release-drafts', account_id: people.editor.accountId }]);
  });

  it('a bundle appears together, and one draft of it may point to another', async () => {
    const document = await approved(db, policy());
    const links = [{ type: 'IMPLEMENTS', targetId: document.id }] as const;
    const implementing = await approved(db, guide({ relations: links }));
    const drafts = [{ draftId: implementing.id }, { draftId: document.id, expectedRevision: document.revision }];
    const { sequence, disclosures } = await release(people.editor, { drafts });
    expect(disclosures).toHaveLength(2);
    const entries = await listEntries(db, { after: sequence - 1n, upTo: sequence, limit: 10 });
    expect(entries.map((entry) => [entry.ordinal, entry.subject])).toEqual(
      disclosures.map(({ id }, index) => [index + 1, id]),
    );
    const rows = await db.sql('select source_id, type, target_id from disclosure_relation');
    expect(rows).toEqual([{ source_id: disclosures[0]?.id, type: 'IMPLEMENTS', target_id: disclosures[1]?.id }]);
  });

  it('is for editors of the body: four actors', async () => {
    const drafts = [{ draftId: (await approved(db)).id }];
    expect(await refusal(people.elsewhere, { drafts })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(people.supervisor, { drafts })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.final, { drafts })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.operator, { drafts })).toMatchObject({ code: 'NOT_FOUND' });
    const unknown = [{ draftId: '00000000-0000-4000-8000-00000000dead' }];
    expect(await refusal(people.editor, { drafts: unknown })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(people.editor, { drafts: [{ draftId: 'nonsense' }] })).toMatchObject({ code: 'NOT_FOUND' });
    const stale = [{ ...drafts[0], draftId: drafts[0]?.draftId ?? '', expectedRevision: 99 }];
    expect(await refusal(people.editor, { drafts: stale })).toMatchObject({ code: 'CONFLICT' });
  });

  it('names every unmet gate of every draft, and nothing of the bundle goes out', async () => {
    const ready = await approved(db);
    const early = await submitted(db);
    const error = await refusal(people.editor, { drafts: [{ draftId: ready.id }, { draftId: early.id }] });
    expect(error).toMatchObject({
      errors: [
        { code: 'GATE_UNMET', path: ['drafts', '1'], rule: 'R-V01', explanation: { rule: 'R-V01' } },
        { code: 'GATE_UNMET', path: ['drafts', '1'], rule: 'R-V01' },
        { code: 'GATE_UNMET', path: ['drafts', '1'], rule: 'R-V01' },
      ],
    });
  });

  it('refuses empty and doubled bundles, drafts that are out already, and relations that lead nowhere', async () => {
    expect(await refusal(people.editor, { drafts: [] })).toMatchObject({ errors: [{ code: 'REQUIRED' }] });
    const { id: draftId } = await approved(db);
    const twice = [{ draftId }, { draftId: draftId.toUpperCase() }];
    expect(await refusal(people.editor, { drafts: twice })).toMatchObject({ errors: [{ code: 'DUPLICATE' }] });
    await release(people.editor, { drafts: [{ draftId }] });
    expect(await refusal(people.editor, { drafts: [{ draftId }] })).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED_HERE' }],
    });
    const targetId = '00000000-0000-4000-8000-00000000beef';
    const lost = await approved(db, guide({ relations: [{ type: 'FORWARDS', targetId }] }));
    expect(await refusal(people.editor, { drafts: [{ draftId: lost.id }] })).toMatchObject({
      errors: [{ code: 'INVALID', path: ['drafts', '0', 'relations', '0', 'targetId'] }],
    });
  });

  it('a correction does not go out as something new', async () => {
    const { id } = await published(db);
    const draft = await approved(db, guide({ correctsId: id, correctionReason: '电话有误' }));
    expect(await refusal(people.editor, { drafts: [{ draftId: draft.id }] })).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED_HERE', path: ['drafts', '0'] }],
    });
  });

  it('C01: a link to the record of its maker carries nothing but the pointer', async () => {
    const [made] = await placed(db, [
      content({ leadBodyId: ids.huangpu, originBodyId: ids.huangpu, divisionCode: '310101' }),
    ]);
    const relations = [{ type: 'LINKS_TO', targetId: made ?? '' }] as const;
    const link = await published(db, policy({ originBodyId: ids.huangpu, relations, html: null }));
    const version = (await findVersions(db, [link.id], { at: link.sequence })).get(link.id);
    expect(version).toMatchObject({
      originBodyId: ids.huangpu,
      leadBodyId: ids.putuoCivil,
      html: null,
      attachments: [],
    });
  });

  it('fifty publishers at once: gapless sequences, unique gapless numbers', async () => {
    const drafts = [];
    for (let index = 0; index < 50; index += 1) drafts.push(await approved(db));
    const before = await headOf(db);
    const releases = await Promise.all(drafts.map(({ id }) => release(people.editor, { drafts: [{ draftId: id }] })));
    const sequences = releases.map((one) => one.sequence).toSorted((left, right) => Number(left - right));
    expect(sequences).toEqual(Array.from({ length: 50 }, (_, index) => before + BigInt(index + 1)));
    const numbers = releases.map((one) => one.disclosures[0]?.indexNo);
    expect(new Set(numbers).size).toBe(50);
    const serials = numbers.map((number) => Number(number?.slice(-5)));
    expect(Math.max(...serials) - Math.min(...serials)).toBe(49);
  });
});
