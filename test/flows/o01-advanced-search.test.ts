import { describe, expect, test } from 'vitest';
import { approveGuide, bodyId, publishGuide, writeGuide } from '../support/flow-draft.js';
import { everyHit, type PublicRecord, publicRecords } from '../support/public-records.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

const draft = await approveGuide(app, { title: '尚未发布的蓝鲸指南' });
const sketch = await writeGuide(app, { title: '还在起草的蓝鲸指南' });
const astral = await publishGuide(app, {
  title: '𠮷林路 R&D 中心 <一层> "WiFi" 使用指南',
  content: { html: '<p>𠮷林路𠮷号的①号厅有 Wi-Fi 6 &lt;免费&gt;，请到服务台登记。𪚥是一个很难写的字。</p>' },
});
const records = await publicRecords(app);

const target = records.find((record) => record.docNo === '示例普民〔2026〕11号');
if (target === undefined) throw new Error('The demo has no such document.');

function truth(holds: (record: PublicRecord) => boolean): string[] {
  return records
    .filter(holds)
    .map((record) => record.id)
    .toSorted();
}

async function found(asked: { readonly query?: string; readonly where?: object }): Promise<string[]> {
  return (await everyHit(app, asked)).map((hit) => hit.id).toSorted();
}

const yearOf = ({ docNo, issuedAt, publishedAt }: PublicRecord): string =>
  /〔(\d{4})〕/.exec(docNo ?? '')?.[1] ?? (issuedAt ?? publishedAt).slice(0, 4);
const isUnder = (record: PublicRecord, column: string): boolean =>
  record.items.some(({ code }) => code === column || code.startsWith(`${column}-`));
const isWithin = ({ division }: PublicRecord, code: string): boolean =>
  [division, ...division.ancestors].some((one) => one.code === code);

const phrase = '社区老年助餐服务管理办法';
const sentence = target.content?.text.slice(40, 60).trim().split(/\s/)[0] ?? '';

describe('O01 each field alone finds exactly what it says, the seeded document among it', () => {
  test.each<[string, object, (record: PublicRecord) => boolean]>([
    ['title', { title: phrase }, ({ title }) => title.includes(phrase)],
    ['genre by its identifier', { genre: 'OPINION' }, ({ genre }) => genre === target.genre],
    ['genre by its name', { genre: '意见' }, ({ genre }) => genre === target.genre],
    ['kind', { kinds: ['POLICY_DOCUMENT'] }, ({ kind }) => kind === 'POLICY_DOCUMENT'],
    ['year', { year: 2026 }, (record) => yearOf(record) === '2026'],
    ['a column of tier 1', { column: 'YL-01' }, (record) => isUnder(record, 'YL-01')],
    ['another one', { column: 'ZH-04' }, (record) => isUnder(record, 'ZH-04')],
    ['a column of tier 2', { column: 'ZH-04-03' }, (record) => isUnder(record, 'ZH-04-03')],
    ['a division with all below', { division: '310000' }, (record) => isWithin(record, '310000')],
    ['a division below', { division: '310107' }, (record) => isWithin(record, '310107')],
    [
      'a division alone',
      { division: '310107', includeDescendants: false },
      ({ division }) => division.code === '310107',
    ],
    ['body', { body: bodyId('310107-civil-affairs') }, ({ originBody }) => originBody.slug === '310107-civil-affairs'],
  ])('%s', async (_field, where, holds) => {
    const expected = truth(holds);
    expect(expected).toContain(target.id);
    expect(await found({ where })).toEqual(expected);
  });

  test('text: what only the body says', async () => {
    expect(sentence.length).toBeGreaterThan(8);
    const hits = await found({ where: { text: sentence } });
    expect(hits).toContain(target.id);
    expect(await found({ where: { title: sentence } })).toEqual([]);
    expect(await found({ query: sentence })).toEqual(hits);
  });

  test.each([
    '示例普民〔2026〕11号',
    '示例普民[2026]11号',
    '示例普民【2026】11号',
    '示例普民(2026)11号',
    '示例普民\uff082026\uff0911号',
    '示例普民\uff3b2026\uff3d11号',
    '示例普民〖２０２６〗１１号',
    ' 示例普民〔2026〕 11 号 ',
    '普民〔2026〕',
    '〔2026〕11号',
  ])('document number %s', async (docNo) => {
    const hits = await found({ where: { docNo } });
    expect(hits).toContain(target.id);
    const inOneForm = docNo
      .normalize('NFKC')
      .replace(/[[(【〖]/, '〔')
      .replace(/[\])】〗]/, '〕')
      .replaceAll(' ', '');
    expect(hits).toEqual(truth((record) => record.docNo?.includes(inOneForm) === true));
  });

  test('all together', async () => {
    const where = {
      title: phrase,
      text: sentence,
      kinds: ['POLICY_DOCUMENT'],
      genre: '意见',
      year: 2026,
      docNo: '普民(2026)11号',
      column: 'ZH-04',
      division: '310000',
      body: bodyId('310107-civil-affairs'),
      validity: ['IN_FORCE'],
      publishedFrom: '2026-05-01T00:00:00+08:00',
      publishedTo: '2026-06-01T00:00:00+08:00',
    };
    expect(await found({ query: '助餐', where })).toEqual([target.id]);
    // Each of them counts: with any one changed there is no hit.
    const others = {
      title: '户外招牌',
      text: '没有写过的话',
      kinds: ['STATISTIC'],
      genre: '通知',
      year: 2025,
      docNo: '普民(2025)',
      column: 'ZH-05',
      division: '310101',
      body: bodyId('310107-finance'),
      validity: ['REPEALED'],
      publishedFrom: '2026-06-01T00:00:00+08:00',
      publishedTo: '2026-05-01T00:00:00+08:00',
    };
    expect(Object.keys(others).toSorted()).toEqual(Object.keys(where).toSorted());
    for (const [field, value] of Object.entries(others)) {
      expect(await found({ query: '助餐', where: { ...where, [field]: value } }), `${field} counts`).toEqual([]);
    }
  });
});

