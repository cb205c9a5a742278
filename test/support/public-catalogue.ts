import { expect } from 'vitest';
import { z } from 'zod';
import type { TestApp } from './test-app.js';

const Origin = z.object({
  division: z.object({ code: z.string() }),
  level: z.string(),
  state: z.string(),
  since: z.string(),
  at: z.string(),
  basis: z.string().nullable(),
  reason: z.string().nullable(),
  rule: z.string().nullable(),
});

const Term = z.object({
  kind: z.string(),
  amount: z.number().nullable(),
  unit: z.string().nullable(),
  trigger: z.string().nullable(),
  period: z.string().nullable(),
  fixedDates: z.object({ department: z.string(), street: z.string(), government: z.string() }).nullable(),
  severity: z.string().nullable(),
  hardLimit: z.object({ text: z.string() }).nullable(),
  text: z.string(),
  citation: z.string().nullable(),
  origin: Origin,
});

const Item = z.object({
  code: z.string(),
  division: z.object({ code: z.string() }),
  definedAt: z.object({ code: z.string() }),
  name: z.string(),
  identifier: z.string(),
  category: z.string(),
  tier: z.number(),
  isLeaf: z.boolean(),
  local: z.boolean(),
  pilotField: z.string().nullable(),
  parent: z.object({ code: z.string() }).nullable(),
  children: z.array(z.object({ code: z.string() })),
  applicability: z.string(),
  elements: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      identifier: z.string(),
      type: z.string(),
      required: z.boolean(),
      values: z.array(z.string()),
      order: z.number(),
      origin: Origin,
    }),
  ),
  bases: z.array(
    z.object({ title: z.string(), docNo: z.string().nullable(), clause: z.string().nullable(), origin: Origin }),
  ),
  deadline: Term.extend({ others: z.array(Term) }).nullable(),
  responsibility: z
    .object({
      body: z.object({ id: z.string() }),
      eachBody: z.boolean(),
      explanation: z.object({ rule: z.string(), inputs: z.array(z.object({ name: z.string(), value: z.string() })) }),
    })
    .nullable(),
  channels: z.array(
    z.object({ channel: z.string(), label: z.string(), ticked: z.boolean(), order: z.number(), origin: Origin }),
  ),
  audience: z.object({ allSociety: z.boolean(), specific: z.string().nullable() }),
  method: z.string(),
  levels: z.array(z.string()),
  note: z.string().nullable(),
  fieldOrigins: z.array(z.object({ field: z.string(), locked: z.boolean(), origins: z.array(Origin) })),
});

export type PublicItem = z.infer<typeof Item>;

/** Everything that the public schema says of an item. */
const fragments = `
  fragment Said on FactOrigin { division { code } level state since at basis reason rule }
  fragment Term on Deadline { kind amount unit trigger period fixedDates { department street government } severity hardLimit { text } text citation origin { ...Said } }
  fragment Whole on CatalogueItem {
    id code division { code } definedAt { code } name identifier category tier isLeaf local pilotField parent { code } children { code } applicability
    elements { id name identifier type required values order origin { ...Said } }
    bases { title docNo clause origin { ...Said } }
    deadline { ...Term others { ...Term } }
    responsibility { body { id } eachBody explanation { rule clause pack packVersion calendarVersion inputs { name value } text } }
    channels { channel label ticked order origin { ...Said } }
    audience { allSociety specific } method levels note
    fieldOrigins { field locked origins { ...Said } }
  }`;

const Page = z.object({
  catalogue: z.object({
    items: z.object({
      edges: z.array(z.object({ node: z.unknown() })),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      totalCount: z.number(),
    }),
  }),
});

/** An item as the public reads it, now or at an older sequence; null where it is not there. */
export async function publicItem(
  app: TestApp,
  division: string,
  code: string,
  at?: string,
): Promise<PublicItem | null> {
  const answer = await app.publicly({
    query: `query ($division: ID!, $code: ID!) { catalogueItem(division: $division, code: $code) { ...Whole } } ${fragments}`,
    variables: { division, code },
    ...(at === undefined ? {} : { extensions: { tongyuan: { at } } }),
  });
  expect(answer.errors).toBeUndefined();
  if (at !== undefined) expect(answer.extensions?.tongyuan.sequence).toBe(at);
  return z.object({ catalogueItem: Item.nullable() }).parse(answer.data).catalogueItem;
}

/** An item of `wholeCatalogue`. */
export function parseItem(json: string): PublicItem {
  return Item.parse(JSON.parse(json));
}

/** The same, where it must be there. */
export async function standingItem(app: TestApp, division: string, code: string, at?: string): Promise<PublicItem> {
  const item = await publicItem(app, division, code, at);
  if (item === null) throw new Error(`${division} does not see ${code}.`);
  return item;
}

/**
 * All that a division's effective catalogue answers, item by item as JSON, by code in display order; in pages that the
 * cost limit allows.
 */
export async function wholeCatalogue(app: TestApp, division: string, at?: string): Promise<Map<string, string>> {
  const items = new Map<string, string>();
  let after: string | null = null;
  do {
    const answer = await app.publicly({
      query: `query ($division: ID!, $after: String) { catalogue(division: $division) { items(first: 6, after: $after) {
        edges { node { ...Whole } } pageInfo { hasNextPage endCursor } totalCount } } } ${fragments}`,
      variables: { division, after },
      ...(at === undefined ? {} : { extensions: { tongyuan: { at } } }),
    });
    expect(answer.errors).toBeUndefined();
    const { edges, pageInfo, totalCount } = Page.parse(answer.data).catalogue.items;
    for (const { node } of edges) items.set(z.object({ code: z.string() }).parse(node).code, JSON.stringify(node));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    if (after === null) expect(items.size).toBe(totalCount);
  } while (after !== null);
  return items;
}

/** Where a field comes from: whether it is locked, and who said it in which state, the one that counts most first. */
export function originsOf(item: PublicItem, field: string): { locked: boolean; said: string[] } {
  const found = item.fieldOrigins.find((one) => one.field === field);
  if (found === undefined) throw new Error(`${item.code} says nothing of the origin of ${field}.`);
  return {
    locked: found.locked,
    said: found.origins.map((origin) => `${origin.division.code} ${origin.level} ${origin.state}`),
  };
}

/** The head of the ledger, as a reader sees it. */
export async function headOf(app: TestApp): Promise<string> {
  const answer = await app.publicly('{ checkpoint { sequence } }');
  return z.object({ checkpoint: z.object({ sequence: z.string() }) }).parse(answer.data).checkpoint.sequence;
}
