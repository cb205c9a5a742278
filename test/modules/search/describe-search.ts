import { beforeAll, describe, expect, it } from 'vitest';
import type { ManualClock } from '../../../src/platform/clock/clock.js';
import type { Database } from '../../../src/platform/db/database.js';
import type { VersionContent } from '../../../src/modules/publication/new-version.js';
import { validities, type Validity } from '../../../src/modules/publication/published-version.js';
import type { SearchFilter, SearchHit, SearchOrder, SearchPort } from '../../../src/modules/search/search-port.js';
import { approved, guide, settleCatalogue } from '../../support/builders-content.js';
import { content, corrected, headOf, only, placed, published, withdrawn } from '../../support/builders-publication.js';
import { allTexts, bodyTexts, containsAll, corpus, terms } from './corpus.js';

export interface Adapter {
  readonly db: Database;
  /** Of the database. */
  readonly clock: ManualClock;
  readonly search: SearchPort;
  /** Brings the index to the head. */
  readonly settle: () => Promise<void>;
}

/** What every search adapter must do, whatever its index. */
export function describeSearch({ db, clock, search, settle }: Adapter): void {
  const documents = new Map<string, VersionContent>();
  let corpusHead = 0n;

  beforeAll(async () => {
    await settleCatalogue(db);
    const contents = corpus(600);
    for (let from = 0; from < contents.length; from += 100) {
      const batch = contents.slice(from, from + 100);
      const ids = await placed(db, batch);
      ids.forEach((id, index) => documents.set(id, batch[index] ?? content()));
      clock.advance(60_000);
    }
    corpusHead = await headOf(db);
  });

  async function everyHit(filter: SearchFilter, at?: bigint, orderBy: SearchOrder = 'RELEVANCE'): Promise<SearchHit[]> {
    await settle();
    const hits: SearchHit[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await search.search({
        ...filter,
        orderBy,
        first: 50,
        at: at ?? corpusHead,
        ...(after ? { after } : {}),
      });
      expect(page.hasPreviousPage).toBe(after !== undefined);
      hits.push(...page.hits);
      after = page.hits.at(-1)?.cursor;
      if (!page.hasNextPage) return hits;
    }
  }

  function truth(holds: (one: VersionContent) => boolean): string[] {
    return [...documents].flatMap(([id, one]) => (holds(one) ? [id] : [])).toSorted();
  }

  const numberOf = ({ fields: { docNo } }: VersionContent): string => (typeof docNo === 'string' ? docNo : '');
  const sorted = (hits: readonly SearchHit[]): string[] => hits.map((hit) => hit.id).toSorted();

  describe('words', () => {
    const queries = [
      ...terms,
      ...'政 | 𠮷林 | 5550 | 0-01 | b/t | G | wIfI覆 | 务公 | 开标准 | 街道办 | 〕 | (2026) | 2026'.split(' | '),
      ...'财政 决算 | 行政处罚决定书 街道 | 政务公开 WiFi | 没有的词 | 政务没有'.split(' | '),
      ...'"政务 标准" | "街道 办事处" | “预算” 街道'.split(' | '),
    ];
    it.each(queries)('%s: neither a false hit nor a miss', async (query) => {
      const expected = truth((one) => containsAll(allTexts(one), query));
      // The index number is searched too and holds digits.
      const numbers = await db.sql<{ id: string }>(
        `select disclosure_id as id from disclosure_version where strpos(index_no, $1) > 0`,
        [query],
      );
      const all = [...new Set([...expected, ...numbers.map((row) => row.id)])].toSorted();
      expect(sorted(await everyHit({ query }))).toEqual(all);
      expect(await search.count({ query, at: corpusHead })).toBe(all.length);
    });

    it('in the title, and in the body', async () => {
      for (const words of ['政务公开', '公', '𠮷', '财政 预算', '021']) {
        expect(sorted(await everyHit({ title: words }))).toEqual(truth((one) => containsAll([one.title], words)));
        expect(sorted(await everyHit({ text: words }))).toEqual(truth((one) => containsAll(bodyTexts(one), words)));
      }
    });

    it('none at all: the newest', async () => {
      for (const query of [undefined, '', ' \u3000 ']) {
        const hits = await everyHit(query === undefined ? {} : { query });
        expect(hits).toHaveLength(600);
        expect(hits[0]?.score).toBe(0);
        expect(hits[0]?.highlights).toEqual([]);
      }
      const page = await search.search({ orderBy: 'RELEVANCE', first: 100, at: corpusHead });
      const newest = await db.sql<{ id: string }>(
        'select disclosure_id as id from disclosure_version order by first_published_at desc, disclosure_id desc limit 100',
      );
      expect(page.hits.map((hit) => hit.id)).toEqual(newest.map((row) => row.id));
    });

    it('in a text far longer than any index position', async () => {
      const long = `${'长文'.repeat(60_000)}末尾有独角兽${'。'.repeat(100)}`;
      const id = only(await placed(db, [content({ title: '很长', text: long })]));
      const at = await headOf(db);
      const [hit] = await everyHit({ query: '独角兽' }, at);
      expect(hit).toMatchObject({ id });
      expect(hit?.highlights).toMatchObject([
        { field: 'text', fragments: [expect.stringContaining('末尾有<em>独角兽</em>。')] },
      ]);
      expect(await everyHit({ query: '文独' }, at)).toEqual([]);
    });

    it('a phrase is not put together from two texts', async () => {
      const text = '大雁塔 北广场';
      const id = only(
        await placed(db, [content({ title: '候鸟', text, summary: '春日南飞', keywords: ['北归', '大雁'] })]),
      );
      const at = await headOf(db);
      const found = async (query: string) => (await everyHit({ query }, at)).map((hit) => hit.id);
      expect(await found('"大雁塔 北广场"')).toEqual([id]);
      expect(await found('大雁 北归 南飞')).toEqual([id]);
      expect(await found('"北归 大雁"')).toEqual([]);
      expect(await found('"南飞 北归"')).toEqual([]);
    });

    it('are limited in number and length', async () => {
      const many = Array.from({ length: 21 }, (_, index) => `词${index}`).join(' ');
      for (const query of [many, '长'.repeat(501)]) {
        await expect(everyHit({ query })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
        await expect(search.count({ query, at: corpusHead })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      }
    });
  });

  describe('order', () => {
    it('a word in the title counts more than one in the summary, and that more than one in the body', async () => {
      const word = '鲸鱼观测';
      const [inBody, inSummary, inTitle] = await placed(db, [
        content({ text: word }),
        content({ summary: word }),
        content({ title: `${word}办法` }),
      ]);
      const hits = await everyHit({ query: word }, await headOf(db));
      expect(hits.map((hit) => hit.id)).toEqual([inTitle, inSummary, inBody]);
      expect(hits.map((hit) => hit.score)).toEqual([10 / 15, 4 / 15, 1 / 15]);
    });

    it('is the same every time, falls with the score, then with the date', async () => {
      const hits = await everyHit({ query: '政务' });
      expect((await everyHit({ query: '政务' })).map((hit) => hit.id)).toEqual(hits.map((hit) => hit.id));
      const scores = hits.map((hit) => hit.score);
      expect(scores).toEqual(scores.toSorted((left, right) => right - left));
      const newest = await everyHit({ query: '政务' }, corpusHead, 'PUBLISHED_NEWEST');
      expect(sorted(newest)).toEqual(sorted(hits));
      const sequences = newest.map((hit) => hit.sequence);
      expect(sequences).toEqual(sequences.toSorted((left, right) => Number(right - left)));
    });

    it('refuses the cursor of another order', async () => {
      const page = await search.search({ query: '政', orderBy: 'RELEVANCE', first: 1, at: corpusHead });
      const after = page.hits[0]?.cursor ?? '';
      const other = search.search({ query: '政', orderBy: 'PUBLISHED_NEWEST', first: 1, at: corpusHead, after });
      await expect(other).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    });
  });

  describe('filters (R-Q01)', () => {
    it('a document number, whole or in part, with any bracket', async () => {
      for (const number of [
        '沪府发〔2024〕',
        '沪府发(2024)',
        '沪府发\uff082024\uff09',
        '沪府发[2024]',
        ' 沪府发 【2024】 ',
      ]) {
        const expected = truth((one) => numberOf(one).startsWith('沪府发〔2024〕'));
        expect(expected.length).toBeGreaterThan(3);
        expect(sorted(await everyHit({ docNo: number }))).toEqual(expected);
      }
    });

    it('genre by name or identifier, year, item, kind, and all of them together', async () => {
      const notice = truth((one) => one.fields.genre === '通知');
      expect(sorted(await everyHit({ genre: '通知' }))).toEqual(notice);
      expect(sorted(await everyHit({ genre: 'NOTICE' }))).toEqual(notice);
      const yearOf = (one: VersionContent): string =>
        /〔(\d{4})〕/.exec(numberOf(one))?.[1] ?? one.issuedAt?.slice(0, 4) ?? '2026';
      expect(sorted(await everyHit({ year: 2023 }))).toEqual(truth((one) => yearOf(one) === '2023'));
      expect(sorted(await everyHit({ itemCodes: ['T-01-01'], query: '政务' }))).toEqual(
        truth((one) => one.itemCodes[0] === 'T-01-01' && containsAll(allTexts(one), '政务')),
      );
      const all: SearchFilter = {
        query: '政',
        title: '政',
        kinds: ['POLICY_DOCUMENT'],
        genre: '通知',
        docNo: '沪府发',
        validity: ['IN_FORCE'],
        divisionCodes: ['310107'],
        itemCodes: ['T-01-01', 'T-01-02'],
        publishedFrom: new Date('2026-03-02T00:00:00Z'),
      };
      const expected = truth((one) => one.fields.genre === '通知' && containsAll([one.title], '政'));
      expect(expected.length).toBeGreaterThan(3);
      expect(sorted(await everyHit(all))).toEqual(expected);
      expect(await everyHit({ ...all, validity: ['REPEALED'] })).toEqual([]);
      expect(await everyHit({ ...all, divisionCodes: ['310101'] })).toEqual([]);
      expect(await everyHit({ ...all, publishedTo: new Date('2026-03-01T00:00:00Z') })).toEqual([]);
    });
  });

  describe('what is public', () => {
    it('is found at its own sequence, in the version that stands there; drafts and withdrawn ones never', async () => {
      const draft = await approved(db, guide({ title: '斑马渡口须知', summary: null }));
      expect(await everyHit({ query: '斑马渡口' }, await headOf(db))).toEqual([]);
      const first = await published(db, guide({ title: '斑马渡口须知', summary: null }));
      const second = await corrected(db, first.id, { title: '斑马码头须知', summary: null });
      await settle();
      expect(await search.completeTo()).toBe(second.sequence);
      expect(await everyHit({ query: '斑马渡口' }, second.sequence)).toEqual([]);
      const at = async (sequence: bigint) =>
        (await everyHit({ query: '斑马' }, sequence)).map(({ id, version, digest }) => ({ id, version, digest }));
      expect(await at(first.sequence - 1n)).toEqual([]);
      expect(await at(first.sequence)).toEqual([{ id: first.id, version: 1, digest: first.digest }]);
      expect(await at(second.sequence)).toEqual([{ id: first.id, version: 2, digest: second.digest }]);
      expect(draft.state).toBe('APPROVED');
      const gone = await withdrawn(db, first.id);
      for (const sequence of [first.sequence, second.sequence, gone.sequence]) expect(await at(sequence)).toEqual([]);
    });
  });

  describe('validity', () => {
    it('is that of the sequence: repealed and amended while the other document stands, by date otherwise', async () => {
      const word = '犀牛规定';
      const law = (changes: Partial<VersionContent>) => content({ title: word, kind: 'POLICY_DOCUMENT', ...changes });
      const [old, changed, lapsed, later] = await placed(db, [
        law({}),
        law({}),
        law({ fields: { effectiveTo: '2026-03-01' } }),
        law({ fields: { effectiveFrom: '2026-03-04' } }),
      ]);
      const first = await headOf(db);
      const [repealing] = await placed(db, [
        content({ title: '废止', relations: [{ type: 'REPEALS', targetId: old ?? '' }] }),
        content({ title: '修改', relations: [{ type: 'AMENDS', targetId: changed ?? '' }] }),
      ]);
      const second = await headOf(db);
      clock.advance(3 * 24 * 3_600_000);
      await placed(db, [content({ title: '三天后' })]);
      const third = await headOf(db);
      const found = async (validity: Validity, at: bigint) =>
        sorted(await everyHit({ query: word, validity: [validity] }, at));
      const ofAll = async (at: bigint) => {
        const pairs: Partial<Record<Validity, string[]>> = {};
        for (const validity of validities) pairs[validity] = await found(validity, at);
        return pairs;
      };
      const ids = (...some: (string | undefined)[]) => some.filter((id) => id !== undefined).toSorted();
      const start = { LAPSED: ids(lapsed), NOT_YET: ids(later), AMENDED: [], REPEALED: [] };
      expect(await ofAll(first)).toEqual({ ...start, IN_FORCE: ids(old, changed) });
      const between = { LAPSED: ids(lapsed), AMENDED: ids(changed), REPEALED: ids(old) };
      expect(await ofAll(second)).toEqual({ ...between, NOT_YET: ids(later), IN_FORCE: [] });
      expect(await ofAll(third)).toEqual({ ...between, NOT_YET: [], IN_FORCE: ids(later) });
      expect(await everyHit({ query: word, validity: ['LAPSED', 'AMENDED'] }, second)).toHaveLength(2);
      await withdrawn(db, repealing ?? '');
      expect(await found('REPEALED', second)).toEqual([]);
      expect(await found('IN_FORCE', second)).toEqual(ids(old));
    });
  });

  describe('highlights', () => {
    it('mark what was found and escape everything else', async () => {
      await placed(db, [
        content({
          title: '<b>河马</b> & "WiFi"',
          summary: '没有',
          text: '前文'.repeat(30) + '河马<script>河马' + '后文'.repeat(30),
        }),
      ]);
      const [hit] = await everyHit({ query: '河马 wifi' }, await headOf(db));
      expect(hit?.highlights).toEqual([
        { field: 'title', fragments: ['&lt;b&gt;<em>河马</em>&lt;/b&gt; &amp; &quot;<em>WiFi</em>&quot;'] },
        {
          field: 'text',
          fragments: [`${'前文'.repeat(20)}<em>河马</em>&lt;script&gt;<em>河马</em>${'后文'.repeat(15)}`],
        },
      ]);
    });
  });
}
