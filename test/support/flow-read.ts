import { z } from 'zod';
import type { GraphqlQuestion, TestApp } from './test-app.js';

export interface Question<Shape> extends GraphqlQuestion {
  readonly shape: z.ZodType<Shape>;
  readonly at?: string;
  readonly atLeast?: string;
  /** Of the consumer who asks; anybody without it. */
  readonly key?: string | undefined;
}

/** A public answer in the shape asked for; any error ends the test. */
export async function ask<Shape>(
  app: TestApp,
  { shape, at, atLeast, key, ...question }: Question<Shape>,
): Promise<Shape> {
  const answer = await app.publicly(snapshot(question, { at, atLeast }), key);
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  return shape.parse(answer.data);
}

/** The question with the snapshot token that a client sends. */
export function snapshot(
  question: GraphqlQuestion,
  tongyuan: { readonly at?: string | undefined; readonly atLeast?: string | undefined },
): GraphqlQuestion {
  if (tongyuan.at === undefined && tongyuan.atLeast === undefined) return question;
  return { ...question, extensions: { tongyuan } };
}

const headShape = z.object({ checkpoint: z.object({ sequence: z.string() }) });

export async function headOf(app: TestApp): Promise<string> {
  return (await ask(app, { query: '{ checkpoint { sequence } }', shape: headShape })).checkpoint.sequence;
}

/** The sequence just before another one. */
export function before(sequence: string): string {
  return (BigInt(sequence) - 1n).toString();
}

const version = z.object({ id: z.string(), version: z.number(), digest: z.string(), sequence: z.string() });
export type ReadVersion = z.infer<typeof version>;
const maybe = version.nullable();
const list = z.object({ edges: z.array(z.object({ node: version })) });

export interface Subject {
  readonly id: string;
  readonly indexNo: string;
  readonly division: string;
  readonly body: string;
  readonly item: string;
  /** A word of its title that nothing else has. */
  readonly word: string;
  readonly typeName: string;
}

const everyPath = `query ($id: ID!, $indexNo: String!, $division: ID!, $body: ID!, $item: ID!, $word: String!, $representations: [_Any!]!) {
  byId: disclosure(id: $id) { ...v }
  byIndexNo: disclosure(indexNo: $indexNo) { ...v }
  list: disclosures(where: { division: $division, item: $item }, first: 100) { edges { node { ...v } } }
  ofDivision: division(code: $division) { disclosures(first: 100) { edges { node { ...v } } } }
  ofBody: body(id: $body) { disclosures(first: 100) { edges { node { ...v } } } }
  ofItem: catalogueItem(division: $division, code: $item) { disclosures(first: 100) { edges { node { ...v } } } }
  search(query: $word, first: 100) { edges { node { id version digest sequence disclosure { ...v } } } }
  node(id: $id) { ... on Disclosure { ...v } }
  _entities(representations: $representations) { ... on Disclosure { ...v } }
}
fragment v on Disclosure { id version digest sequence }`;

const everyPathShape = z.object({
  byId: maybe,
  byIndexNo: maybe,
  list,
  ofDivision: z.object({ disclosures: list }),
  ofBody: z.object({ disclosures: list }),
  ofItem: z.object({ disclosures: list }).nullable(),
  search: z.object({ edges: z.array(z.object({ node: version.extend({ disclosure: version }) })) }),
  node: z.unknown(),
  _entities: z.array(maybe),
});

/** What every public path says of one disclosure at one sequence; null = it is not there. */
export type Sighting = Readonly<Record<(typeof paths)[number], ReadVersion | null>>;

export const paths = [
  'by id',
  'by index number',
  'in the list',
  'of its division',
  'of its body',
  'of its item',
  'as a search hit',
  'behind the search hit',
  'as a node',
  'as an entity',
] as const;

export async function sightingOf(
  app: TestApp,
  subject: Subject,
  { at, key }: { readonly at?: string; readonly key?: string | undefined } = {},
): Promise<Sighting> {
  const { typeName, ...variables } = subject;
  const found = await ask(app, {
    query: everyPath,
    variables: { ...variables, representations: [{ __typename: typeName, id: subject.id }] },
    shape: everyPathShape,
    key,
    ...(at === undefined ? {} : { at }),
  });
  const inList = ({ edges }: z.infer<typeof list>): ReadVersion | null =>
    edges.map((edge) => edge.node).find((node) => node.id === subject.id) ?? null;
  const hit = found.search.edges.map((edge) => edge.node).find((node) => node.id === subject.id);
  const { disclosure: behind = null, ...shown } = hit ?? {};
  return {
    'by id': found.byId,
    'by index number': found.byIndexNo,
    'in the list': inList(found.list),
    'of its division': inList(found.ofDivision.disclosures),
    'of its body': inList(found.ofBody.disclosures),
    'of its item': found.ofItem === null ? null : inList(found.ofItem.disclosures),
    'as a search hit': maybe.parse(hit === undefined ? null : shown),
    'behind the search hit': behind,
    'as a node': version.safeParse(found.node).data ?? null,
    'as an entity': found._entities[0] ?? null,
  };
}

/** The same answer on every path. */
export function everywhere(version: ReadVersion | null): Sighting {
  return {
    'by id': version,
    'by index number': version,
    'in the list': version,
    'of its division': version,
    'of its body': version,
    'of its item': version,
    'as a search hit': version,
    'behind the search hit': version,
    'as a node': version,
    'as an entity': version,
  };
}

const changesShape = z.object({
  changes: z.object({
    upTo: z.string(),
    edges: z.array(
      z.object({
        node: z.object({
          sequence: z.string(),
          kind: z.string(),
          subject: z.string(),
          version: z.number().nullable(),
          digest: z.string().nullable(),
        }),
      }),
    ),
  }),
});

/** The change feed after a sequence, oldest first. */
export async function changesAfter(app: TestApp, after: string, key?: string) {
  const { changes } = await ask(app, {
    query: `query ($after: Sequence!) { changes(after: $after) { upTo edges { node { sequence kind subject version digest } } } }`,
    variables: { after },
    shape: changesShape,
    key,
  });
  return changes.edges.map((edge) => edge.node);
}
