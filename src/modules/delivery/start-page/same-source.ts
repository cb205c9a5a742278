import { kindDefinition } from '../../content/kinds/kinds.js';
import { findIdsByIndexNo } from '../../publication/find-ids-by-index-no.js';
import { listDisclosures } from '../../publication/list-disclosures.js';
import type { PublishedVersion } from '../../publication/published-version.js';
import type { PublicContext } from '../public-context.js';
import { type Html, html } from './html.js';

/** A consumer of the public interface, with what is read for its key. */
export interface StartConsumer {
  readonly label: string;
  readonly kind: 'PORTAL' | 'NEW_MEDIA' | 'PARTNER' | 'OPEN_DATA';
  /** The part of its key that may be shown. */
  readonly prefix: string;
  readonly context: PublicContext;
}

type Read = Pick<PublishedVersion, 'version' | 'digest'> | undefined;

/** One row: who or which way, a detail of it, and what was read there. */
interface Reading {
  readonly name: string;
  readonly detail: Html;
  readonly read: Read;
}

const kindNames = { PORTAL: '门户网站', NEW_MEDIA: '新媒体', PARTNER: '合作网站', OPEN_DATA: '开放数据' } as const;

/** The newest record as each consumer's key reads it, or as four paths give it. Every row is a read of its own. */
export async function sameSource(
  context: PublicContext,
  record: PublishedVersion,
  consumers: readonly StartConsumer[],
): Promise<Html> {
  const byKeys = consumers.length > 0;
  const readings = byKeys ? await throughKeys(consumers, record) : await onPaths(context, record);
  const equal = new Set(readings.map(({ read }) => (read === undefined ? '' : `${read.version} ${read.digest}`)));
  const same = equal.size === 1 && !equal.has('');
  const count = chineseCount[readings.length] ?? readings.length;
  const verdict = same ? `${count}次读取，一个版本，一个摘要` : '读到的不一致';
  return html`<section aria-labelledby="same">
<h2 id="same"><span class="keep">同一条信息，</span><span class="keep">${count}${byKeys ? '个密钥' : '条路径'}，</span><span class="keep">同一个摘要</span></h2>
<p class="lead">${
    byKeys ? '每个消费方用自己的密钥各读一次。' : '每条路径各读一次。'
  }摘要由内容算出，内容差一个字，摘要就不同。</p>
<p class="record"><strong>${record.title}</strong> <span class="code">${record.indexNo}</span></p>
<table>
<caption class="${same ? 'same' : 'other'}">${verdict}</caption>
<thead><tr><th scope="col">${byKeys ? '消费方' : '路径'}</th><th scope="col">${
    byKeys ? '密钥' : '经由'
  }</th><th scope="col">版本</th><th scope="col">摘要</th><th scope="col">比对</th></tr></thead>
<tbody>
${readings.map((reading) => row(reading, readings[0]?.read))}
</tbody>
</table>
</section>`;
}

const chineseCount: Readonly<Record<number, string>> = { 2: '两', 3: '三', 4: '四', 5: '五', 6: '六' };

function row({ name, detail, read }: Reading, first: Read): Html {
  if (read === undefined) {
    return html`<tr><th scope="row">${name}</th><td>${detail}</td><td colspan="3">未读到</td></tr>`;
  }
  const same = read.digest === first?.digest && read.version === first.version;
  return html`<tr><th scope="row">${name}</th><td>${detail}</td><td class="version">第${read.version}版</td><td><code>${read.digest}</code></td><td class="verdict ${same ? 'same' : 'other'}">${
    same ? '一致' : '不一致'
  }</td></tr>
`;
}

function throughKeys(consumers: readonly StartConsumer[], record: PublishedVersion): Promise<Reading[]> {
  return Promise.all(
    consumers.map(async ({ label, kind, prefix, context }) => ({
      name: label,
      detail: html`${kindNames[kind]} <code>${prefix}…</code>${withheld(context, record)}`,
      read: (await context.loaders.disclosure.load(record.id)) ?? undefined,
    })),
  );
}

/** A key may be answered null for some fields; what it does get is the same, and so is the digest. */
function withheld({ withheld: fields }: PublicContext, { kind }: PublishedVersion): Html {
  const types = new Set(['Disclosure', kindDefinition(kind)?.typeName]);
  const names = [...fields]
    .map((field) => field.split('.'))
    .flatMap(([type, name = '']) => (types.has(type) ? [name] : []));
  return names.length === 0 ? html`` : html`<small>按声明不返回 ${names.join('、')}</small>`;
}

async function onPaths({ db, loaders, search, view }: PublicContext, record: PublishedVersion): Promise<Reading[]> {
  const { id, indexNo, title } = record;
  const where = { itemCodes: record.itemCodes };
  const [ids, listed, hits] = await Promise.all([
    findIdsByIndexNo(db, [indexNo], view),
    listDisclosures(db, { where, orderBy: 'PUBLISHED_NEWEST', first: 1, ...view }),
    search.search({ title, orderBy: 'RELEVANCE', first: 10, ...view }),
  ]);
  const numbered = ids.get(indexNo);
  const direct = await loaders.disclosure.load(id);
  // What a loader has read once it would only hand out again.
  const byNumber = numbered === undefined ? null : await loaders.disclosure.clear(numbered).load(numbered);
  const path = (name: string, field: string, read: Read | null): Reading => ({
    name,
    detail: html`<code>${field}</code>`,
    read: read ?? undefined,
  });
  return [
    path('按标识读取', 'node(id)', direct),
    path('按索引号读取', 'disclosure(indexNo)', byNumber),
    path('在事项的列表中', 'disclosures', listed.rows.find(({ version }) => version.id === id)?.version ?? null),
    path('在检索结果中', 'search', hits.hits.find((hit) => hit.id === id) ?? null),
  ];
}
