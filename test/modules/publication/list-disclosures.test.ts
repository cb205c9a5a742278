import { beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/platform/clock/clock.js';
import { countDisclosures } from '../../../src/modules/publication/count-disclosures.js';
import type { DisclosureWhere } from '../../../src/modules/publication/disclosure-where.js';
import { findVersions } from '../../../src/modules/publication/find-versions.js';
import { type DisclosureOrder, listDisclosures } from '../../../src/modules/publication/list-disclosures.js';
import type { Sequence } from '../../../src/modules/ledger/sequence.js';
import { settleCatalogue } from '../../support/builders-content.js';
import { content, headOf, placed } from '../../support/builders-publication.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

const clock = new ManualClock('2026-03-02T01:00:00Z');
const db = await testDatabase({ clock });
const all: string[] = [];
let head: Sequence = 0n;

beforeAll(async () => {
  await settleCatalogue(db);
  for (let day = 0; day < 5; day += 1) {
    // Several in one moment: only the id tells their order.
    const contents = Array.from({ length: 5 }, (_, index) =>
      content({
        title: `标题${(day * 7 + index * 3) % 10}`,
        kind: index === 0 ? 'STATISTIC' : 'GENERAL_INFORMATION',
        leadBodyId: index % 2 === 0 ? ids.putuoCivil : ids.huangpu,
        divisionCode: index % 2 === 0 ? '310107' : '310101',
        itemCodes: index === 1 ? ['T-01-01', 'T-01-02'] : ['T-01-02'],
      }),
    );
    all.push(...(await placed(db, contents)));
    clock.advance(86_400_000);
  }
  head = await headOf(db);
});

async function walk(orderBy: DisclosureOrder, where: DisclosureWhere = {}, at = head): Promise<string[]> {
  const seen: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await listDisclosures(db, { where, orderBy, first: 4, at, ...(after === undefined ? {} : { after }) });
    expect(page.hasPreviousPage).toBe(after !== undefined);
    seen.push(...page.rows.map((row) => row.version.id));
    after = page.rows.at(-1)?.cursor;
    if (!page.hasNextPage || after === undefined) return seen;
  }
}

describe('listDisclosures', () => {
  it('walks each order page by page without gap or overlap', async () => {
    const versions = [...(await findVersions(db, all, { at: head })).values()];
    const sorted = (compare: (left: (typeof versions)[0], right: (typeof versions)[0]) => number): string[] =>
      versions.toSorted(compare).map((version) => version.id);
    const byId = (left: string, right: string): number => (left < right ? -1 : 1);
    const oldest = sorted((a, b) => a.publishedAt.getTime() - b.publishedAt.getTime() || byId(a.id, b.id));
    expect(await walk('PUBLISHED_OLDEST')).toEqual(oldest);
    expect(await walk('PUBLISHED_NEWEST')).toEqual(oldest.toReversed());
    expect(await walk('UPDATED_NEWEST')).toEqual(oldest.toReversed());
    expect(await walk('TITLE')).toEqual(
      sorted((a, b) => byId(a.title, b.title) * (a.title === b.title ? 0 : 1) || byId(a.id, b.id)),
    );
  });

  it.each<[string, DisclosureWhere, number]>([
    ['body', { bodyIds: [ids.huangpu] }, 10],
    ['bodies', { bodyIds: [ids.huangpu, ids.putuoCivil] }, 25],
    ['no body', { bodyIds: [] }, 0],
    ['no such body', { bodyIds: ['nonsense'] }, 0],
    ['division', { divisionCodes: ['310107'] }, 15],
    ['divisions', { divisionCodes: ['310107', '310101'] }, 25],
    ['item', { itemCodes: ['T-01-01'] }, 5],
    ['items', { itemCodes: ['T-01-01', 'T-01-02'] }, 25],
    ['kind', { kinds: ['STATISTIC'] }, 5],
    ['validity', { validity: ['IN_FORCE'] }, 25],
    ['other validity', { validity: ['REPEALED', 'LAPSED', 'NOT_YET', 'AMENDED'] }, 0],
    ['from', { publishedFrom: new Date('2026-03-05T01:00:00Z') }, 10],
    ['to', { publishedTo: new Date('2026-03-03T01:00:00Z') }, 10],
    ['updated', { updatedFrom: new Date('2026-03-06T00:00:00Z') }, 5],
    [
      'all at once',
      {
        bodyIds: [ids.putuoCivil],
        kinds: ['STATISTIC'],
        itemCodes: ['T-01-02'],
        publishedFrom: new Date('2026-03-04T00:00:00Z'),
      },
      3,
    ],
  ])('narrows by %s, and the count agrees', async (_, where, count) => {
    expect(await walk('PUBLISHED_NEWEST', where)).toHaveLength(count);
    expect(await countDisclosures(db, where, { at: head })).toBe(count);
  });

  it('answers as of any sequence', async () => {
    for (let back = 0n; back < 5n; back += 1n) {
      expect(await walk('PUBLISHED_OLDEST', {}, head - back)).toHaveLength(25 - 5 * Number(back));
    }
    expect(await walk('PUBLISHED_NEWEST', {}, 0n)).toEqual([]);
  });

  it('refuses a cursor of another order and one that was tampered with', async () => {
    const page = await listDisclosures(db, { where: {}, orderBy: 'TITLE', first: 1, at: head });
    const after = page.rows[0]?.cursor ?? '';
    const other = { where: {}, orderBy: 'PUBLISHED_NEWEST', first: 1, at: head } as const;
    await expect(listDisclosures(db, { ...other, after })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(listDisclosures(db, { ...other, after: 'AAAA' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
