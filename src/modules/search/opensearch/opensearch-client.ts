import { setTimeout as rest } from 'node:timers/promises';
import { Client, errors } from '@opensearch-project/opensearch';

export interface OpenSearchAsk {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  readonly path: string;
  readonly body?: object;
  /** Newline-delimited JSON, for `_bulk` alone. */
  readonly lines?: string;
  /** Statuses that are an answer and not a failure. */
  readonly accept?: readonly number[];
  /** Milliseconds. */
  readonly patience: number;
}

export interface OpenSearchAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A server of an index, or a cluster of them behind one address. */
export interface OpenSearchClient {
  /** One attempt. Rejects with `OpenSearchFailure`. */
  ask(question: OpenSearchAsk): Promise<OpenSearchAnswer>;
  /** Rejects unless the server answers within half a second. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** No answer, or one that is a refusal; the message names neither address nor credentials. */
export class OpenSearchFailure extends Error {
  constructor(
    message: string,
    /** Of the refusal; 0 without an answer. */
    readonly status: number,
  ) {
    super(message);
    this.name = 'OpenSearchFailure';
  }
}

const pingPatience = 500;
const busy = 429;
const attempts = 6;
const firstRest = 100;

export function openOpenSearch(url: string): OpenSearchClient {
  const client = new Client({ node: url, maxRetries: 0 });
  const ask = async ({ method, path, body, lines, accept, patience }: OpenSearchAsk): Promise<OpenSearchAnswer> => {
    try {
      const answer = await client.transport.request(
        { method, path, ...(body === undefined ? {} : { body }), ...(lines === undefined ? {} : { bulkBody: lines }) },
        { requestTimeout: patience, maxRetries: 0, ignore: [...(accept ?? [])] },
      );
      const content: unknown = answer.body;
      return { status: answer.statusCode ?? 0, body: content };
    } catch (error) {
      throw failureOf(error);
    }
  };
  return {
    ask,
    ping: async () => {
      await ask({ method: 'GET', path: '/', patience: pingPatience });
    },
    close: () => client.close(),
  };
}

/** Asks again, each time after a longer rest, while the server says that it has too much to do. */
export async function askPatiently(client: OpenSearchClient, question: OpenSearchAsk): Promise<OpenSearchAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await client.ask({ ...question, accept: [...(question.accept ?? []), busy] });
    if (answer.status !== busy) return answer;
    if (attempt === attempts) throw new OpenSearchFailure('OpenSearch has too much to do.', busy);
    await restAfter(attempt);
  }
}

export function restAfter(attempt: number): Promise<void> {
  return rest(firstRest * 2 ** (attempt - 1));
}

function failureOf(error: unknown): OpenSearchFailure {
  if (error instanceof errors.ResponseError) {
    return new OpenSearchFailure(`OpenSearch refused with status ${error.statusCode}.`, error.statusCode);
  }
  if (error instanceof errors.TimeoutError) return new OpenSearchFailure('OpenSearch did not answer in time.', 0);
  return new OpenSearchFailure(`OpenSearch cannot be reached: ${error instanceof Error ? error.name : 'unknown'}.`, 0);
}
