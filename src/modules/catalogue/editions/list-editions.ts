import type { Sql } from '../../../platform/db/sql.js';
import type { Actor } from '../../identity/actor.js';
import { divisionScopes } from '../../jurisdictions/division-scopes.js';
import { type Edition, type EditionState, editionStates } from './edition.js';
import { seesEdition } from './edition-policy.js';
import { findEdition, selectEditions } from './find-edition.js';

export interface EditionsWanted {
  readonly divisionCode: string;
  /** Of the divisions directly below too: what waits for this one's review. */
  readonly fromBelow?: boolean | null;
  readonly states?: readonly EditionState[] | null;
}

/** Editions that the actor may see (R-I14), newest first; at most 500. */
export async function listEditions(db: Sql, actor: Actor, wanted: EditionsWanted): Promise<Edition[]> {
  const { divisionCode, fromBelow, states } = wanted;
  const scopes = await divisionScopes(db, divisionCode);
  const below = fromBelow === true ? await divisionsUnder(db, divisionCode) : [];
  const found = await selectEditions(db, {
    divisionCodes: [divisionCode, ...below],
    states: states ?? editionStates,
  });
  return found.filter((edition) => {
    return seesEdition(
      actor,
      edition,
      edition.divisionCode === divisionCode ? scopes : [edition.divisionCode, ...scopes],
    );
  });
}

/** Null for what is not there and for what the actor may not see. */
export async function findVisibleEdition(db: Sql, actor: Actor, id: string): Promise<Edition | null> {
  const edition = await findEdition(db, id);
  if (edition === null) return null;
  return seesEdition(actor, edition, await divisionScopes(db, edition.divisionCode)) ? edition : null;
}

async function divisionsUnder(db: Sql, divisionCode: string): Promise<string[]> {
  const rows = await db.sql<{ code: string }>(
    'select code from division where parent_code = $1 and to_sequence is null order by position',
    [divisionCode],
  );
  return rows.map((row) => row.code);
}
