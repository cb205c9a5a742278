import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { listEntries } from '../../../src/modules/ledger/list-entries.js';
import { countDisclosures } from '../../../src/modules/publication/count-disclosures.js';
import { findIdsByIndexNo } from '../../../src/modules/publication/find-ids-by-index-no.js';
import { findRelations } from '../../../src/modules/publication/find-relations.js';
import { findTombstones } from '../../../src/modules/publication/find-tombstones.js';
import { findVersionNumber } from '../../../src/modules/publication/find-version-number.js';
import { findVersionSummaries } from '../../../src/modules/publication/find-version-summaries.js';
import { findVersions } from '../../../src/modules/publication/find-versions.js';
import { listDisclosures } from '../../../src/modules/publication/list-disclosures.js';
import {
  withdrawDisclosure,
  type WithdrawDisclosureInput,
} from '../../../src/modules/publication/withdraw-disclosure.js';
import { createPostgresSearch } from '../../../src/modules/search/postgres-search.js';
import { guide, people, person, settleCatalogue } from '../../support/builders-content.js';
import { corrected, headOf, published, publicTraces, withdrawn } from '../../support/builders-publication.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

const withdraw = (actor: Actor, input: WithdrawDisclosureInput) =>
  db.transaction((tx) => withdrawDisclosure(tx, actor, input));

async function refusal(actor: Actor, input: WithdrawDisclosureInput): Promise<unknown> {
  const before = await publicTraces(db);
  const error = await withdraw(actor, input).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(await publicTraces(db)).toEqual(before);
  return error;
}

describe('withdrawDisclosure', () => {
  it('leaves only the tombstone, at every sequence and on every read', async () => {
    const other = await published(db);
    const first = await published(db, guide({ relations: [{ type: 'IMPLEMENTS', targetId: other.id }] }));
    const second = await corrected(db, first.id, { relations: [{ type: 'IMPLEMENTS', targetId: other.id }] });
    const gone = await withdraw(people.editor, { id: first.id, reason: ' 内容不当 ', expectedVersion: 2 });
    expect(gone).toEqual({
      id: first.id,
      indexNo: first.indexNo,
      kind: 'SERVICE_GUIDE',
      lastVersion: 2,
      withdrawnAt: new Date('2026-03-02T01:00:00Z'),
      sequence: second.sequence + 1n,
      reason: '内容不当',
    });
    expect(await findTombstones(db, [first.id, other.id], { at: gone.sequence })).toEqual(new Map([[first.id, gone]]));
    const search = createPostgresSearch(db);
    for (let at = 0n; at <= gone.sequence; at += 1n) {
      const shown = at >= other.sequence ? [other.id] : [];
      expect((await findVersions(db, [first.id], { at })).size).toBe(0);
      expect(await findVersionNumber(db, { id: first.id, version: 1 }, { at })).toBeNull();
      expect(await findVersionNumber(db, { id: first.id, version: 2 }, { at })).toBeNull();
      expect((await findVersionSummaries(db, [first.id], { at })).size).toBe(0);
      expect((await findRelations(db, [first.id, other.id], { at })).size).toBe(0);
      expect(await countDisclosures(db, {}, { at })).toBe(shown.length);
      const page = await listDisclosures(db, { where: {}, orderBy: 'TITLE', first: 10, at });
      expect(page.rows.map((row) => row.version.id)).toEqual(shown);
      const found = await search.search({ query: '津贴', orderBy: 'RELEVANCE', first: 10, at });
      expect(found.hits.map((hit) => hit.id)).toEqual(shown);
      expect(await search.count({ query: '津贴', at })).toBe(shown.length);
    }
    expect(await listEntries(db, { after: second.sequence, upTo: gone.sequence, limit: 9 })).toMatchObject([
      { kind: 'DISCLOSURE_WITHDRAWN', subject: first.id, version: 2, digest: null },
    ]);
  });

  it('R-Q05: the number is never given again', async () => {
    const { id, indexNo } = await published(db);
    await withdrawn(db, id);
    const next = await published(db);
    expect(next.indexNo > indexNo).toBe(true);
    expect(await findIdsByIndexNo(db, [indexNo, next.indexNo, '没有'], { at: 0n })).toEqual(
      new Map([
        [indexNo, id],
        [next.indexNo, next.id],
      ]),
    );
  });

  it('is for editors and the disclosure office of the body: everyone else is refused', async () => {
    const { id } = await published(db);
    const reason = '内容不当';
    expect(await refusal(people.elsewhere, { id, reason })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.supervisor, { id, reason })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.drafter, { id, reason })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.operator, { id, reason })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(people.editor, { id: 'nonsense', reason })).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await refusal(people.editor, { id: id.replace(/.$/, (last) => (last === '0' ? '1' : '0')), reason }),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
    const office = person(20, 'DISCLOSURE_OFFICE', '310107');
    expect(await withdraw(office, { id, reason })).toMatchObject({ id, lastVersion: 1 });
  });

  it('asks for a reason, the version that was read, and something to withdraw', async () => {
    const { id } = await published(db);
    expect(await refusal(people.editor, { id, reason: ' ' })).toMatchObject({
      errors: [{ code: 'REQUIRED', rule: 'R-A15' }],
    });
    expect(await refusal(people.editor, { id, reason: '长'.repeat(501) })).toMatchObject({
      errors: [{ code: 'INVALID' }],
    });
    expect(await refusal(people.editor, { id, reason: '\0' })).toMatchObject({ code: 'BAD_REQUEST' });
    expect(await refusal(people.editor, { id, reason: '错', expectedVersion: 2 })).toMatchObject({ code: 'CONFLICT' });
    await withdrawn(db, id);
    expect(await refusal(people.editor, { id, reason: '错' })).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED_HERE' }],
    });
  });

  it('the database keeps what was published: a version only ends, once, and nothing is deleted', async () => {
    const { id } = await published(db);
    const refused = [
      `update disclosure_version set title = 'x' where disclosure_id = '${id}'`,
      `update disclosure_version set to_sequence = 9999 where disclosure_id in (select disclosure_id from tombstone)`,
      `delete from disclosure_version where disclosure_id = '${id}'`,
      'truncate disclosure_version',
      `update tombstone set reason = 'x'`,
      'delete from tombstone',
    ];
    for (const statement of refused) await expect(db.sql(statement)).rejects.toMatchObject({ code: '23001' });
    expect(await findVersions(db, [id], { at: await headOf(db) })).toHaveProperty('size', 1);
  });
});
