import type { Head } from '../../ledger/read-head.js';
import { type Html, html } from './html.js';
import { graphiqlLink, readyQueries, showcaseQuery } from './ready-queries.js';
import type { Showcase } from './showcase.js';

/** Ways into the store: queries that are ready to run, both interfaces, the schema and the tour. */
export function entrances(showcase: Showcase | null, rootCode: string, head: Head): Html {
  const inherited =
    showcase === null
      ? html``
      : way(graphiqlLink(showcaseQuery(showcase)), '三级读同一事项', '三个区划一次读出，每个值带来源和理由');
  return html`<section aria-labelledby="try">
<h2 id="try">接入</h2>
<div class="ways">
<div>
<h3>现成的查询</h3>
<p class="note">在 GraphiQL 中打开，按运行键即可；公开接口无需登录。</p>
<ul>${inherited}${readyQueries(rootCode, head).map(({ title, text, query }) => way(graphiqlLink(query), title, text))}</ul>
</div>
<div>
<h3>接口与文档</h3>
<p class="note">一个地址，门户、新媒体、合作网站和数据平台共用。</p>
<ul>
${way('/graphiql', '公开接口', html`<code>POST /graphql</code> 只读，匿名或凭密钥`)}
${way('/schema/public.graphql', '公开接口定义', 'GraphQL SDL，也是联邦子图')}
${way('/graphiql?schema=editorial', '编审接口', '登录后拟稿、审查、发布、维护目录')}
${way('/README.md', '导览', 'README 中可照抄的命令，从读一个事项到改一次目录')}
</ul>
</div>
</div>
</section>`;
}

function way(href: string, name: string, text: string | Html): Html {
  return html`<li><a href="${href}">${name}</a><span>${text}</span></li>
`;
}
