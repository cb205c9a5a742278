import { beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import type { RelationType } from '../../../src/modules/content/kinds/kind.js';
import { countDisclosures } from '../../../src/modules/publication/count-disclosures.js';
import { findVersions } from '../../../src/modules/publication/find-versions.js';
import type { Validity } from '../../../src/modules/publication/published-version.js';
import type { Sequence } from '../../../src/modules/ledger/sequence.js';
import { settleCatalogue } from '../../support/builders-content.js';
import { content, headOf, only, placed, withdrawn } from '../../support/builders-publication.js';
import { testDatabase } from '../../support/test-database.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
beforeAll(() => settleCatalogue(db));

const document = async (effectiveFrom: string | null, effectiveTo: string | null = null): Promise<string> =>
  only(await placed(db, [content({ kind: 'POLICY_DOCUMENT', fields: { effectiveFrom, effectiveTo } })]));

const pointing = async (type: RelationType, targetId: string): Promise<string> =>
  only(await placed(db, [content({ relations: [{ type, targetId }] })]));

async function validity(id: string, at?: Sequence): Promise<Validity | undefined> {
  return (await findVersions(db, [id], { at: at ?? (await headOf(db)) })).get(id)?.validity;
}

describe('validity', () => {
  it('follows from its own dates at the date of the release that is read at', async () => {
    const ids = [await document(null), await document('2026-03-02'), await document('2026-03-03', '2026-03-04')];
    const first = await headOf(db);
    const at = async (sequence?: Sequence) => Promise.all(ids.map((id) => validity(id, sequence)));
    expect(await at()).toEqual(['IN_FORCE', 'IN_FORCE', 'NOT_YET']);
    // 15:59 UTC is still that day in Shanghai, 16:00 is the next.
    clock.set('2026-03-02T15:59:59Z');
    await document(null);
    expect(await at()).toEqual(['IN_FORCE', 'IN_FORCE', 'NOT_YET']);
    clock.set('2026-03-02T16:00:00Z');
    await document(null);
    expect(await at()).toEqual(['IN_FORCE', 'IN_FORCE', 'IN_FORCE']);
    clock.set('2026-03-05T01:00:00Z');
    await document(null);
    expect(await at()).toEqual(['IN_FORCE', 'IN_FORCE', 'LAPSED']);
    expect(await at(first)).toEqual(['IN_FORCE', 'IN_FORCE', 'NOT_YET']);
  });

  it('follows from later documents while they stand', async () => {
    const id = await document(null);
    const before = await headOf(db);
    await pointing('INTERPRETS', id);
    expect(await validity(id)).toBe('IN_FORCE');
    await pointing('AMENDS', id);
    const amended = await headOf(db);
    expect(await validity(id)).toBe('AMENDED');
    const repealing = await pointing('REPEALS', id);
    const repealed = await headOf(db);
    expect(await validity(id)).toBe('REPEALED');
    expect(await validity(id, amended)).toBe('AMENDED');
    expect(await validity(id, before)).toBe('IN_FORCE');
    expect(await countDisclosures(db, { validity: ['REPEALED'] }, { at: repealed })).toBe(1);
    await withdrawn(db, repealing);
    expect(await validity(id)).toBe('AMENDED');
    expect(await validity(id, repealed)).toBe('AMENDED');
  });
});
