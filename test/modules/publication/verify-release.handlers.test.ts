import { beforeAll, describe, expect, it } from 'vitest';
import { verifyRelease } from '../../../src/modules/publication/verify-release.handlers.js';
import { guide, policy, settleCatalogue } from '../../support/builders-content.js';
import { corrected, published, withdrawn } from '../../support/builders-publication.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

async function verify(sequence: bigint): Promise<object[]> {
  const event = { id: '1', topic: 'ledger.appended', key: sequence.toString(), payload: {}, createdAt: new Date(0) };
  await db.transaction((tx) => verifyRelease.handle(tx, event));
  return db.sql('select ok, detail from release_verification where sequence = $1::bigint', [sequence]);
}

/** Changes a stored version as only somebody with the keys of the database could. */
async function tamper(id: string, change: string): Promise<void> {
  await db.sql('alter table disclosure_version disable trigger all');
  await db.sql(`update disclosure_version set ${change} where disclosure_id = $1`, [id]);
  await db.sql('alter table disclosure_version enable trigger all');
}

describe('verifyRelease', () => {
  it('finds releases and corrections as they were published, however often it runs', async () => {
    const target = await published(db, policy({ fields: { ...policy().fields, effectiveFrom: '2026-04-01' } }));
    const relations = [{ type: 'IMPLEMENTS', targetId: target.id }] as const;
    const attachments = [
      { name: '表.pdf', mediaType: 'application/pdf', size: 12, sha256: `sha256:${'0'.repeat(64)}` },
    ];
    const first = await published(
      db,
      guide({ relations, attachments, html: '<p>𠮷&amp;</p>', keywords: ['乙', '甲'] }),
    );
    const second = await corrected(db, first.id, { relations: [], changedAt: '2026-03-01' });
    for (const { sequence } of [target, first, second, first]) {
      expect(await verify(sequence)).toEqual([{ ok: true, detail: null }]);
    }
  });

  it.each([
    ["canonical = canonical || ' '", 'the canonical text does not have the digest'],
    ["digest = 'sha256:' || repeat('0', 64)", 'the ledger recorded another digest'],
    ["title = title || '!'", 'the columns do not say what the canonical text says'],
    ["elements = '[]'", 'the columns do not say what the canonical text says'],
  ])('tells when %s', async (change, fault) => {
    const { id, sequence } = await published(db);
    await tamper(id, change);
    expect(await verify(sequence)).toMatchObject([{ ok: false, detail: expect.stringContaining(`${id}@1: ${fault}`) }]);
  });

  it('has nothing to say against what was withdrawn since', async () => {
    const { id, sequence } = await published(db);
    const gone = await withdrawn(db, id);
    expect(await verify(sequence)).toEqual([{ ok: true, detail: null }]);
    expect(await verify(gone.sequence)).toEqual([{ ok: true, detail: null }]);
  });
});
