import { describe, expect, test, vi } from 'vitest';
import { publicContextAt } from '../../src/app/public-context-at.js';
import { html } from '../../src/modules/delivery/start-page/html.js';
import type { StartConsumer } from '../../src/modules/delivery/start-page/same-source.js';
import { startPage } from '../../src/modules/delivery/start-page/start-page.js';
import { content, placed } from '../support/builders-publication.js';
import { demoApp, testApp } from '../support/test-app.js';

const app = await demoApp();
const empty = await testApp();

const page = await app.server.inject('/');

/** The text of a piece of the page, without tags, as a reader sees it. */
function plain(piece: string): string {
  return piece
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function pieces(text: string, expression: RegExp): string[] {
  return [...text.matchAll(expression)].map(([, piece = '']) => piece);
}

function figures(body: string): Record<string, string> {
  return Object.fromEntries(
    [...body.matchAll(/<dt>([^<]+)<\/dt><dd>([^<]+)<small>/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** For each portal: its heading, what it keeps, and by field the lines with their marks. */
function portals(body: string): { heading: string; keeps: string; fields: Record<string, string[]> }[] {
  return pieces(body, /<article class="portal [^>]*>([\s\S]*?)<\/article>/g).map((portal) => ({
    heading: plain(pieces(portal, /<h3[^>]*>([\s\S]*?)<\/h3>/g)[0] ?? ''),
    keeps: plain(pieces(portal, /<\/h3><p>([\s\S]*?)<\/p>/g)[0] ?? ''),
    fields: Object.fromEntries(
      pieces(portal, /<div class="field[^>]*>([\s\S]*?)<\/dd>/g).map((field) => [
        plain(pieces(field, /<dt>([\s\S]*?)<\/dt>/g)[0] ?? ''),
        pieces(field, /<div class="said[^>]*>([\s\S]*?)<\/div>/g).map(plain),
      ]),
    ),
  }));
}

/** The rows of the table, cell by cell. */
function rows(body: string): string[][] {
  return pieces(body, /<tr>([\s\S]*?)<\/tr>/g)
    .slice(1)
    .map((row) => pieces(row, /<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g).map(plain));
}

describe('the page of the demo city', () => {
  test('is Chinese HTML without a script, a style of its own or a form, under a policy that would stop them', () => {
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.body).toContain('<html lang="zh-CN">');
    expect(page.body).not.toMatch(/<script|<style|<form|<img|\sstyle=|\son[a-z]+=|https?:/i);
    expect(pieces(page.body, /<h(\d)/g)).toEqual(['1', '2', '2', '3', '3', '3', '2', '2', '2', '3', '3']);
  });

  test('shows the numbers that the interface gives', async () => {
    const kinds = [
      'POLICY_DOCUMENT',
      'INTERPRETATION',
      'SERVICE_GUIDE',
      'ORG_PROFILE',
      'STATISTIC',
      'GENERAL_INFORMATION',
      'POWER_LIST',
      'NEGATIVE_LIST',
    ];
    const { data } = await app.publicly(`{
      checkpoint { sequence } divisions { code } bodies { totalCount } disclosures { totalCount }
      ${kinds.map((kind) => `${kind}: disclosures(where: { kinds: [${kind}] }) { totalCount }`).join('\n')}
    }`);
    const leaves = await app.db.sql<{ all: number }>(
      'select count(*)::int as all from catalogue_item where is_leaf and to_sequence is null',
    );
    const shown = figures(page.body);
    const counts = pieces(page.body, /<li>[^<]+ <b>(\d+)<\/b><\/li>/g).map(Number);
    expect({
      checkpoint: { sequence: shown['台账序号'] },
      divisions: Number(shown['行政区划']),
      bodies: { totalCount: Number(shown['公开主体']) },
      disclosures: { totalCount: Number(shown['公开信息']) },
      ...Object.fromEntries(kinds.map((kind, index) => [kind, { totalCount: counts[index] }])),
    }).toEqual({ ...data, divisions: Array.isArray(data?.['divisions']) ? data['divisions'].length : 0 });
    expect(shown['公开事项']).toBe(String(leaves[0]?.all));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(Number(shown['公开信息']));
  });

  test('shows one item as three portals read it, every value with the level that said it', () => {
    const bases = [
      '《政务公开管理规范》 DB31/T 1297—2021 5.3.2',
      '《关于全面推进政务公开工作的实施意见》 沪委办发〔2017〕14号 (五)',
      '《示例市高龄津贴申领办法》 示例府规〔2025〕2号 第六条',
      '《中华人民共和国政府信息公开条例》 国务院令第711号 第二十六条',
    ].join(' ');
    const elements = '申领对象、津贴标准、申领材料、申领流程、受理地点与时间、发放时间、咨询电话';
    const ways = '政府网站、两微一端、便民服务站、村居/企事业单位公示栏(电子屏)、入户/现场';
    const why = '由规则推定：R-P01，DB31/T 1297—2021 5.6.2';
    const overruled = '承自市级 自信息形成或者变更之日起20个工作日内 上海市的时限较宽，不作数';
    const shared = (mark: string): Record<string, string[]> => ({
      公开渠道: [`${mark} ${ways}`],
      公开依据: [`${mark} ${bases}`],
      公开对象: [`${mark} 面向全社会`],
    });
    expect(plain(pieces(page.body, /<h2 id="three">([\s\S]*?)<\/h2>/g)[0] ?? '')).toBe(
      '三个门户， 读同一个事项： 高龄津贴申领 YL-02-03',
    );
    expect(portals(page.body)).toEqual([
      {
        heading: '上海市 市级门户',
        keeps: '本级存 10 行：定义整个事项',
        fields: {
          公开时限: ['本级 自信息形成或者变更之日起20个工作日内'],
          责任主体: [`本级 上海市民政局 ${why}`],
          公开要素: [`本级 ${elements}`],
          ...shared('本级'),
        },
      },
      {
        heading: '普陀区 区级门户',
        keeps: '本级只存 1 行：公开时限',
        fields: {
          公开时限: ['本级 自信息变更之日起10个工作日内(承诺时限)', overruled],
          责任主体: [`承自市级 普陀区民政局 ${why}`],
          公开要素: [`承自市级 ${elements}`],
          ...shared('承自市级'),
        },
      },
      {
        heading: '曹杨新村街道 街镇级门户',
        keeps: '本级只存 1 行：公开要素',
        fields: {
          公开时限: ['承自区级 自信息变更之日起10个工作日内(承诺时限)', overruled],
          责任主体: [`承自市级 曹杨新村街道办事处 ${why}`],
          公开要素: [`承自市级 ${elements}`, '本级 帮办服务台'],
          ...shared('承自市级'),
        },
      },
    ]);
    // The looser term is struck out where it does not count, and only there.
    expect(pieces(page.body, /<del>([^<]+)<\/del>/g)).toEqual([
      '较宽的时限',
      '自信息形成或者变更之日起20个工作日内',
      '自信息形成或者变更之日起20个工作日内',
    ]);
  });

  test('leads to queries that the interface answers', async () => {
    const links = pieces(page.body, /href="(\/graphiql\?query=[^"]+)"/g);
    expect(links).toHaveLength(11);
    for (const link of links) {
      const query = new URL(link, 'http://portal.example').searchParams.get('query') ?? '';
      const answer = await app.publicly(query);
      expect([query, answer.errors]).toEqual([query, undefined]);
      expect(Object.values(answer.data ?? {})).not.toContain(null);
    }
  });

  test('is sent again only when something was published', async () => {
    const { etag } = page.headers;
    const again = await app.server.inject({ url: '/', headers: { 'if-none-match': String(etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const [style = ''] = pieces(page.body, /<link rel="stylesheet" href="([^"]+)">/g);
    const sheet = await app.server.inject(style);
    expect(sheet.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(sheet.headers['cache-control']).toBe('public, max-age=86400');
    expect(sheet.body).not.toMatch(/url\(|@import|https?:/);
    const known = await app.server.inject({ url: style, headers: { 'if-none-match': String(sheet.headers['etag']) } });
    expect(known.statusCode).toBe(304);
  });

  test('leads to the schema and the tour', async () => {
    const { body } = await app.server.inject('/schema/public.graphql');
    expect(body).toContain('interface Disclosure implements Node');
    const readme = await app.server.inject('/README.md');
    expect(readme.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(readme.body).toContain('\n## Tour\n');
  });
});

describe('one record', () => {
  const digest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);

  test('without consumers: as four paths give it', async () => {
    const { sequence } = app.store.follower.current();
    const table = rows(await startPage(await publicContextAt(app.store, sequence), []));
    expect(table).toEqual([
      ['按标识读取', 'node(id)', '第1版', digest, '一致'],
      ['按索引号读取', 'disclosure(indexNo)', '第1版', digest, '一致'],
      ['在事项的列表中', 'disclosures', '第1版', digest, '一致'],
      ['在检索结果中', 'search', '第1版', digest, '一致'],
    ]);
    expect(new Set(table.map((row) => row[3])).size).toBe(1);
  });

  test('costs a handful of statements', async () => {
    const statements = vi.spyOn(app.db, 'sql');
    await startPage(await contextFor([]), []);
    expect(statements.mock.calls.length).toBeLessThanOrEqual(8);
    statements.mockClear();
    const context = await contextFor([]);
    const four = await consumers();
    statements.mockClear();
    await startPage(context, four);
    expect(statements.mock.calls.length).toBe(6);
    statements.mockRestore();
  });

  test('with consumers: as each key reads it, with what its declaration leaves out', async () => {
    const body = await startPage(await contextFor([]), await consumers());
    const table = rows(body);
    expect(table).toEqual([
      ['市门户', '门户网站 ty_portal01…', '第1版', digest, '一致'],
      ['市新媒体', '新媒体 ty_media001… 按声明不返回 summary、content', '第1版', digest, '一致'],
      ['合作网站', '合作网站 ty_partner1…', '第1版', digest, '一致'],
      ['数据平台', '开放数据 ty_open0001… 按声明不返回 forms', '第1版', digest, '一致'],
    ]);
    expect(new Set(table.map((row) => row[3])).size).toBe(1);
    expect(plain(pieces(body, /<caption[^>]*>([\s\S]*?)<\/caption>/g)[0] ?? '')).toBe('四次读取，一个版本，一个摘要');
  });

  test('what a consumer does not read is said, and nothing is called equal then', async () => {
    const [first, ...others] = await consumers();
    if (first === undefined) throw new Error('There are four consumers.');
    const before = { ...first, label: '迟到的门户', context: await publicContextAt(app.store, 1n) };
    const body = await startPage(await contextFor([]), [...others, before]);
    expect(rows(body).at(-1)).toEqual(['迟到的门户', '门户网站 ty_portal01…', '未读到']);
    expect(plain(pieces(body, /<caption[^>]*>([\s\S]*?)<\/caption>/g)[0] ?? '')).toBe('读到的不一致');
  });

  function contextFor(withheldFields: readonly string[]): ReturnType<typeof publicContextAt> {
    const { sequence } = app.store.follower.current();
    return publicContextAt(app.store, sequence, { audienceIds: [], withheldFields });
  }

  async function consumers(): Promise<StartConsumer[]> {
    return [
      { label: '市门户', kind: 'PORTAL', prefix: 'ty_portal01', context: await contextFor([]) },
      {
        label: '市新媒体',
        kind: 'NEW_MEDIA',
        prefix: 'ty_media001',
        context: await contextFor(['Disclosure.summary', 'Interpretation.content']),
      },
      { label: '合作网站', kind: 'PARTNER', prefix: 'ty_partner1', context: await contextFor(['Statistic.period']) },
      {
        label: '数据平台',
        kind: 'OPEN_DATA',
        prefix: 'ty_open0001',
        context: await contextFor(['Interpretation.forms']),
      },
    ];
  }
});

test('a store without anything has a page too', async () => {
  const { statusCode, body } = await empty.server.inject('/');
  expect(statusCode).toBe(200);
  expect(figures(body)).toMatchObject({ 公开信息: '0', 行政区划: '0', 公开主体: '0' });
  expect(body).toContain('还没有公开的信息。');
  expect(body).not.toContain('id="three"');
  expect(body).not.toContain('href="#same"');
});

// The last of this file: it adds to the demo city.
test('the page follows what is published, and what comes from the store is text wherever it stands', async () => {
  const title = `<script>alert("x")</script>&'`;
  const [body] = await app.db.sql<{ id: string }>("select id from body where slug = '310107-civil-affairs'");
  const id = body?.id ?? '';
  await placed(app.db, [content({ title, leadBodyId: id, originBodyId: id, itemCodes: ['YL-02-03'] })]);
  await app.store.follower.catchUp();
  const { sequence } = app.store.follower.current();
  const next = await app.server.inject({ url: '/', headers: { 'if-none-match': String(page.headers['etag']) } });
  expect(next.statusCode).toBe(200);
  expect(figures(next.body)).toEqual({
    ...figures(page.body),
    台账序号: sequence.toString(),
    公开信息: String(Number(figures(page.body)['公开信息']) + 1),
  });
  expect(next.body).not.toContain('<script');
  expect(next.body.split('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;')).toHaveLength(3);
  expect(html`<p title="${title}">${title}</p>`.text).not.toMatch(/<script|"x"/);
});
