import type { Sql } from '../../../platform/db/sql.js';
import type { Audience } from './audience.js';

const columns = `id, division_code as "divisionCode", description`;

/** Every audience of the divisions, by division and description. */
export function listAudiences(db: Sql, divisionCodes: readonly string[]): Promise<Audience[]> {
  return db.sql<Audience>(
    `select ${columns} from audience where division_code = any($1::text[]) order by audience.division_code, description`,
    [divisionCodes],
  );
}

/**
 * The audience that each description means at a division: its own, else that of the nearest division above.
 * `scopes`: the division, then those above it. A description nobody registered is absent.
 */
export async function findAudiences(
  db: Sql,
  scopes: readonly string[],
  descriptions: readonly string[],
): Promise<Map<string, Audience>> {
  const found = await db.sql<Audience>(
    `select ${columns} from audience where division_code = any($1::text[]) and description = any($2::text[])`,
    [scopes, descriptions],
  );
  const farFirst = found.toSorted(
    (one, other) => scopes.indexOf(other.divisionCode) - scopes.indexOf(one.divisionCode),
  );
  return new Map(farFirst.map((audience) => [audience.description, audience]));
}
