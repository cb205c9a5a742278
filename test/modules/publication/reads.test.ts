import { beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import { findRelations } from '../../../src/modules/publication/find-relations.js';
import { findTombstones } from '../../../src/modules/publication/find-tombstones.js';
import { findVersionNumber } from '../../../src/modules/publication/find-version-number.js';
import { findVersionSummaries } from '../../../src/modules/publication/find-version-summaries.js';
import { findVersions } from '../../../src/modules/publication/find-versions.js';
import { guide, settleCatalogue } from '../../support/builders-content.js';
import { corrected, headOf, published } from '../../support/builders-publication.js';
import { testDatabase } from '../../support/test-database.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
beforeAll(() => settleCatalogue(db));

describe('findVersionSummaries and findVersionNumber', () => {
  it('tell every version up to the sequence, newest first, and which one stands', async () => {
    const first = await published(db);
    clock.advance(60_000);
    const second = await corrected(db, first.id, { correctionReason: '电话有误', title: '改过的标题' });
    const summaries = async (at: bigint) => (await findVersionSummaries(db, [first.id], { at })).get(first.id);
    const one = {
      version: 1,
      digest: first.digest,
      sequence: first.sequence,
      at: new Date('2026-03-02T01:00:00Z'),
      reason: null,
    };
    const two = {
      version: 2,
      digest: second.digest,
      sequence: second.sequence,
      at: new Date('2026-03-02T01:01:00Z'),
      reason: '电话有误',
    };
    expect(await summaries(second.sequence)).toEqual([
      { ...two, current: true },
      { ...one, current: false },
    ]);
    expect(await summaries(first.sequence)).toEqual([{ ...one, current: true }]);
    expect(await summaries(first.sequence - 1n)).toBeUndefined();
    const id = first.id;
    expect(await findVersionNumber(db, { id, version: 2 }, { at: second.sequence })).toMatchObject({
      title: '改过的标题',
    });
    expect(await findVersionNumber(db, { id, version: 2 }, { at: first.sequence })).toBeNull();
    expect(await findVersionNumber(db, { id, version: 3 }, { at: second.sequence })).toBeNull();
    for (const version of [0, -1, 1.5, Number.NaN, 3e9]) {
      expect(await findVersionNumber(db, { id, version }, { at: second.sequence })).toBeNull();
    }
    expect(await findVersionNumber(db, { id: 'nonsense', version: 1 }, { at: second.sequence })).toBeNull();
  });
});

describe('findRelations', () => {
  it('tells both sides, each its own first', async () => {
    const target = await published(db);
    const source = await published(db, guide({ relations: [{ type: 'INTERPRETS', targetId: target.id }] }));
    const relations = await findRelations(db, [source.id, target.id, 'nonsense'], { at: source.sequence });
    expect(relations).toEqual(
      new Map([
        [source.id, [{ type: 'INTERPRETS', incoming: false, otherId: target.id }]],
        [target.id, [{ type: 'INTERPRETS', incoming: true, otherId: source.id }]],
      ]),
    );
    expect((await findRelations(db, [target.id], { at: target.sequence })).size).toBe(0);
  });
});

it('what is no id at all finds nothing', async () => {
  const at = await headOf(db);
  expect((await findVersions(db, ['nonsense', ''], { at })).size).toBe(0);
  expect((await findVersionSummaries(db, ['nonsense'], { at })).size).toBe(0);
  expect((await findTombstones(db, ['nonsense'], { at })).size).toBe(0);
});
