import { z } from 'zod';
import { dataFile } from './data-file.js';
import { readTsv } from './read-tsv.js';
import type { ContentRecord } from './seed-contents.js';

const unit = z.object({ name: z.string(), duties: z.string() });
const bodyType = z.object({
  intro: z.string(),
  basis: z.string(),
  duties: z.array(z.string()),
  /** How many of the duties one body lists; which ones differ from body to body. */
  pick: z.number(),
  /** What is special to the body, by division code; `*` for all others. */
  local: z.record(z.string(), z.string()),
  unitsInCity: z.number(),
  unitsBelow: z.number(),
  units: z.array(unit),
  subordinates: z.array(unit.extend({ head: z.string(), hours: z.string() })),
});
const profiles = z.object({
  divisions: z.record(
    z.string(),
    z.object({ address: z.string(), postalCode: z.string(), feature: z.string(), focus: z.string() }),
  ),
  types: z.record(z.string(), bodyType),
  withOneUnit: z.array(z.string()),
  withoutSubordinates: z.array(z.string()),
});

type Profiles = z.infer<typeof profiles>;
type BodyType = z.infer<typeof bodyType>;

/** One body with all its texts are made of. */
interface Subject {
  readonly slug: string;
  readonly name: string;
  readonly shortName: string;
  readonly divisionCode: string;
  readonly divisionName: string;
  /** Place in the register and among the bodies of its type: what makes texts of like bodies differ. */
  readonly index: number;
  readonly rank: number;
  readonly type: BodyType;
  readonly place: Profiles['divisions'][string];
  readonly phone: string;
  readonly fax: string;
  readonly site: string;
}

type Page = Pick<
  ContentRecord,
  'key' | 'slugOfBody' | 'items' | 'title' | 'summary' | 'keywords' | 'html' | 'elements'
>;

const city = '310000';
const officeHours = '周一至周五9:00—11:30、13:30—17:00（法定节假日除外）';

/** 机关简介, 机关职能, 机构设置 and 下属单位 of all 69 bodies: 69 + 69 + 120 + 40 records, in the order of release. */
export function orgProfileRecords(): readonly ContentRecord[] {
  const data = profiles.parse(JSON.parse(dataFile('org-profiles.json')));
  const subjects = subjectsOf(data);
  const pages = [
    ...subjects.map(profilePage),
    ...subjects.map(functionPage),
    ...subjects.flatMap((subject) => unitPages(subject, data)),
    ...subjects.flatMap((subject) => subordinatePages(subject, data)),
  ];
  const days = workingDays(Math.ceil(pages.length / perDay));
  return pages.map((page, index) => ({ ...page, ...envelope, ...releasePlan(days, index) }));
}

const envelope = {
  kind: 'ORG_PROFILE',
  fields: {},
  issuedAt: null,
  attribute: 'PROACTIVE',
  attributeReason: null,
  relations: [],
} as const;

function subjectsOf(data: Profiles): Subject[] {
  const divisionNames = new Map(readTsv('divisions.tsv').map((row) => [row('code'), row('name')]));
  const ranks = new Map<string, number>();
  return readTsv('bodies.tsv').map((row, index) => {
    const divisionCode = row('division');
    const typeName = typeNameOf(row('kind'), divisionCode, row('functions'));
    const rank = ranks.get(typeName) ?? 0;
    ranks.set(typeName, rank + 1);
    return {
      slug: row('id'),
      name: row('name'),
      shortName: row('shortName'),
      divisionCode,
      divisionName: divisionCode === city ? '全市' : entryOf(divisionNames, divisionCode),
      index,
      rank,
      type: entryOf(new Map(Object.entries(data.types)), typeName),
      place: entryOf(new Map(Object.entries(data.divisions)), divisionCode),
      phone: `021-5550-01${10 + index}`,
      fax: `021-5550-01${80 + (index % 19)}`,
      site: siteOf(row('id'), divisionCode),
    };
  });
}

function typeNameOf(kind: string, divisionCode: string, functions: string): string {
  if (kind === 'government') return divisionCode === city ? 'CITY_GOVERNMENT' : 'DISTRICT_GOVERNMENT';
  if (kind === 'street_office') return 'STREET';
  if (kind === 'town_government') return 'TOWN';
  return functions.split(',')[0] ?? '';
}

function entryOf<T>(entries: ReadonlyMap<string, T>, key: string): T {
  const entry = entries.get(key);
  if (entry === undefined) throw new Error(`The demo data say nothing of ${key}.`);
  return entry;
}

