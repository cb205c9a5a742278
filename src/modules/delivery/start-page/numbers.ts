import { disclosureKinds, type DisclosureKind } from '../../content/kinds/kind.js';
import { kindDefinition } from '../../content/kinds/kinds.js';
import { printInstant } from '../../rules/calendar-date.js';
import type { PublicContext } from '../public-context.js';
import { type Html, html } from './html.js';

/** What the store holds at the sequence of the page, and how much of the catalogue is not copied. */
export function storeNumbers(context: PublicContext, byKind: ReadonlyMap<DisclosureKind, number>): Html {
  const { at, directory, catalogue } = context;
  const divisions = directory.divisions();
  const levels = Map.groupBy(divisions, (division) => division.level);
  const count = (level: 'CITY' | 'DISTRICT' | 'STREET'): number => levels.get(level)?.length ?? 0;
  const leaves = [...catalogue.content.items.values()].filter((item) => item.isLeaf && item.retiredAt === null);
  const local = leaves.filter((item) => item.local).length;
  const total = [...byKind.values()].reduce((sum, records) => sum + records, 0);
  return html`<section class="numbers" aria-labelledby="numbers">
<h2 id="numbers" class="hidden">库中有什么</h2>
<dl class="figures">
${figure('台账序号', at.sequence.toString(), html`连续，不跳号`)}
${figure('公开信息', grouped(total), html`一条只存一份`)}
${figure('行政区划', grouped(divisions.length), html`${count('CITY')} 市 ${count('DISTRICT')} 区 ${count('STREET')} 街镇`)}
${figure('公开主体', grouped(directory.bodies().length), html`机关、街镇与单位`)}
${figure('公开事项', grouped(leaves.length), html`${local === 0 ? '定义一次，各级沿用' : `其中 ${local} 项为下级自设`}`)}
</dl>
<div class="kinds"><ul aria-label="各类信息的条数">
${disclosureKinds.map(
  (kind) => html`<li>${kindDefinition(kind)?.label ?? kind} <b>${grouped(byKind.get(kind) ?? 0)}</b></li>
`,
)}</ul>
<p>截至 <time datetime="${at.at.toISOString()}">${printInstant(at.at).slice(0, 16).replace('T', ' ')}</time></p></div>
</section>`;
}

function figure(name: string, value: string, note: Html): Html {
  return html`<div><dt>${name}</dt><dd>${value}<small>${note}</small></dd></div>
`;
}

/** 12345 → 12 345: thin spaces, which no reader takes for a decimal sign. */
function grouped(value: number): string {
  return value.toString().replaceAll(/\B(?=(\d{3})+$)/g, '\u2009');
}
