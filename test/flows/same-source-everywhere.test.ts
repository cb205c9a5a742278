import { expect, test } from 'vitest';
import { z } from 'zod';
import { demoKeys } from '../support/flow-consumers.js';
import { ask, headOf } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const reads = 1_000;

const version = z.object({ id: z.string(), version: z.number(), digest: z.string() });
type Version = z.infer<typeof version>;
const titled = version.extend({ indexNo: z.string(), title: z.string() });
const edgesOf = <Node extends z.ZodType>(node: Node) => z.object({ edges: z.array(z.object({ node })) });

/** The numbers of one seed, the same in every run: a linear congruential generator. */
function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/** Every published record with its neighbours in the list, read once. */
async function allRecords() {
  const records: (z.infer<typeof titled> & { readonly before: string | null })[] = [];
  let after: string | null = null;
  do {
    const { disclosures: page }: { disclosures: z.infer<typeof pageShape> } = await ask(app, {
      query: `query ($after: String) { disclosures(first: 100, after: $after) { edges { cursor node { id version digest indexNo title } } pageInfo { hasNextPage endCursor } } }`,
      variables: { after },
      shape: z.object({ disclosures: pageShape }),
    });
    for (const { cursor, node } of page.edges) {
      records.push({ ...node, before: after });
      after = cursor;
    }
    if (!page.pageInfo.hasNextPage) after = null;
  } while (after !== null);
  return records;
}
const pageShape = z.object({
  edges: z.array(z.object({ cursor: z.string(), node: titled })),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

type Record = Awaited<ReturnType<typeof allRecords>>[number];
interface Reader {
  readonly key: string | undefined;
  readonly at: string;
}

const fields = 'id version digest';

/** Each way that a channel may come by a record; what it finds there. */
const ways: Readonly<{ [way: string]: (record: Record, reader: Reader) => Promise<Version | undefined> }> = {
  'by id': async ({ id }, reader) =>
    (
      await ask(app, {
        query: `query ($id: ID!) { disclosure(id: $id) { ${fields} } }`,
        variables: { id },
        shape: z.object({ disclosure: version }),
        ...reader,
      })
    ).disclosure,
  'by index number': async ({ indexNo }, reader) =>
    (
      await ask(app, {
        query: `query ($indexNo: String!) { disclosure(indexNo: $indexNo) { ${fields} } }`,
        variables: { indexNo },
        shape: z.object({ disclosure: version }),
        ...reader,
      })
    ).disclosure,
  'in the list': async ({ before }, reader) =>
    (
      await ask(app, {
        query: `query ($after: String) { disclosures(first: 1, after: $after) { edges { node { ${fields} } } } }`,
        variables: { after: before },
        shape: z.object({ disclosures: edgesOf(version) }),
        ...reader,
      })
    ).disclosures.edges[0]?.node,
  'in search': async ({ id, title }, reader) => {
    const { search } = await ask(app, {
      query: `query ($title: String!) { search(where: { title: $title }, first: 100) { edges { node { ${fields} disclosure { ${fields} } } } } }`,
      variables: { title },
      shape: z.object({ search: edgesOf(version.extend({ disclosure: version })) }),
      ...reader,
    });
    const hit = search.edges.find(({ node }) => node.id === id)?.node;
    const { disclosure, ...shown } = hit ?? {};
    expect(disclosure).toEqual(shown);
    return disclosure;
  },
  'in changes': async ({ id }, reader) => {
    const after = published.get(id) ?? '';
    const { changes } = await ask(app, {
      query: `query ($after: Sequence!) { changes(after: $after, first: 10) { edges { node { subject version digest disclosure { ${fields} } } } } }`,
      variables: { after },
      shape: z.object({
        changes: edgesOf(
          z.object({
            subject: z.string(),
            version: z.number().nullable(),
            digest: z.string().nullable(),
            disclosure: version.nullable(),
          }),
        ),
      }),
      ...reader,
    });
    const change = changes.edges.find(({ node }) => node.subject === id)?.node;
    expect({ version: change?.version, digest: change?.digest }).toEqual({
      version: change?.disclosure?.version,
      digest: change?.disclosure?.digest,
    });
    return change?.disclosure ?? undefined;
  },
};

/** The sequence before the one at which each record was published. */
const published = new Map<string, string>();

test(`${reads} random reads of anybody and of four keys, by every way, give equal digests`, async () => {
  const at = await headOf(app);
  const records = await allRecords();
  expect(records).toHaveLength(424);
  const rows = await app.db.sql<{ id: string; before: string }>(
    `select subject as id, (min(sequence) - 1)::text as before from ledger_entry where kind = 'DISCLOSURE_PUBLISHED' group by 1`,
  );
  for (const { id, before } of rows) published.set(id, before);

  const draw = drawing(2_026);
  const readers = [undefined, ...demoKeys];
  const names = Object.keys(ways);
  const tally = new Map<string, number>();
  for (let read = 0; read < reads; read += 1) {
    const record = records[draw(records.length)];
    const key = readers[draw(readers.length)];
    const name = names[draw(names.length)] ?? '';
    if (record === undefined) throw new Error('Nothing was drawn.');
    const found = await ways[name]?.(record, { key, at });
    expect(found, `${record.indexNo} ${name} by ${key ?? 'anybody'}`).toEqual({
      id: record.id,
      version: record.version,
      digest: record.digest,
    });
    tally.set(`${name} ${key ?? 'anybody'}`, (tally.get(`${name} ${key ?? 'anybody'}`) ?? 0) + 1);
  }
  expect(tally.size).toBe(readers.length * names.length);
});
