import { countByKind } from '../../publication/count-by-kind.js';
import { listDisclosures } from '../../publication/list-disclosures.js';
import type { PublicContext } from '../public-context.js';
import { documentOf } from './document.js';
import { entrances } from './entrances.js';
import { html } from './html.js';
import { newestRecords } from './newest.js';
import { storeNumbers } from './numbers.js';
import { sameSource, type StartConsumer } from './same-source.js';
import { findShowcase } from './showcase.js';
import { threePortals } from './three-portals.js';

const newest = 6;

/**
 * The page at `/`: what this store holds, how three levels read one item, and one record as each consumer reads it
 * (without consumers: as four paths give it). HTML without a script.
 */
export async function startPage(context: PublicContext, consumers: readonly StartConsumer[]): Promise<string> {
  const { db, at, view, directory } = context;
  const [byKind, page] = await Promise.all([
    countByKind(db, view),
    listDisclosures(db, { where: {}, orderBy: 'PUBLISHED_NEWEST', first: newest, ...view }),
  ]);
  const records = page.rows.map(({ version }) => version);
  const [first] = records;
  const showcase = findShowcase(context);
  const [root] = directory.divisions();
  const body = html`<header class="top">
<div class="brand"><span class="seal" aria-hidden="true">同源</span><span>同源 <small>Tongyuan</small></span>
<nav aria-label="本页">${showcase === null ? html`` : html`<a href="#three">三个门户</a>`}${first === undefined ? html`` : html`<a href="#same">同一摘要</a>`}<a href="#new">最新公开</a><a href="#try">接入</a></nav></div>
<h1><span class="keep">一处存储，</span><span class="keep">各级门户读到同一份内容</span></h1>
<p>市、区、街镇共用一个政务公开标准目录和一个 GraphQL 接口；每个有效值都说明来自哪一级、依据哪条规则。</p>
</header>
<main id="main" tabindex="-1">
${storeNumbers(context, byKind)}
${showcase === null ? html`` : threePortals(showcase, directory)}
${first === undefined ? html`` : await sameSource(context, first, consumers)}
${newestRecords(records, directory)}
${entrances(showcase, root?.code ?? '', at)}
</main>
<footer><p>演示库中的区划名称与代码真实，其余文字、人名、电话、文号均为虚构。</p></footer>`;
  return documentOf('同源：政务公开内容平台', body);
}
