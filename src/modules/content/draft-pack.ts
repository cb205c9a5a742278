import type { Sql } from '../../platform/db/sql.js';
import { findDivision } from '../jurisdictions/find-division.js';
import { type Pack, packFor } from '../rules/packs.js';
import type { Draft } from './draft.js';

/** The rules that hold where a draft belongs: all that a decision or an opinion has to look at besides the draft. */
export async function draftPack(db: Sql, draft: Pick<Draft, 'id' | 'divisionCode'>): Promise<Pack> {
  const division = await findDivision(db, draft.divisionCode);
  if (division === null) throw new Error(`The division of draft ${draft.id} is no longer in the register.`);
  return packFor(division.pack);
}
