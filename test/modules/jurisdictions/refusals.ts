import { expect } from 'vitest';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { AppError } from '../../../src/platform/errors/app-error.js';
import { type UserError, UserErrors } from '../../../src/platform/errors/user-errors.js';
import type { Database } from '../../../src/platform/db/database.js';
import type { Tx } from '../../../src/platform/db/tx.js';
import { traces } from './small-country.js';

type Work = (tx: Tx) => Promise<unknown>;

/** Runs a verb that must be refused as a whole: nothing may be left behind. Returns what it threw. */
async function refusal(db: Database, work: Work): Promise<unknown> {
  const before = await traces(db);
  const error: unknown = await db.transaction(work).then(
    () => new Error('It was not refused.'),
    (thrown: unknown) => thrown,
  );
  expect(await traces(db)).toEqual(before);
  return error;
}

/** The faults an editor gets to see, as `[code, path]` or with the rule. */
export async function faultsOf(db: Database, work: Work): Promise<string[]> {
  const error = await refusal(db, work);
  if (!(error instanceof UserErrors)) throw error;
  return error.errors.map(printFault);
}

function printFault(fault: UserError): string {
  return [fault.code, fault.path.join('.'), fault.rule].filter(Boolean).join(' ');
}

/** The code of a refusal that is not for mending. */
export async function codeOf(db: Database, work: Work): Promise<string> {
  const error = await refusal(db, work);
  if (!(error instanceof AppError)) throw error;
  return error.code;
}

/** The codes these actors get, each once; none of them may leave anything behind. */
export async function codesFor(
  db: Database,
  actors: readonly Actor[],
  verb: (tx: Tx, actor: Actor) => Promise<unknown>,
): Promise<string[]> {
  const codes = new Set<string>();
  for (const actor of actors) codes.add(await codeOf(db, (tx) => verb(tx, actor)));
  return [...codes];
}
