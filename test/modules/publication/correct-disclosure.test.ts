import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { listEntries } from '../../../src/modules/ledger/list-entries.js';
import { correctDisclosure, type CorrectDisclosureInput } from '../../../src/modules/publication/correct-disclosure.js';
import { findRelations } from '../../../src/modules/publication/find-relations.js';
import { findVersionNumber } from '../../../src/modules/publication/find-version-number.js';
import { findVersions } from '../../../src/modules/publication/find-versions.js';
import { approved, guide, people, policy, settleCatalogue, submitted } from '../../support/builders-content.js';
import { corrected, published, publicTraces, withdrawn } from '../../support/builders-publication.js';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import { testDatabase } from '../../support/test-database.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
beforeAll(() => settleCatalogue(db));

async function refusal(actor: Actor, input: CorrectDisclosureInput): Promise<unknown> {
  const before = await publicTraces(db);
  const error = await db
    .transaction((tx) => correctDisclosure(tx, actor, input))
    .then(
      () => null,
      (caught: unknown) => caught,
    );
  expect(await publicTraces(db)).toEqual(before);
  return error;
}

const correction = (id: string, changes = {}) =>
  approved(db, guide({ correctsId: id, correctionReason: '电话有误', ...changes }));

describe('correctDisclosure', () => {
  it('I02: the next read shows the next version under the same id, number and first publication', async () => {
    const first = await published(db);
    clock.advance(3_600_000);
    const elements = { scope: '年满八十周岁的户籍老人', contact: '021-5550-0202' };
    const second = await corrected(db, first.id, { elements });
    expect(second).toMatchObject({ id: first.id, indexNo: first.indexNo, version: 2 });
    expect(second.digest).not.toBe(first.digest);
    expect(second.sequence).toBe(first.sequence + 1n);

    const now = (await findVersions(db, [first.id], { at: second.sequence })).get(first.id);
    expect(now).toMatchObject({ version: 2, digest: second.digest, sequence: second.sequence });
    expect(now?.elements[1]?.text).toBe('021-5550-0202');
    expect(now?.publishedAt).toEqual(new Date('2026-03-02T01:00:00Z'));
    expect(now?.updatedAt).toEqual(new Date('2026-03-02T02:00:00Z'));

    const then = (await findVersions(db, [first.id], { at: first.sequence })).get(first.id);
    expect(then).toMatchObject({ version: 1, digest: first.digest });
    expect(await findVersionNumber(db, { id: first.id, version: 1 }, { at: second.sequence })).toEqual(then);
    expect(await listEntries(db, { after: first.sequence, upTo: second.sequence, limit: 9 })).toMatchObject([
      { kind: 'DISCLOSURE_CORRECTED', subject: first.id, version: 2, digest: second.digest },
    ]);
  });

  it('keeps relations that stay, ends those that go, adds those that come', async () => {
    const [stays, goes, comes] = [await published(db), await published(db), await published(db)];
    const source = await published(
      db,
      guide({
        relations: [
          { type: 'IMPLEMENTS', targetId: stays.id },
          { type: 'FORWARDS', targetId: goes.id },
        ],
      }),
    );
    const next = await corrected(db, source.id, {
      relations: [
        { type: 'IMPLEMENTS', targetId: stays.id },
        { type: 'CLARIFIES', targetId: comes.id },
      ],
    });
    const at = async (sequence: bigint) =>
      (await findRelations(db, [source.id], { at: sequence })).get(source.id)?.map((one) => [one.type, one.otherId]);
    expect(await at(source.sequence)).toEqual([
      ['FORWARDS', goes.id],
      ['IMPLEMENTS', stays.id],
    ]);
    expect(await at(next.sequence)).toEqual([
      ['IMPLEMENTS', stays.id],
      ['CLARIFIES', comes.id],
    ]);
    const rows = await db.sql<{ count: number }>('select count(*)::int from disclosure_relation where source_id = $1', [
      source.id,
    ]);
    expect(rows).toEqual([{ count: 3 }]);
  });

  it('is for editors of the body: four actors', async () => {
    const { id } = await published(db);
    const draftId = (await correction(id)).id;
    expect(await refusal(people.elsewhere, { draftId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(people.supervisor, { draftId })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.drafter, { draftId })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.operator, { draftId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(people.editor, { draftId, expectedRevision: 77 })).toMatchObject({ code: 'CONFLICT' });
  });

  it('refuses a draft that corrects nothing, another kind, unreviewed, and what was withdrawn', async () => {
    const { id } = await published(db);
    const plain = await approved(db);
    expect(await refusal(people.editor, { draftId: plain.id })).toMatchObject({ errors: [{ code: 'INVALID' }] });
    const other = await approved(db, policy({ correctsId: id, correctionReason: '错' }));
    expect(await refusal(people.editor, { draftId: other.id })).toMatchObject({
      errors: [{ code: 'INVALID', path: ['draftId'] }],
    });
    const early = await submitted(db, guide({ correctsId: id, correctionReason: '错' }));
    expect(await refusal(people.editor, { draftId: early.id })).toMatchObject({
      errors: [{ rule: 'R-V01' }, { rule: 'R-V01' }, { rule: 'R-V01' }],
    });
    const late = await correction(id);
    await withdrawn(db, id);
    expect(await refusal(people.editor, { draftId: late.id })).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED_HERE' }],
    });
  });

  it('two corrections at once become two versions in some order', async () => {
    const { id } = await published(db);
    const drafts = [await correction(id), await correction(id)];
    const done = await Promise.all(
      drafts.map(({ id: draftId }) => db.transaction((tx) => correctDisclosure(tx, people.editor, { draftId }))),
    );
    expect(done.map((one) => one.disclosures[0]?.version ?? 0).toSorted((left, right) => left - right)).toEqual([2, 3]);
    const standing = await db.sql(
      'select version from disclosure_version where disclosure_id = $1 and to_sequence is null',
      [id],
    );
    expect(standing).toEqual([{ version: 3 }]);
  });
});