function siteOf(slug: string, divisionCode: string): string {
  const portal =
    divisionCode === city ? 'https://shanghai.example' : `https://${divisionCode.slice(0, 6)}.shanghai.example`;
  if (divisionCode.length > 6) return `${portal}/${divisionCode}`;
  const page = slug.slice(divisionCode.length + 1);
  return page === 'government' ? portal : `${portal}/${page}`;
}

function profilePage(subject: Subject): Page {
  const { name, phone, fax, site, place } = subject;
  const gate = ['东门', '南门', '西门', '北门'][subject.index % 4] ?? '';
  const elements = {
    bodyName: name,
    portal: site,
    officeAddress: addressOf(subject),
    officeHours,
    contactFull: `联系电话：${phone}\n传真号码：${fax}\n电子邮箱：${mailOf(subject)}`,
    postalCode: place.postalCode,
  };
  const rows = [
    ['办公地址', elements.officeAddress],
    ['办公时间', officeHours],
    ['联系电话', phone],
    ['传真号码', fax],
    ['邮政编码', place.postalCode],
  ];
  const visit = `来访请由${gate}进入，${gate}设有无障碍坡道和低位服务台；五人以上集中来访的，请提前一个工作日电话预约。`;
  return page(subject, `profile-${subject.slug}`, 'ZH-01-01', {
    title: `${name}机关简介`,
    summary: `${name}的门户网站、办公地址、办公时间、电话、传真、电子邮箱和邮政编码。`,
    keywords: ['机关简介', '办公地址', '联系方式'],
    html: `${paragraph(fill(subject.type.intro, subject))}${table(rows)}${paragraph(visit)}${paragraph(
      `网上来信请发送至${mailOf(subject)}，一般在七个工作日内答复。以上联系方式均为演示数据。`,
    )}`,
    elements,
  });
}

function functionPage(subject: Subject): Page {
  const { name, type } = subject;
  const duties = dutiesOf(subject);
  return page(subject, `function-${subject.slug}`, 'ZH-01-02', {
    title: `${name}机关职能`,
    summary: `${name}的主要职责，共${duties.length}项，并注明职责依据。`,
    keywords: ['机关职能', '主要职责', '职责依据'],
    html: `${paragraph(fill(type.intro, subject))}<h2>主要职责</h2>${orderedList(duties)}${paragraph(
      `上述职责依据${fill(type.basis, subject)}整理；职责调整的，自调整之日起二十个工作日内更新。`,
    )}`,
    elements: { duties: duties.map((duty, index) => `${index + 1}. ${duty}`).join('\n') },
  });
}

function unitPages(subject: Subject, data: Profiles): Page[] {
  const { type, divisionCode, name, place } = subject;
  const wanted = divisionCode === city ? type.unitsInCity : type.unitsBelow;
  const count = data.withOneUnit.includes(subject.slug) ? 1 : wanted;
  return pickRound(type.units, { count, from: subject.rank }).map((entry, index) => {
    const unitName = unitNameOf(entry.name, divisionCode);
    return page(subject, `unit-${subject.slug}-${index + 1}`, 'ZH-01-03', {
      title: `${name}内设机构：${unitName}`,
      summary: `${unitName}是${name}的内设机构，本页公开其主要职责和联系方式。`,
      keywords: ['机构设置', '内设机构', unitName],
      html: `<h2>主要职责</h2>${orderedList(entry.duties.split('，'))}${paragraph(
        `年度工作结合本区域重点（${place.focus}）安排，需要其他机构配合的事项由${unitName}牵头会商。`,
      )}${paragraph(`咨询电话：${subject.phone}转${201 + index}（演示）。办公时间：${officeHours}。`)}`,
      elements: { internalUnitName: unitName, mainDuties: `${entry.duties}。` },
    });
  });
}

