import { z } from 'zod';

const answered = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).optional(),
  extensions: z.object({ tongyuan: z.object({ sequence: z.string() }) }).optional(),
});

export interface Question {
  readonly url: string;
  readonly query: string;
  readonly variables?: object;
  readonly token?: string;
  /** In milliseconds. */
  readonly patience?: number;
}

/** What came back; a connection that broke or a wait that was too long has the status 0. */
export interface Answer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly code: string | null;
  readonly message: string;
  readonly sequence: bigint | null;
}

/** One GraphQL request over HTTP, which may fail in any way a network can. */
export async function ask({ url, query, variables, token, patience = 10_000 }: Question): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(patience),
    });
    const { data, errors, extensions } = answered.parse(await response.json());
    const [error] = errors ?? [];
    return {
      status: response.status,
      data: error === undefined ? (data ?? null) : null,
      code: error?.extensions.code ?? null,
      message: error?.message ?? '',
      sequence: extensions === undefined ? null : BigInt(extensions.tongyuan.sequence),
    };
  } catch (error) {
    return { status: 0, data: null, code: 'NONE', message: String(error), sequence: null };
  }
}
