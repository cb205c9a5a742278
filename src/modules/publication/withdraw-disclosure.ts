import type { Tx } from '../../platform/db/tx.js';
import { conflict, forbidden, notFound } from '../../platform/errors/app-error.js';
import { refuse, UserErrors } from '../../platform/errors/user-errors.js';
import { refuseUncleanText } from '../content/text/text-hygiene.js';
import { type Actor, holds } from '../identity/actor.js';
import { recordAudit } from '../identity/record-audit.js';
import { appendRelease } from '../ledger/append-release.js';
import { explainErrors } from '../rules/explain-errors.js';
import type { Tombstone } from './find-tombstones.js';
import { holdingScopes } from './holding-scopes.js';
import { lockDisclosure } from './lock-disclosure.js';
import { packOf } from './pack-of.js';
import { bury } from './version-writes.js';

export interface WithdrawDisclosureInput {
  readonly id: string;
  /** Shown to the public in place of the text. */
  readonly reason: string;
  /** The version that was read; left out = whatever stands. */
  readonly expectedVersion?: number | null;
}

const longestReason = 500;

/**
 * Takes a disclosure back: from now on only its tombstone shows, at every sequence, and its number is never given again.
 * Errors: NOT_FOUND, FORBIDDEN (EDITOR or DISCLOSURE_OFFICE of the body that answers for it), CONFLICT, userErrors.
 */
export async function withdrawDisclosure(tx: Tx, actor: Actor, input: WithdrawDisclosureInput): Promise<Tombstone> {
  refuseUncleanText(input);
  const disclosure = await lockDisclosure(tx, input.id);
  if (!holds(actor, ['EDITOR', 'DISCLOSURE_OFFICE'], await holdingScopes(tx, disclosure))) {
    // That it exists at all is no news only where everybody can read it.
    throw disclosure.audienceIds === null ? forbidden('您无权撤回该公开信息。') : notFound();
  }
  if (input.expectedVersion != null && input.expectedVersion !== disclosure.latestVersion) {
    throw conflict(input.expectedVersion, disclosure.latestVersion);
  }
  const reason = input.reason.trim();
  if (disclosure.withdrawn) refuse({ code: 'NOT_ALLOWED_HERE', path: ['id'], message: '该公开信息已撤回。' });
  if (reason === '') {
    const message = '撤回已公开的信息应当说明理由。';
    const fault = { code: 'REQUIRED', path: ['reason'], message, rule: 'R-A15' } as const;
    throw new UserErrors(explainErrors(await packOf(tx, disclosure.divisionCode), [fault]));
  }
  if (reason.length > longestReason) {
    refuse({ code: 'INVALID', path: ['reason'], message: `撤回理由不得超过${longestReason}字。` });
  }

  const withdrawnAt = tx.clock.now();
  await recordAudit(tx, actor, {
    verb: 'withdraw-disclosure',
    subject: `disclosure:${disclosure.id}`,
    details: { version: disclosure.latestVersion, indexNo: disclosure.indexNo },
  });
  const { sequence } = await appendRelease(tx, {
    entries: [
      {
        kind: 'DISCLOSURE_WITHDRAWN',
        subject: disclosure.id,
        version: disclosure.latestVersion,
        audienceIds: disclosure.audienceIds,
      },
    ],
    writes: bury(disclosure.id, { reason, at: withdrawnAt }),
  });
  const { id, indexNo, kind, latestVersion: lastVersion } = disclosure;
  return { id, indexNo, kind, lastVersion, withdrawnAt, sequence, reason };
}
