import { expect, test } from 'vitest';
import { z } from 'zod';
import { guideContent, publishGuide } from '../support/flow-draft.js';
import { ask } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const call = 'alert(`xss`)';

/** Ways to have a browser run something, as text and as HTML. */
const payloads: readonly string[] = [
  `<script>${call}</script>`,
  `<SCRIPT SRC=//x.example></SCRIPT>`,
  `<scr<script>ipt>${call}</scr</script>ipt>`,
  `<img src=x onerror=${call}>`,
  `<img src="x" onerror="${call}"/>`,
  `<svg/onload=${call}>`,
  `<svg><script>${call}</script></svg>`,
  `<svg><a xlink:href="javascript:${call}"><text>x</text></a></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${call}></style></mglyph></table></mtext></math>`,
  `<body onload=${call}>`,
  `<iframe src="javascript:${call}"></iframe>`,
  `<iframe srcdoc="<script>${call}</script>"></iframe>`,
  `<object data="data:text/html,<script>${call}</script>"></object>`,
  `<embed src="javascript:${call}">`,
  `<a href="javascript:${call}">x</a>`,
  `<a href="jAvAsCrIpT:${call}">x</a>`,
  `<a href="java&#x09;script:${call}">x</a>`,
  `<a href="&#106;avascript:${call}">x</a>`,
  `<a href=" &#14; javascript:${call}">x</a>`,
  `<a href="data:text/html,<script>${call}</script>">x</a>`,
  `<a href="vbscript:${call}">x</a>`,
  `<a href="https://x.example" onclick="${call}" style="x:expression(${call})">x</a>`,
  `<form action="javascript:${call}"><button>x</button></form>`,
  `<input autofocus onfocus=${call}>`,
  `<details open ontoggle=${call}>`,
  `<video><source onerror=${call}></video>`,
  `<marquee onstart=${call}>x</marquee>`,
  `<meta http-equiv="refresh" content="0;url=javascript:${call}">`,
  `<base href="javascript:${call}//">`,
  `<link rel="stylesheet" href="javascript:${call}">`,
  `<style>@import 'javascript:${call}';</style>`,
  `<div style="background:url(javascript:${call})">x</div>`,
  `<table background="javascript:${call}"><tr><td>x</td></tr></table>`,
  `"><script>${call}</script>`,
  `'-${call}-'`,
  `</title><script>${call}</script>`,
  `</textarea><script>${call}</script>`,
  `--><script>${call}</script>`,
  `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  `<p title="\`<img src=x onerror=${call}>">x</p>`,
  `<xmp><p title="</xmp><img src=x onerror=${call}>"></xmp>`,
  `<![CDATA[<script>${call}</script>]]>`,
  `<?xml-stylesheet href="javascript:${call}"?>`,
  `{{constructor.constructor('${call}')()}}`,
];

/** Where a tag, an attribute or an address would run something in a page that shows the text as HTML. */
function dangers(html: string): string[] {
  const tags = [...html.matchAll(/<\/?([a-z][a-z0-9:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>?/gi)];
  const allowed = /^(p|h2|h3|h4|ul|ol|li|strong|em|u|sup|sub|blockquote|br|a|table|thead|tbody|tr|th|td)$/;
  const attributes = /^( (href="(https?:\/\/|mailto:|tel:)[^"<>]*"|(col|row)span="\d+"))* ?\/?$/;
  return tags.flatMap(([tag, name = '', rest = '']) => (allowed.test(name) && attributes.test(rest) ? [] : [tag]));
}

const shape = z.object({
  disclosure: z.object({
    title: z.string(),
    summary: z.string(),
    content: z.object({ html: z.string(), text: z.string() }),
  }),
  search: z.object({
    edges: z.array(
      z.object({
        node: z.object({ id: z.string(), highlights: z.array(z.object({ fragments: z.array(z.string()) })) }),
      }),
    ),
  }),
});

test('whatever is put into every text of a draft, no page that shows what is published runs it', async () => {
  const all = payloads.join(' ');
  const title = `储存脚本示例 ${payloads
    .filter((payload) => payload.length < 45)
    .slice(0, 6)
    .join(' ')}`;
  const { id } = await publishGuide(app, {
    title,
    content: {
      ...guideContent(title),
      summary: `储存脚本示例 ${all}`.slice(0, 500),
      html: `<p>储存脚本示例</p>${all}${payloads.map((payload) => `<p>${payload}</p>`).join('')}`,
      keywords: payloads.slice(0, 3),
    },
  }).catch(async () => publishGuide(app, { title: '储存脚本示例', content: { html: `<p>储存脚本示例</p>${all}` } }));
  const { disclosure, search } = await ask(app, {
    query: `query ($id: ID!) { disclosure(id: $id) { title summary content { html text } } search(query: "储存脚本示例") { edges { node { id highlights { fragments } } } } }`,
    variables: { id },
    shape,
  });
  expect(disclosure.title, 'text stays text').toBe(title);
  expect(dangers(disclosure.content.html)).toEqual([]);
  const fragments = search.edges.flatMap(({ node }) => node.highlights.flatMap((highlight) => highlight.fragments));
  expect(fragments.length).toBeGreaterThan(0);
  for (const fragment of fragments) expect(fragment.replaceAll(/<\/?em>/g, '')).not.toMatch(/[<>]/);

  const page = await app.server.inject('/');
  expect(page.body).toContain('储存脚本示例');
  expect(page.body).not.toMatch(
    /<(script|img|svg|iframe|object|embed|form|input|details|video|style|meta http|base)\b/i,
  );
  expect(page.body).not.toMatch(/<[a-z][^<>]*\s(on\w+\s*=|(href|src)="\s*(javascript|data|vbscript):)/i);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  for (const url of ['/graphiql', '/README.md', '/schema/public.graphql']) {
    const { headers } = await app.server.inject(url);
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});
