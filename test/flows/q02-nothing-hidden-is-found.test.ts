import { AsyncLocalStorage } from 'node:async_hooks';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { buildPublicSchema } from '../../src/modules/delivery/build-public-schema.js';
import { toGlobalId } from '../../src/platform/graphql/global-id.js';
import { Canaries, plantBehindTheScenes, plantForAGroup, plantInTheOpen } from '../support/canaries.js';
import { demoKeys } from '../support/flow-consumers.js';
import { bodyId, caoyang } from '../support/flow-draft.js';
import { headOf } from '../support/flow-read.js';
import { crawlOperations, type Entrance, filtersWith, uncrawled } from '../support/public-crawler.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const schema = await buildPublicSchema();
const canaries = new Canaries();
const office = bodyId(caoyang.body);

/** The statements of one request, whatever the node does besides. */
const counted = new AsyncLocalStorage<string[]>();
const run = app.db.sql.bind(app.db);
vi.spyOn(app.db, 'sql').mockImplementation((text, params) => {
  // What is known of a key is looked up once a second, whatever is asked.
  if (!text.includes('consumer_key')) counted.getStore()?.push(text);
  return run(text, params);
});

const hidden = { words: [] as readonly string[], ids: [] as string[], indexNos: [] as string[] };
const seenByTheGroup = { words: [] as readonly string[], key: '' };
const readers = new Map<string, string | undefined>([['anybody', undefined]]);
let before: ReadonlyMap<string, string> = new Map();
const operations: string[] = [];
let forgotten: readonly string[] = [];

beforeAll(async () => {
  demoKeys.forEach((key, index) => readers.set(`demo key ${index + 1}`, key));
  const group = await plantForAGroup(app, canaries);
  readers.set('a key of another group', group.other);
  const open = await plantInTheOpen(app, canaries);
  const start = await headOf(app);
  const entrances = entrancesTo({ ...open, item: group.item, start });
  forgotten = uncrawled(schema, entrances);
  for (const branch of crawlOperations(schema, entrances)) operations.push(await deepestAllowed(branch));
  before = await crawl();

  hidden.ids.push(...open.hiddenIds, ...(await plantBehindTheScenes(app, canaries, open.publicId)));
  const first = canaries.words.length;
  for (const { id, indexNo } of await group.plant()) {
    hidden.ids.push(id);
    hidden.indexNos.push(indexNo);
  }
  const inVersions = /定向(\d|新版)/;
  seenByTheGroup.words = canaries.words.slice(first).filter((word) => inVersions.test(word));
  seenByTheGroup.key = group.key;
  hidden.words = canaries.words;
}, 180_000);

/** Where a reader may come in, near to everything that is hidden. */
function entrancesTo(known: { publicId: string; withdrawnId: string; item: string; start: string }): Entrance[] {
  const street = `division: "${caoyang.division}"`;
  const leaf = toGlobalId('CatalogueItem', `${caoyang.division}/${known.item}`);
  const ids = [known.publicId, known.withdrawnId, office, toGlobalId('Division', caoyang.division), leaf];
  const lists = [
    'orderBy: PUBLISHED_NEWEST',
    'orderBy: UPDATED_NEWEST',
    'orderBy: TITLE',
    `where: { ${street} }`,
    `where: { division: "310107", includeDescendants: true }`,
    `where: { body: "${office}" }`,
    `where: { item: "${known.item}" }`,
    'where: { kinds: [SERVICE_GUIDE], validity: [IN_FORCE] }',
  ];
  const searches = ['query: "社区"', 'query: "示例", orderBy: PUBLISHED_NEWEST', `where: { column: "ZD-01" }`];
  const representations = `representations: [{ __typename: "ServiceGuide", id: "${known.publicId}" }, { __typename: "Body", id: "${office}" },
    { __typename: "Division", code: "${caoyang.division}" }, { __typename: "CatalogueItem", code: "${known.item}", division: { code: "${caoyang.division}" } }]`;
  const at = (field: string, ...args: string[]): Entrance[] => args.map((one) => ({ field, args: one }));
  return [
    ...at('division', `code: "${caoyang.division}"`, 'code: "310107"'),
    ...at('divisions', 'level: CITY'),
    ...at('body', `id: "${office}"`),
    ...at('bodies', `${street}, first: 20`),
    ...at('catalogue', street, 'division: "310107"'),
    ...at('catalogueItem', `${street}, code: "${known.item}"`, `${street}, code: "ZD-01"`, `${street}, code: "ZH-07"`),
    ...at('disclosure', `id: "${known.publicId}"`, `id: "${known.withdrawnId}"`),
    ...at('disclosures', ...lists.map((list) => `${list}, first: 20`)),
    ...at('tombstone', `id: "${known.withdrawnId}"`),
    ...at('search', ...searches.map((search) => `${search}, first: 20`)),
    ...at('changes', `after: "${known.start}", first: 50`, `after: "${BigInt(known.start) - 5n}", first: 50`),
    ...at(
      'dueDate',
      'division: "310107", trigger: FORMED, at: "2026-11-16T09:00:00+08:00", amount: 20, unit: WORKING_DAY',
    ),
    ...at('node', ...ids.map((id) => `id: ${JSON.stringify(id)}`)),
    ...at('nodes', `ids: ${JSON.stringify(ids)}`),
    ...at('_entities', representations),
    ...at('_service', ''),
  ];
}

/** The limits of the public endpoint hold for crawlers too. */
async function deepestAllowed(branch: readonly string[]): Promise<string> {
  for (const query of branch) {
    const { errors } = await app.publicly(query);
    if (errors?.[0]?.extensions.code !== 'OPERATION_TOO_COMPLEX') return query;
  }
  throw new Error(`Too complex however shallow: ${branch.at(-1) ?? ''}`);
}

