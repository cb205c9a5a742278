import type { Head } from '../../ledger/read-head.js';
import type { Showcase } from './showcase.js';

export interface ReadyQuery {
  readonly title: string;
  readonly text: string;
  readonly query: string;
}

/** A link that opens GraphiQL with the query in it; it runs when the reader says so. */
export function graphiqlLink(query: string): string {
  return `/graphiql?query=${encodeURIComponent(query)}`;
}

/** One record, by the number that is printed beside it. */
export function recordQuery(indexNo: string): string {
  return `{
  disclosure(indexNo: ${JSON.stringify(indexNo)}) {
    __typename
    title
    version
    digest
    sequence
    validity
    responsibleBody { name }
    items { code name }
    content { text }
  }
}
`;
}

/** The item of the page as its three divisions read it, each field with its origin. */
export function showcaseQuery({ code, views }: Showcase): string {
  const reads = views.map(
    ({ division }) =>
      `  ${division.level.toLowerCase()}: catalogueItem(division: "${division.code}", code: "${code}") { ...Effective }`,
  );
  return `{
${reads.join('\n')}
}

fragment Effective on CatalogueItem {
  name
  deadline { text origin { level state reason } others { text origin { level } } }
  responsibility { body { name } explanation { rule text } }
  elements { name origin { level } }
  channels { label ticked origin { level } }
}
`;
}

/** Questions that everybody may ask of any store. */
export function readyQueries(rootCode: string, { sequence, at }: Head): ReadyQuery[] {
  const before = sequence > 20n ? sequence - 20n : 0n;
  return [
    { title: '最新公开', text: '列表、总数，每条的版本和摘要', query: newest },
    { title: '检索', text: '高亮与相关度，摘要与直接读取相同', query: search },
    { title: '变更流', text: `序号 ${before} 之后的公开变更，按序，不跳号`, query: changes(before.toString()) },
    { title: '何时到期', text: '推算工作日，附规则、条款和日历版本', query: dueDate(rootCode, at.toISOString()) },
  ];
}

const newest = `{
  disclosures(first: 10) {
    totalCount
    edges { node { __typename indexNo title version digest } }
  }
}
`;

const search = `{
  search(query: "服务", first: 5) {
    totalCount
    edges { node { digest score highlights { field fragments } disclosure { indexNo title digest } } }
  }
}
`;

function changes(after: string): string {
  return `{
  changes(after: "${after}", first: 20) {
    upTo
    edges { node { sequence at kind version digest disclosure { title } } }
  }
}
`;
}

function dueDate(division: string, at: string): string {
  return `{
  dueDate(division: "${division}", trigger: FORMED, at: "${at}", amount: 20, unit: WORKING_DAY) {
    date
    provisional
    explanation { rule clause packVersion calendarVersion text }
  }
}
`;
}
