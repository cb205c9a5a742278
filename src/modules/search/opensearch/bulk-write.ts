import { z } from 'zod';
import type { IndexItem } from './index-document.js';
import { askPatiently, type OpenSearchClient, OpenSearchFailure, restAfter } from './opensearch-client.js';

export interface RefusedItem {
  readonly disclosureId: string;
  readonly reason: string;
}

const patience = 30_000;
const mostItems = 1_000;
const mostCharacters = 2_000_000;
const attempts = 6;

const status = { written: [200, 201], olderThanThere: 409, busy: 429 } as const;
const answers = z.object({
  items: z.array(
    z.object({
      index: z.object({ status: z.number(), error: z.object({ type: z.string(), reason: z.string() }).optional() }),
    }),
  ),
});

interface Line {
  readonly item: IndexItem;
  readonly text: string;
}

/**
 * Writes items, each judged alone: one that is there in a newer state is written, one that finds the server busy is
 * tried again. Returns what the index will never take. Errors: OpenSearchFailure for everything that may pass.
 */
export async function bulkWrite(
  client: OpenSearchClient,
  alias: string,
  items: readonly IndexItem[],
): Promise<RefusedItem[]> {
  const refused: RefusedItem[] = [];
  for (const chunk of chunks(items)) refused.push(...(await writeChunk(client, alias, chunk)));
  return refused;
}

/** Makes everything written so far visible to searches. */
export async function refresh(client: OpenSearchClient, alias: string): Promise<void> {
  await askPatiently(client, { method: 'POST', path: `/${alias}/_refresh`, patience });
}

async function writeChunk(client: OpenSearchClient, alias: string, chunk: readonly Line[]): Promise<RefusedItem[]> {
  const refused: RefusedItem[] = [];
  let open = chunk;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    if (attempt > attempts) throw new OpenSearchFailure('OpenSearch has too much to do.', status.busy);
    if (attempt > 1) await restAfter(attempt - 1);
    // Without the alias nothing may be written: the server would make an index of its own invention.
    const { body } = await askPatiently(client, {
      method: 'POST',
      path: `/${alias}/_bulk?require_alias=true`,
      lines: open.map((line) => line.text).join(''),
      patience,
    });
    const { items } = answers.parse(body);
    const again: Line[] = [];
    for (const [at, line] of open.entries()) {
      const result = items[at]?.index;
      if (result === undefined) throw new OpenSearchFailure('OpenSearch left out an answer.', 0);
      const verdict = judge(result.status, result.error?.type ?? '');
      if (verdict === 'again') again.push(line);
      if (verdict === 'refused') {
        const reason = `${result.error?.type ?? result.status}: ${result.error?.reason ?? ''}`;
        refused.push({ disclosureId: line.item.disclosureId, reason });
      }
    }
    open = again;
  }
  return refused;
}

function judge(code: number, type: string): 'done' | 'again' | 'refused' {
  if (status.written.some((written) => written === code) || code === status.olderThanThere) return 'done';
  if (code === status.busy) return 'again';
  if (code === 400) return 'refused';
  throw new OpenSearchFailure(`OpenSearch did not write: ${type}`, code);
}

function* chunks(items: readonly IndexItem[]): Generator<Line[]> {
  let chunk: Line[] = [];
  let size = 0;
  for (const item of items) {
    const action = { index: { _id: item.key, version: item.asOf, version_type: 'external_gte' } };
    const text = `${JSON.stringify(action)}\n${JSON.stringify(item.document)}\n`;
    if (chunk.length === mostItems || (chunk.length > 0 && size + text.length > mostCharacters)) {
      yield chunk;
      chunk = [];
      size = 0;
    }
    chunk.push({ item, text });
    size += text.length;
  }
  if (chunk.length > 0) yield chunk;
}