/** Every answer by its operation, without the sequence it was read at. */
async function crawl(key?: string): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const query of operations) {
    const { data, errors } = await app.publicly(query, key);
    expect(errors, `for ${query}`).toBeUndefined();
    answers.set(
      query,
      JSON.stringify(data, (name, value: unknown) => (name === 'upTo' ? null : value)),
    );
  }
  return answers;
}

describe('200 canaries in drafts, opinions, names, versions for a group, redactions, withdrawn texts', () => {
  test('are planted, and the crawler finds those that its reader may see', async () => {
    expect(canaries.words.length).toBeGreaterThanOrEqual(200);
    const seen = [...(await crawl(seenByTheGroup.key)).values()].join('\n');
    expect(seenByTheGroup.words.length).toBeGreaterThan(30);
    expect(seenByTheGroup.words.filter((word) => !seen.includes(word))).toEqual([]);
    const others = hidden.words.filter((word) => !word.includes('金丝雀定向'));
    expect(others.filter((word) => seen.includes(word))).toEqual([]);
  });

  test('change no answer to anybody else, by any field of the schema, in content or count', async () => {
    expect(forgotten).toEqual(['checkpoint']);
    expect(operations.length).toBeGreaterThan(150);
    for (const [name, key] of readers) {
      const after = await crawl(key);
      const changed = operations.filter((query) => after.get(query) !== before.get(query));
      expect(changed, `by ${name}`).toEqual([]);
      const all = [...after.values()].join('\n');
      expect(
        hidden.words.filter((word) => all.includes(word)),
        `by ${name}`,
      ).toEqual([]);
    }
  }, 180_000);
});

/** Asks many counts in one request; each answer by its place. */
async function totals(asked: readonly string[], key: string | undefined): Promise<number[]> {
  const found: number[] = [];
  for (let from = 0; from < asked.length; from += 60) {
    const some = asked.slice(from, from + 60).map((one, index) => `a${index}: ${one}`);
    const { data, errors } = await app.publicly({ query: `{ ${some.join('\n')} }` }, key);
    expect(errors).toBeUndefined();
    for (const answer of Object.values(data ?? {})) found.push(totalOf(answer));
  }
  return found;
}

function totalOf(answer: unknown): number {
  const text = JSON.stringify(answer);
  const [, total] = /"totalCount":(\d+)/.exec(text) ?? [];
  if (total === undefined) throw new Error(`No count in ${text}`);
  return Number(total);
}

describe('neither by searching nor by filtering', () => {
  const byWord = (word: string): string => `search(query: ${JSON.stringify(word)}) { totalCount }`;
  const byField = (word: string): string[] =>
    ['title', 'text', 'docNo', 'genre'].map((field) => {
      const text = JSON.stringify(field === 'docNo' ? `〔2026〕${word}` : word);
      return `search(where: { ${field}: ${text} }) { totalCount }`;
    });

  test('a search for a canary that the reader may see finds it', async () => {
    const asked = seenByTheGroup.words.map(byWord);
    const found = await totals(asked, seenByTheGroup.key);
    expect(found.filter((total) => total === 0).length).toBeLessThan(found.length / 4);
  });

  test('any search for any of them finds nothing', async () => {
    for (const [name, key] of readers) {
      // A key searches as everybody does, but for its audiences: every eighth word tells whether each field asks for them.
      const inFields = hidden.words.filter((_word, index) => key === undefined || index % 8 === 0);
      const asked = [...hidden.words.map(byWord), ...inFields.flatMap(byField)];
      const found = await totals(asked, key);
      expect(
        asked.filter((_one, index) => found[index] !== 0),
        `by ${name}`,
      ).toEqual([]);
    }
  }, 180_000);

  test('any filter with any of them, or with the id of what is hidden, finds nothing', async () => {
    const { disclosures, search } = schema.getQueryType()?.getFields() ?? {};
    const where = (field: typeof disclosures) => field?.args.find((argument) => argument.name === 'where');
    const values = [...hidden.words.slice(0, 20), ...hidden.ids, ...hidden.indexNos];
    const asked = values.flatMap((value) => [
      ...filtersWith(where(disclosures), value).map((filter) => `disclosures(${filter}) { totalCount }`),
      ...filtersWith(where(search), value).map((filter) => `search(${filter}) { totalCount }`),
    ]);
    for (const [name, key] of readers) {
      const found = await totals(asked, key);
      expect(
        asked.filter((_one, index) => found[index] !== 0),
        `by ${name}`,
      ).toEqual([]);
    }
  }, 180_000);
});

test('what is hidden cannot be told from what never was: same bytes, same statements', async () => {
  const byId = `query ($id: ID!) { disclosure(id: $id) { id } tombstone(id: $id) { id } node(id: $id) { id } body(id: $id) { id }
    old: disclosure(id: $id, version: 1) { id } nodes(ids: [$id]) { id } }`;
  const byNumber = 'query ($id: String!) { disclosure(indexNo: $id) { id } }';
  const probe = async (query: string, id: string, key: string | undefined) => {
    const statements: string[] = [];
    const answer = await counted.run(statements, () => app.publicly({ query, variables: { id } }, key));
    return { data: answer.data, errors: answer.errors, length: answer.headers['content-length'], statements };
  };
  for (const [name, key] of readers) {
    await probe(byId, office, key);
    const nobody = await probe(byId, '00000000-0000-4000-8000-0000000dead0', key);
    for (const id of hidden.ids) expect(await probe(byId, id, key), `by ${name}`).toEqual(nobody);
    const nothing = await probe(byNumber, '310107005001/2026-D9999', key);
    for (const indexNo of hidden.indexNos) expect(await probe(byNumber, indexNo, key), `by ${name}`).toEqual(nothing);
  }
});