describe('R-Q02 only what is public', () => {
  /** What the seeds hold back, and what is not released: found by nothing that they say. */
  test.each<[string, { title: string; docNo?: string; text: string; where: object }]>([
    [
      'on application',
      {
        title: '崇明区财政局关于规范本机关会议用房和办公用品领用管理的通知',
        docNo: '示例崇财办〔2026〕7号',
        text: '会议用房',
        where: { genre: '通知', year: 2026, body: bodyId('310151-finance') },
      },
    ],
    [
      'not disclosed',
      {
        title: '长寿路街道办事处关于商请协助核实周边停车资源底数的函',
        docNo: '示例长街函〔2026〕4号',
        text: '停车资源底数',
        where: { genre: '函', year: 2026, body: bodyId('310107015-street-office') },
      },
    ],
    [
      'approved',
      { title: '尚未发布的蓝鲸指南', text: '尚未发布的蓝鲸指南', where: { column: 'ZH-07', division: '310107005' } },
    ],
    [
      'a draft',
      { title: '还在起草的蓝鲸指南', text: '还在起草的蓝鲸指南', where: { column: 'ZH-07', division: '310107005' } },
    ],
  ])('%s: by no field', async (_state, { title, docNo, text, where }) => {
    const [stored] = await app.db.sql<{ state: string }>('select state from draft where title = $1', [title]);
    expect(stored?.state).toMatch(/^(ISSUED_NOT_PUBLIC|APPROVED|DRAFTING)$/);
    const none: { query?: string; where?: object }[] = [
      { query: title },
      { where: { title } },
      { where: { text } },
      { query: title.slice(0, 9), where: { text } },
      ...(docNo === undefined ? [] : [{ query: docNo }, { where: { docNo } }]),
    ];
    for (const asked of none) expect(await found(asked), `by ${JSON.stringify(asked)}`).toEqual([]);
    const publicIds = new Set(records.map((record) => record.id));
    for (const asked of [{ where }, { query: title.slice(-2), where }]) {
      expect((await found(asked)).filter((id) => !publicIds.has(id))).toEqual([]);
    }
  });

  test('not even by their ids', async () => {
    for (const { id } of [draft, sketch]) expect(await found({ query: id })).toEqual([]);
  });

  test('a repealed document is shown, with its validity', async () => {
    const repealed = records.find((record) => record.docNo === '示例沪民规〔2025〕2号');
    const hits = await everyHit(app, { query: '社区老年助餐服务管理办法' });
    const shown = hits.map(({ disclosure: { id, validity } }) => ({ id, validity }));
    expect(shown).toContainEqual({ id: repealed?.id, validity: 'REPEALED' });
    expect(shown).toContainEqual({ id: target.id, validity: 'IN_FORCE' });
    for (const validity of ['REPEALED', 'AMENDED', 'LAPSED', 'IN_FORCE']) {
      const expected = truth((record) => record.validity === validity);
      expect(expected.length).toBeGreaterThan(0);
      expect(await found({ where: { validity: [validity] } })).toEqual(expected);
    }
  });

  test('every hit is the version that its disclosure shows', async () => {
    for (const { id, version, digest, disclosure } of await everyHit(app, { query: '办' })) {
      expect({ id, version, digest }).toEqual({
        id: disclosure.id,
        version: disclosure.version,
        digest: disclosure.digest,
      });
    }
  });
});

