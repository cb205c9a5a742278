import type { Tx } from '../../../platform/db/tx.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { divisionScopes } from '../division-scopes.js';
import { requireKeeper } from '../jurisdictions-policy.js';
import type { Audience } from './audience.js';

export interface NewAudience {
  /** Given by seeds, which repeat; drawn where it is missing. */
  readonly id?: string;
  readonly divisionCode: string;
  /** As the audience column of the catalogue has it. */
  readonly description: string;
}

const longest = 200;

/**
 * Makes a described group an audience: from now on content may be released for it, and keys may be issued that see it
 * (R-H11). Audiences are not public, so there is no ledger entry. Errors: FORBIDDEN (keepers of the division), userErrors.
 */
export async function registerAudience(tx: Tx, actor: Actor, input: NewAudience): Promise<Audience> {
  const scopes = await divisionScopes(tx, input.divisionCode);
  requireKeeper(actor, scopes);
  const description = input.description.trim();
  if (scopes.length === 0) refuse({ code: 'INVALID', path: ['divisionCode'], message: '区划不存在。' });
  if (description === '' || description.length > longest) {
    const message = `请描述特定对象的身份，不超过${longest}字。`;
    refuse({ code: description === '' ? 'REQUIRED' : 'INVALID', path: ['description'], message, rule: 'CAT-14' });
  }
  const audience: Audience = { id: input.id ?? tx.ids.uuid(), divisionCode: input.divisionCode, description };
  const added = await tx.sql(
    `insert into audience (id, division_code, description, registered_by, registered_at) values ($1, $2, $3, $4, $5)
     on conflict (division_code, description) do nothing returning id`,
    [audience.id, audience.divisionCode, description, actor.accountId, tx.clock.now()],
  );
  if (added.length === 0) refuse({ code: 'DUPLICATE', path: ['description'], message: '本级已登记这一特定对象。' });
  await recordAudit(tx, actor, { verb: 'register-audience', subject: `audience:${audience.id}` });
  return audience;
}
