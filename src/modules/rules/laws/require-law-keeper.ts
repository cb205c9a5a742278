import type { Tx } from '../../../platform/db/tx.js';
import { forbidden } from '../../../platform/errors/app-error.js';
import { type Actor, holds } from '../../identity/actor.js';
import { newest, selectDivisions } from '../../jurisdictions/select-directory.js';
import { type Pack, packFor } from '../packs.js';

/** Serialises those who change the register: what a text is called is asked of all of them. */
const registerLock = 1_400_001;

/**
 * The register is one for the whole store: kept by the disclosure office of a division that has none above it.
 * Holds it for change, and answers with the pack by which it is kept. Error: FORBIDDEN, as what is registered is no
 * secret.
 */
export async function requireLawKeeper(tx: Tx, actor: Actor): Promise<Pack> {
  await tx.sql('select pg_advisory_xact_lock($1)', [registerLock]);
  const tops = (await selectDivisions(tx, { at: newest })).filter((division) => division.parentCode === null);
  const kept = tops.find((top) => holds(actor, ['DISCLOSURE_OFFICE'], [top.code]));
  if (kept !== undefined) return packFor(kept.pack);
  throw forbidden('只有最上级的信息公开主管部门可以维护法规库。');
}
