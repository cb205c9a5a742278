import type { CatalogueField, EffectiveDeadline, EffectiveItem, FactOrigin } from '../../catalogue/effective-item.js';
import type { Directory } from '../../jurisdictions/directory.js';
import { isShorterOrEqual } from '../../rules/term.js';
import { type Html, html } from './html.js';
import { levelNames, originMark } from './origin-mark.js';
import type { PortalView, Showcase } from './showcase.js';

const fieldNames: Readonly<Record<CatalogueField, string>> = {
  name: '名称',
  elements: '公开要素',
  bases: '公开依据',
  deadline: '公开时限',
  responsibility: '责任主体',
  channels: '公开渠道',
  audience: '公开对象',
  levels: '适用层级',
  note: '备注',
  applicability: '适用情况',
};

/** The item as three portals read it, side by side: every value with the level that said it. */
export function threePortals({ code, name, views }: Showcase, directory: Directory): Html {
  return html`<section aria-labelledby="three">
<h2 id="three"><span class="keep">三个门户，</span><span class="keep">读同一个事项：</span><span class="keep">${name}</span> <span class="code">${code}</span></h2>
<p class="lead">上级定义一次，下级只存不同之处；上级一改，提交即见。每个值都标明是哪一级说的：</p>
<ul class="legend"><li><span class="mark own">本级</span> 本级所定</li><li><span class="mark">承自上级</span> 没有另存，读到的就是上级的值</li><li><del>较宽的时限</del> 仍保存着，但不作数</li></ul>
<div class="portals">${views.map((view) => portal(view, directory))}</div>
</section>`;
}

type Read = (item: EffectiveItem, directory: Directory) => Html[];

const fields: readonly (readonly [CatalogueField, Read])[] = [
  ['deadline', deadline],
  ['responsibility', responsibility],
  ['elements', (item) => listed(item.elements, item, ({ name }) => html`${name}`, '、')],
  [
    'channels',
    (item) =>
      listed(
        item.channels.filter(({ ticked }) => ticked),
        item,
        ({ label }) => html`${label}`,
        '、',
      ),
  ],
  ['bases', (item) => listed(item.bases, item, basis, '')],
  ['audience', audience],
];

function portal({ division, item, ownFields }: PortalView, directory: Directory): Html {
  const { level } = division;
  const kept = [...new Set(ownFields)].map((name) => fieldNames[name]).join('、');
  const defines = item.definedAt === division.code;
  const changed = (name: CatalogueField): boolean => !defines && ownFields.includes(name);
  const summary = defines
    ? html`本级存 <b>${ownFields.length}</b> 行：定义整个事项`
    : html`本级只存 <b>${ownFields.length}</b> 行${kept === '' ? '' : `：${kept}`}`;
  return html`<article class="portal ${level.toLowerCase()}" aria-labelledby="portal-${division.code}">
<header><h3 id="portal-${division.code}">${division.name}<span>${levelNames[level]}门户</span></h3><p>${summary}</p></header>
<dl>
${fields.map(([name, read]) => field(name, read(item, directory), changed(name)))}
</dl>
</article>`;
}

function field(name: CatalogueField, lines: readonly Html[], changed: boolean): Html {
  const shown = lines.length === 0 ? [html`<p class="none">未规定</p>`] : lines;
  return html`<div class="field${changed ? ' changed' : ''}"><dt>${fieldNames[name]}</dt><dd>${shown}</dd></div>`;
}

function said(origin: FactOrigin, readAt: string, value: Html): Html {
  return html`<div class="said${origin.divisionCode === readAt ? ' own' : ''}">${originMark(origin, readAt)}<p>${value}</p></div>`;
}

function deadline({ deadline: counts, divisionCode }: EffectiveItem, directory: Directory): Html[] {
  if (counts === null) return [];
  const stated = [counts, ...counts.others];
  const first = said(counts.origin, divisionCode, html`${counts.text}`);
  const others = counts.others.map((other) => {
    const owner = directory.division(other.origin.divisionCode)?.name ?? '';
    const value = isOverruled(other, stated)
      ? html`<del>${other.text}</del> <small>${owner}的时限较宽，不作数</small>`
      : html`${other.text} <small>同时适用，以先届满者为准</small>`;
    return said(other.origin, divisionCode, value);
  });
  return [first, ...others];
}

/** Where another division's term of the same clock is not longer; those that count stand before those that do not. */
function isOverruled(one: EffectiveDeadline, stated: readonly EffectiveDeadline[]): boolean {
  return stated
    .slice(0, stated.indexOf(one))
    .some((other) => other.origin.divisionCode !== one.origin.divisionCode && isShorterOrEqual(other.term, one.term));
}

function responsibility(item: EffectiveItem, directory: Directory): Html[] {
  const origin = originOf(item, 'responsibility');
  if (item.responsibility === null || origin === undefined) return [];
  const { rule, clause } = item.responsibility.explanation;
  const name = directory.body(item.responsibility.bodyId)?.name ?? '';
  const why = clause === null ? rule : `${rule}，${clause}`;
  return [said(origin, item.divisionCode, html`${name} <small>由规则推定：${why}</small>`)];
}

function audience(item: EffectiveItem): Html[] {
  const origin = originOf(item, 'audience');
  if (origin === undefined) return [];
  return [said(origin, item.divisionCode, html`${item.audience.specific ?? '面向全社会'}`)];
}

function originOf(item: EffectiveItem, name: CatalogueField): FactOrigin | undefined {
  return item.fieldOrigins.find((origin) => origin.field === name)?.origins[0];
}

function basis({ title, docNo, clause }: EffectiveItem['bases'][number]): Html {
  return html`<span class="basis">《${title}》<small>${[docNo, clause].filter((part) => part !== null).join(' ')}</small></span>`;
}

/** The values of each level together, in the order they are merged. */
function listed<Value extends { readonly origin: FactOrigin }>(
  values: readonly Value[],
  { divisionCode }: EffectiveItem,
  print: (value: Value) => Html,
  between: string,
): Html[] {
  const groups = Map.groupBy(values, (value) => value.origin.divisionCode);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const printed = group.map((value, index) => html`${index === 0 ? '' : between}${print(value)}`);
    return [said(first.origin, divisionCode, html`${printed}`)];
  });
}
