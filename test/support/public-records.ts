import { z } from 'zod';
import { ask } from './flow-read.js';
import type { TestApp } from './test-app.js';

const record = z.object({
  id: z.string(),
  indexNo: z.string(),
  kind: z.string(),
  version: z.number(),
  digest: z.string(),
  title: z.string(),
  summary: z.string().nullable(),
  validity: z.string(),
  issuedAt: z.string().nullable(),
  publishedAt: z.string(),
  content: z.object({ text: z.string() }).nullable(),
  division: z.object({ code: z.string(), ancestors: z.array(z.object({ code: z.string() })) }),
  originBody: z.object({ slug: z.string() }),
  items: z.array(z.object({ code: z.string() })),
  docNo: z.string().nullish(),
  genre: z.string().nullish(),
});

/** A record as its lists show it: what a search has to agree with. */
export type PublicRecord = z.infer<typeof record>;

const fields = `id indexNo kind version digest title summary validity issuedAt publishedAt content { text }
  division { code ancestors { code } } originBody { slug } items { code } ... on PolicyDocument { docNo genre }`;

const pageShape = z.object({
  disclosures: z.object({
    edges: z.array(z.object({ node: record })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** Everything that is public, newest first. */
export async function publicRecords(app: TestApp): Promise<PublicRecord[]> {
  const records: PublicRecord[] = [];
  let after: string | null = null;
  do {
    const page: z.infer<typeof pageShape> = await ask(app, {
      query: `query ($after: String) { disclosures(first: 50, after: $after) {
        edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } }`,
      variables: { after },
      shape: pageShape,
    });
    const { edges, pageInfo } = page.disclosures;
    records.push(...edges.map((edge) => edge.node));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return records;
}

const foundShape = z.object({
  search: z.object({
    totalCount: z.number(),
    edges: z.array(
      z.object({
        node: z.object({
          id: z.string(),
          version: z.number(),
          digest: z.string(),
          highlights: z.array(z.object({ field: z.string(), fragments: z.array(z.string()) })),
          disclosure: z.object({ id: z.string(), version: z.number(), digest: z.string(), validity: z.string() }),
        }),
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});
export type Hit = z.infer<typeof foundShape>['search']['edges'][number]['node'];

/** Every hit on every page; their number is what the first page promised. */
export async function everyHit(app: TestApp, asked: { readonly query?: string; readonly where?: object }) {
  const hits: Hit[] = [];
  let after: string | null = null;
  let total = 0;
  do {
    const page: z.infer<typeof foundShape> = await ask(app, {
      query: `query ($query: String, $where: SearchFilter, $after: String) {
        search(query: $query, where: $where, first: 60, after: $after) { totalCount pageInfo { hasNextPage endCursor }
          edges { node { id version digest highlights { field fragments } disclosure { id version digest validity } } } } }`,
      variables: { ...asked, after },
      shape: foundShape,
    });
    const { edges, pageInfo, totalCount } = page.search;
    hits.push(...edges.map((edge) => edge.node));
    total = totalCount;
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  if (total !== hits.length) throw new Error(`${total} hits were promised, ${hits.length} came.`);
  return hits;
}