function subordinatePages(subject: Subject, data: Profiles): Page[] {
  if (data.withoutSubordinates.includes(subject.slug)) return [];
  return pickRound(subject.type.subordinates, { count: 1, from: subject.rank }).map((entry) => {
    const unitName = `${subject.divisionCode === city ? '上海市' : subject.divisionName}${entry.name}`;
    const address = `${subject.place.address}附${(subject.index % 9) + 1}号`;
    return page(subject, `subordinate-${subject.slug}`, 'ZH-01-04', {
      title: `${subject.name}下属单位：${unitName}`,
      summary: `${unitName}的主要职责、办公地址、办公时间、联系方式和负责人岗位。`,
      keywords: ['下属单位', entry.name.replace('（示例）', '')],
      html: `${paragraph(`${unitName}由${subject.name}举办和管理，面向${subject.divisionName}居民、单位提供服务。`)}<h2>主要职责</h2>${orderedList(
        entry.duties.split('，'),
      )}<h2>联系方式</h2>${table([
        ['办公地址', address],
        ['办公时间', entry.hours],
        ['联系电话', subject.phone],
        ['负责人', entry.head],
      ])}`,
      elements: {
        unitName,
        mainDuties: `${entry.duties}。`,
        officeAddress: address,
        officeHours: entry.hours,
        contact: subject.phone,
        headInfo: entry.head,
      },
    });
  });
}

function page(subject: Subject, key: string, item: string, texts: Omit<Page, 'key' | 'slugOfBody' | 'items'>): Page {
  return { key, slugOfBody: subject.slug, items: [item], ...texts };
}

/** All duties of the type but some, others for every body, always in their order; then what is special to the body. */
function dutiesOf(subject: Subject): string[] {
  const { duties, pick, local } = subject.type;
  const left = new Set(Array.from({ length: duties.length - pick }, (_, n) => (subject.rank + 3 * n) % duties.length));
  const own = local[subject.divisionCode] ?? local['*'] ?? '';
  return [...duties.filter((_, index) => !left.has(index)), own].map((duty) => fill(duty, subject));
}

function fill(template: string, subject: Subject): string {
  const { name, divisionCode, divisionName, index, place } = subject;
  const inCity = divisionCode === city;
  const values: Readonly<Record<string, string>> = {
    name,
    area: divisionName,
    gov: inCity ? '上海市人民政府' : `${divisionName}人民政府`,
    make: inCity ? '拟订' : '贯彻落实',
    guide: inCity ? '指导各区' : '指导各街镇',
    feature: place.feature,
    focus: place.focus,
    no: `${index + 1}`,
  };
  return template.replace(/\{(\w+)\}/gu, (_, key: string) => values[key] ?? '');
}

function pickRound<T>(entries: readonly T[], { count, from }: { count: number; from: number }): T[] {
  return Array.from({ length: count }, (_, n) => entries[(from + n) % entries.length]).flatMap((entry) => entry ?? []);
}

function unitNameOf(name: string, divisionCode: string): string {
  if (/[室科部处]$/u.test(name)) return name;
  return `${name}${divisionCode === city ? '处' : '科'}`;
}

function addressOf({ divisionCode, slug, place, index }: Subject): string {
  const shared = divisionCode.length === 6 && !slug.endsWith('-government');
  return shared ? `${place.address}${(index % 5) + 1}号楼${(index % 12) + 2}0${(index % 8) + 1}室` : place.address;
}

function mailOf({ slug, site }: Subject): string {
  return `${slug.replace(/^\d+-/u, '')}@${new URL(site).hostname}`;
}

function paragraph(text: string): string {
  return `<p>${text}</p>`;
}

function orderedList(lines: readonly string[]): string {
  return `<ol>${lines.map((line) => `<li>${line.replace(/。?$/u, '。')}</li>`).join('')}</ol>`;
}

function table(rows: readonly (readonly string[])[]): string {
  const lines = rows.map(([head = '', cell = '']) => `<tr><th>${head}</th><td>${cell}</td></tr>`);
  return `<table><tbody>${lines.join('')}</tbody></table>`;
}

const perDay = 8;
const springFestival = ['2025-01-28', '2025-02-04'] as const;

/** Working days from the demo's beginning on; all records are out before its first policy document. */
function workingDays(count: number): string[] {
  const days: string[] = [];
  for (let time = Date.parse('2025-01-07T00:00:00Z'); days.length < count; time += 86_400_000) {
    const date = new Date(time).toISOString().slice(0, 10);
    const weekend = [0, 6].includes(new Date(time).getUTCDay());
    if (!weekend && (date < springFestival[0] || date > springFestival[1])) days.push(date);
  }
  return days;
}

/** Eight a day, from half past nine in the morning in Shanghai, one every three quarters of an hour. */
function releasePlan(days: readonly string[], index: number): Pick<ContentRecord, 'formedAt' | 'releaseAt'> {
  const formedAt = days[Math.floor(index / perDay)] ?? '';
  const minutes = 90 + (index % perDay) * 45;
  return { formedAt, releaseAt: new Date(Date.parse(`${formedAt}T00:00:00Z`) + minutes * 60_000).toISOString() };
}
