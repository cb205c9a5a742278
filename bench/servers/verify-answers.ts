import { z } from 'zod';
import type { Contestant, Work } from './contestant.js';

const usual = z.object({
  id: z.string(),
  indexNo: z.string(),
  kind: z.string(),
  title: z.string(),
  summary: z.string().nullable(),
  digest: z.string(),
  publishedAt: z.string(),
  content: z.object({ html: z.string() }).optional(),
  responsibleBody: z.object({ name: z.string() }),
  item: z.object({ code: z.string(), name: z.string() }),
});
const postgraphile = usual.omit({ id: true, content: true, responsibleBody: true, item: true }).extend({
  rowId: z.string(),
  html: z.string().optional(),
  bodyByBodyId: z.object({ name: z.string() }),
  itemByItemCode: z.object({ code: z.string(), name: z.string() }),
});
const node = z.union([usual, postgraphile]);
const edges = z.object({ edges: z.array(z.object({ node })) });
const answer = z.object({
  data: z.union([
    z.object({ disclosure: node }),
    z.object({ disclosureByRowId: node }),
    z.object({ disclosures: edges }),
    z.object({ allDisclosures: edges }),
  ]),
});

/** One record, whoever says it and under whatever names. */
export function recordsOf(text: string): Readonly<Record<string, unknown>>[] {
  const { data } = answer.parse(JSON.parse(text));
  if ('disclosure' in data) return [plain(data.disclosure)];
  if ('disclosureByRowId' in data) return [plain(data.disclosureByRowId)];
  const list = 'disclosures' in data ? data.disclosures : data.allDisclosures;
  return list.edges.map((edge) => plain(edge.node));
}

function plain(one: z.infer<typeof node>): Readonly<Record<string, unknown>> {
  const { indexNo, kind, title, summary, digest } = one;
  const own =
    'rowId' in one
      ? { id: one.rowId, html: one.html, body: one.bodyByBodyId, item: one.itemByItemCode }
      : { id: one.id, html: one.content?.html, body: one.responsibleBody, item: one.item };
  return { ...own, indexNo, kind, title, summary, digest, publishedAt: new Date(one.publishedAt).getTime() };
}

export async function ask({ port, path }: Pick<Contestant, 'port' | 'path'>, question: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: question,
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status}: ${text.slice(0, 300)}`);
  return text;
}

/** Asks every question of the work once, a few at a time. */
export async function askAll(contestant: Contestant, work: Work): Promise<void> {
  const waiting = [...contestant.questions[work]];
  const askOn = async (): Promise<void> => {
    for (let question = waiting.pop(); question !== undefined; question = waiting.pop())
      await ask(contestant, question);
  };
  await Promise.all(Array.from({ length: 8 }, askOn));
}

/** Asks every server for the first `many` records of the work. Errors: the first difference, with both sides. */
export async function verifyAnswers(contestants: readonly Contestant[], work: Work, many: number): Promise<void> {
  const [first, ...others] = contestants;
  if (first === undefined) return;
  for (let index = 0; index < many; index += 1) {
    const expected = await recordsAt(first, work, index);
    if (expected === '[]') throw new Error(`${first.name} has no record for question ${index} of ${work}.`);
    for (const other of others) {
      const said = await recordsAt(other, work, index);
      if (said !== expected) {
        throw new Error(`${other.name} answers ${work} unlike ${first.name}:\n${said}\n${expected}`);
      }
    }
  }
}

async function recordsAt(contestant: Contestant, work: Work, index: number): Promise<string> {
  const question = contestant.questions[work][index % contestant.questions[work].length] ?? '';
  try {
    return JSON.stringify(recordsOf(await ask(contestant, question)));
  } catch (error) {
    throw new Error(`${contestant.name} does not answer ${work}: ${question}`, { cause: error });
  }
}