describe('what people type', () => {
  const titlesOf = async (query: string): Promise<string[]> => {
    const hits = new Set(await found({ query }));
    return records.filter((record) => hits.has(record.id)).map((record) => record.title);
  };
  const inBody = (word: string) =>
    truth(({ title, content }) => title.includes(word) || content?.text.includes(word) === true);

  test.each(['梯', '𠮷', '𪚥'])('the one character %s', async (character) => {
    const hits = await found({ query: character });
    expect(hits.length).toBeGreaterThan(0);
    expect(hits).toEqual(expect.arrayContaining(inBody(character)));
  });

  test.each([
    ['a phrase', '既有多层住宅加装电梯'],
    ['a phrase in quotes', '"既有多层住宅加装电梯"'],
    ['a phrase in Chinese quotes', '“既有多层住宅加装电梯”'],
    ['two words, in any order', '加装电梯 多层住宅'],
    ['white space of any kind', '加装电梯\u3000多层住宅\n若干意见'],
  ])('%s', async (_what, query) => {
    expect(await titlesOf(query)).toContain('上海市人民政府办公厅关于稳妥推进既有多层住宅加装电梯工作的若干意见');
  });

  test('a phrase is no bag of words', async () => {
    expect(await titlesOf('加装电梯既有多层住宅')).toEqual([]);
    expect(await titlesOf('"加装电梯 多层住宅"')).toEqual([]);
    expect(await titlesOf('“R&D 中心”')).toEqual(['𠮷林路 R&D 中心 <一层> "WiFi" 使用指南']);
    expect(await titlesOf('"中心 R&D"')).toEqual([]);
  });

  test.each([
    'wifi',
    'WIFI',
    'ｗｉｆｉ',
    'Ｗｉ-Ｆｉ ６',
    '𠮷林路 wi-fi',
    'r&d 中心',
    'Ｒ＆Ｄ',
    '1号厅',
    '①号厅',
    '<一层>',
    '𠮷林路𠮷号',
  ])('mixed scripts and widths: %s', async (query) => {
    expect(await found({ query })).toEqual([astral.id]);
  });

  test('highlights: em around what was found, everything else escaped, no character cut in two', async () => {
    const hitOf = async (query: string) =>
      (await everyHit(app, { query })).find((hit) => hit.id === astral.id)?.highlights;
    expect(await hitOf('𠮷')).toEqual([
      {
        field: 'title',
        fragments: ['<em>𠮷</em>林路 R&amp;D 中心 &lt;一层&gt; &quot;WiFi&quot; 使用指南'],
      },
      {
        field: 'text',
        fragments: ['<em>𠮷</em>林路<em>𠮷</em>号的①号厅有 Wi-Fi 6 &lt;免费&gt;，请到服务台登记。𪚥是一个很难写'],
      },
    ]);
    expect(await hitOf('ｗｉｆｉ <一层>')).toMatchObject([
      { fragments: ['𠮷林路 R&amp;D 中心 <em>&lt;一层&gt;</em> &quot;<em>WiFi</em>&quot; 使用指南'] },
    ]);
    expect(await hitOf('1号厅')).toMatchObject([
      { field: 'text', fragments: [expect.stringContaining('<em>①号厅</em>')] },
    ]);
    expect(await hitOf('𪚥是')).toMatchObject([
      { field: 'text', fragments: [expect.stringContaining('。<em>𪚥是</em>一')] },
    ]);
  });

  test.each(['办', '的', '2026', '<', '&', '〔', '通知 管理', 'em', 'amp', '年 月'])(
    'highlights of every hit of %s are safe and true',
    async (query) => {
      const byId = new Map(records.map((record) => [record.id, record]));
      for (const { id, highlights } of await everyHit(app, { query })) {
        const shown = highlights.flatMap(({ field, fragments }) => fragments.map((html) => ({ field, html })));
        for (const { html } of shown) {
          expect(html.replace(/<em>([^<>]+)<\/em>/gu, '$1')).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/u);
          expect(html).toContain('<em>');
          expect(html.isWellFormed()).toBe(true);
        }
        // A title is shown whole.
        const titles = shown.filter(({ field }) => field === 'title').map(({ html }) => plain(html));
        expect(titles).toEqual(titles.map(() => byId.get(id)?.title));
      }
    },
  );

  test('half a character is refused', async () => {
    for (const half of ['\ud842', '\udfb7']) {
      const { status, errors } = await app.publicly({
        query: 'query ($q: String) { search(query: $q) { totalCount } }',
        variables: { q: half },
      });
      expect({ status, code: errors?.[0]?.extensions.code }).toEqual({ status: 400, code: 'BAD_REQUEST' });
    }
  });
});

function plain(html: string): string {
  return html
    .replace(/<\/?em>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
