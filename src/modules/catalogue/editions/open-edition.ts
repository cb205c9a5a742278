import type { Tx } from '../../../platform/db/tx.js';
import { forbidden } from '../../../platform/errors/app-error.js';
import { refuse } from '../../../platform/errors/user-errors.js';
import { type Actor, holds, type Role } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { openPlace } from '../editing/open-item.js';
import type { Edition } from './edition.js';
import { moveEdition } from './move-edition.js';

export interface OpenEdition {
  readonly divisionCode: string;
  /** What the edition is about, for those who review it. */
  readonly title: string;
}

const longestTitle = 200;
const roles: readonly Role[] = ['DISCLOSURE_OFFICE'];

/** Begins an edition of a division's catalogue. Errors: NOT_FOUND, FORBIDDEN; as data: REQUIRED, INVALID. */
export async function openEdition(tx: Tx, actor: Actor, input: OpenEdition): Promise<Edition> {
  const place = await openPlace(tx, actor, { divisionCode: input.divisionCode, roles, cites: false });
  if (!holds(actor, roles, [place.division.code])) throw forbidden('目录修订稿由本级信息公开主管部门起草。');
  const title = input.title.trim();
  if (title === '') refuse({ code: 'REQUIRED', path: ['title'], message: '请填写修订稿的标题。' });
  if (title.length > longestTitle) {
    refuse({ code: 'INVALID', path: ['title'], message: `标题不得超过${longestTitle}字。` });
  }
  const id = tx.ids.uuid();
  await recordAudit(tx, actor, {
    verb: 'open-edition',
    subject: `edition:${id}`,
    details: { division: place.division.code },
  });
  await tx.sql(
    `insert into catalogue_edition (id, division_code, title, state, version, created_by, created_at, updated_at)
     values ($1, $2, $3, 'DRAFT', 0, $4, $5, $5)`,
    [id, place.division.code, title, actor.accountId, tx.clock.now()],
  );
  return moveEdition(tx, actor, { id, to: 'DRAFT' });
}
