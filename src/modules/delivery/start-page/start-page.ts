import { kindDefinition } from '../../content/kinds/kinds.js';
import type { FactOrigin } from '../../catalogue/effective-item.js';
import { currentBody } from '../../jurisdictions/current-body.js';
import { countDisclosures } from '../../publication/count-disclosures.js';
import { findIdsByIndexNo } from '../../publication/find-ids-by-index-no.js';
import { listDisclosures } from '../../publication/list-disclosures.js';
import type { PublishedVersion } from '../../publication/published-version.js';
import type { PublicContext } from '../public-context.js';
import { type Html, html } from './html.js';
import { findShowcase, type Showcase } from './showcase.js';

const levelNames = { CITY: '市级', DISTRICT: '区级', STREET: '街镇级' } as const;
const newest = 6;

/** The page at `/`: what this store holds and how its levels read one catalogue, without a script. */
export async function startPage(context: PublicContext): Promise<string> {
  const { db, at, directory, catalogue } = context;
  const total = await countDisclosures(db, {}, at.sequence);
  const page = await listDisclosures(db, { where: {}, orderBy: 'PUBLISHED_NEWEST', first: newest, at: at.sequence });
  const [root] = directory.divisions();
  const leaves = root === undefined ? 0 : catalogue.effectiveItems(root.code).filter((item) => item.isLeaf).length;
  const showcase = findShowcase(context);
  const [first] = page.rows;
  const content = html`
    <header>
      <p class="mark">同源</p>
      <h1>一处存储，各级门户读到同一份内容</h1>
      <p>市、区、街镇共用一个政务公开标准目录和一个 GraphQL 接口；每个有效值都说明来自哪一级、依据哪条规则。</p>
      <dl>
        ${figure('台账序号', at.sequence.toString())}${figure('公开信息', total)}${figure('行政区划', directory.divisions().length)}
        ${figure('公开主体', directory.bodies().length)}${figure('市级公开事项', leaves)}
      </dl>
    </header>
    <main>
      ${showcase === null ? html`` : inheritance(showcase)}
      ${first === undefined ? html`` : await sameSource(context, first.version)}
      <section aria-labelledby="new"><h2 id="new">最新公开</h2>
        <ul class="list">${page.rows.map(({ version }) => entry(context, version))}</ul>
      </section>
      ${entrances()}
    </main>
    <footer><p>演示数据：区划名称与代码真实，其余文字、电话、文号均为虚构。</p></footer>`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>同源 · 政务公开内容平台</title><link rel="stylesheet" href="/start.css"></head><body>${content.text}</body></html>`;
}

function figure(name: string, value: string | number): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function inheritance({ views }: Showcase): Html {
  const name = views[0]?.item.name ?? '';
  return html`<section aria-labelledby="three"><h2 id="three">三个门户，同一个事项：${name}</h2>
    <p>下级只存与上级不同之处。上级一改，各级提交即见。</p>
    <div class="portals">${views.map(
      ({ division, item }) => html`<article><h3>${division.name} <span>${levelNames[division.level]}</span></h3>
        <dl>
          <dt>公开时限</dt><dd>${item.deadline?.text ?? '未规定'}${from(item.deadline?.origin, division.code)}</dd>
          <dt>公开要素</dt><dd><ul>${item.elements.map(
            (element) => html`<li>${element.name}${from(element.origin, division.code)}</li>`,
          )}</ul></dd>
          <dt>公开渠道</dt><dd>${item.channels
            .filter((channel) => channel.ticked)
            .map((channel) => channel.label)
            .join('、')}</dd>
        </dl></article>`,
    )}</div></section>`;
}

/** Marks the level a value comes from; what the division says itself stands out. */
function from(origin: FactOrigin | undefined, divisionCode: string): Html {
  if (origin === undefined) return html``;
  const own = origin.divisionCode === divisionCode;
  return html` <span class="${own ? 'own' : 'inherited'}">${own ? '本级' : `承自${levelNames[origin.level]}`}</span>`;
}

/** The same record on four paths; the digests are read anew on each. */
async function sameSource(context: PublicContext, { id, indexNo, title }: PublishedVersion): Promise<Html> {
  const { at, db, loaders, search } = context;
  const byIndex = (await findIdsByIndexNo(db, [indexNo])).get(indexNo);
  const listed = await listDisclosures(db, { where: {}, orderBy: 'PUBLISHED_NEWEST', first: 1, at: at.sequence });
  const hits = await search.search({ title, orderBy: 'RELEVANCE', first: 10, at: at.sequence });
  const paths: readonly (readonly [string, string | undefined])[] = [
    ['按标识读取', (await loaders.disclosure.load(id))?.digest],
    ['按索引号读取', byIndex === undefined ? undefined : (await loaders.disclosure.load(byIndex))?.digest],
    ['在列表中', listed.rows[0]?.version.digest],
    ['在检索结果中', hits.hits.find((hit) => hit.id === id)?.digest],
  ];
  return html`<section aria-labelledby="same"><h2 id="same">同一条信息，同一个摘要</h2><p>${title}（${indexNo}）</p>
    <table><thead><tr><th scope="col">路径</th><th scope="col">摘要</th></tr></thead><tbody>${paths.map(
      ([path, digest]) => html`<tr><th scope="row">${path}</th><td><code>${digest ?? '未读到'}</code></td></tr>`,
    )}</tbody></table></section>`;
}

function entry({ directory }: PublicContext, version: PublishedVersion): Html {
  const body = currentBody(directory, version.leadBodyId);
  const date = new Date(version.publishedAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  return html`<li><span class="kind">${kindDefinition(version.kind)?.label ?? version.kind}</span> ${version.title}
    <span class="by">${body.name} · <time datetime="${date}">${date}</time></span></li>`;
}

function entrances(): Html {
  return html`<section aria-labelledby="try"><h2 id="try">接入</h2><ul class="links">
    <li><a href="/graphiql">在 GraphiQL 中查询</a> 公开接口，无需登录</li>
    <li><a href="/graphiql?schema=editorial">编审接口</a> 登录后拟稿、审查、发布、维护目录</li>
    <li><a href="/schema/public.graphql">公开接口定义</a> GraphQL SDL，亦可作为联邦子图</li>
  </ul></section>`;
}
