import { expect } from 'vitest';
import { everythingStored } from './everything-stored.js';
import { type Act, actWith, type Outcome } from './flow-act.js';
import type { TestApp } from './test-app.js';

/** Somebody tries what must be refused: shows that no row of any table changed, and answers with what he is told. */
export async function refusedTo(app: TestApp, login: string, wanted: Act): Promise<Outcome> {
  const token = await app.signIn(login);
  const before = await everythingStored(app.db);
  const outcome = await actWith(app, token, wanted);
  expect(await everythingStored(app.db)).toEqual(before);
  return outcome;
}

/** What of each refusal a flow is about. */
export function reasonsOf({ code, told }: Outcome): string[] {
  if (code !== null) return [code];
  return told.map((error) => `${error.code} ${error.rule ?? ''} ${error.path.join('.')}`);
}
