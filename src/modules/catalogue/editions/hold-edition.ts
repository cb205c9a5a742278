import type { Tx } from '../../../platform/db/tx.js';
import { conflict, notFound } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../identity/actor.js';
import { type Place, readPlace, scopesOf } from '../editing/open-item.js';
import { refuseUnder } from '../editing/refuse-under.js';
import { type Edition, editionStateLabels, type EditionState, nextStates } from './edition.js';
import { lockEdition } from './find-edition.js';

/** What every step of an edition takes. */
export interface EditionStep {
  readonly editionId: string;
  /** The version that was seen; whoever proposed something since must be read first. */
  readonly expectedVersion?: number | null;
}

export interface HeldEdition extends Place {
  readonly edition: Edition;
}

type Policy = (actor: Actor, edition: Edition, scopes: readonly string[]) => void;

/**
 * Holds an edition for a step. Errors: NOT_FOUND for whoever may not see it, FORBIDDEN by the policy, CONFLICT where it
 * moved on; as data NOT_ALLOWED_HERE from a state that does not lead there.
 */
export async function holdEdition(
  tx: Tx,
  actor: Actor,
  { step, to, policy }: { readonly step: EditionStep; readonly to: EditionState; readonly policy: Policy },
): Promise<HeldEdition> {
  const edition = await lockEdition(tx, step.editionId);
  const place = edition === null ? null : await readPlace(tx, edition.divisionCode, edition);
  if (edition === null || place === null) throw notFound();
  policy(actor, edition, scopesOf(place));
  if (step.expectedVersion != null && step.expectedVersion !== edition.version) {
    throw conflict(step.expectedVersion, edition.version);
  }
  if (!nextStates[edition.state].includes(to)) {
    const message = `修订稿${editionStateLabels[edition.state]}，不能转为“${editionStateLabels[to]}”。`;
    const inputs = [
      { name: '修订稿', value: edition.title },
      { name: '状态', value: editionStateLabels[edition.state] },
    ];
    refuseUnder(place.pack, { code: 'NOT_ALLOWED_HERE', path: ['editionId'], message, rule: 'R-I13', inputs });
  }
  return { ...place, edition };
}
