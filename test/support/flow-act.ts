import { z } from 'zod';
import type { TestApp } from './test-app.js';

const explanation = z.object({
  rule: z.string(),
  clause: z.string().nullable(),
  pack: z.string(),
  packVersion: z.string(),
  calendarVersion: z.string().nullable(),
  inputs: z.array(z.object({ name: z.string(), value: z.string() })),
  text: z.string(),
});
const userError = z.object({
  code: z.string(),
  path: z.array(z.string()),
  message: z.string(),
  rule: z.string().nullable(),
  explanation: explanation.nullable(),
});
const answered = z.looseObject({ userErrors: z.array(userError) });

export type ToldError = z.infer<typeof userError>;

export interface Act {
  readonly mutation: string;
  readonly input: object;
  /** Selection of the payload beside `userErrors`. */
  readonly fields?: string;
}

export interface Outcome {
  readonly payload: Readonly<Record<string, unknown>>;
  /** What the editor can mend. */
  readonly told: readonly ToldError[];
  /** The code of a refusal that is no matter of mending. */
  readonly code: string | null;
}

/** Somebody does one thing through the editorial endpoint, in a session of his own; null = without signing in. */
export async function act(app: TestApp, login: string | null, wanted: Act): Promise<Outcome> {
  return actWith(app, login === null ? undefined : await app.signIn(login), wanted);
}

/** The same with a session that is open already: what it leaves is the act's alone. */
export async function actWith(
  app: TestApp,
  token: string | undefined,
  { mutation, input, fields = '' }: Act,
): Promise<Outcome> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${fields}
    userErrors { code path message rule explanation { rule clause pack packVersion calendarVersion inputs { name value } text } } } }`;
  const answer = await app.editorially({ query, variables: { input } }, token);
  const [error] = answer.errors ?? [];
  if (error !== undefined) return { payload: {}, told: [], code: error.extensions.code };
  const { done } = z.object({ done: answered }).parse(answer.data);
  const { userErrors, ...payload } = done;
  return { payload, told: userErrors, code: null };
}

/** What the act left, in the shape asked for; anything but success ends the test. */
export async function achieve<Shape>(
  app: TestApp,
  login: string,
  wanted: Act & { readonly shape: z.ZodType<Shape> },
): Promise<Shape> {
  const { payload, told, code } = await act(app, login, wanted);
  if (code !== null || told.length > 0) {
    throw new Error(`${login} could not ${wanted.mutation}: ${code ?? ''} ${JSON.stringify(told)}`);
  }
  return wanted.shape.parse(payload);
}

/** Rules named by a refusal, in its order. */
export function rulesOf({ told }: Pick<Outcome, 'told'>): (string | null)[] {
  return told.map((error) => error.rule);
}
