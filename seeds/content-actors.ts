import type { Actor, Role } from '../src/modules/identity/actor.js';
import type { ContentActors } from './seed-contents.js';
import { stableId } from './stable-id.js';

/** The people of the demo's paper trail: six different ones, with no account, so that nobody can sign in as them. */
export const contentActors: ContentActors = {
  drafter: person('drafter', '演示拟稿人', 'DRAFTER'),
  signer: person('signer', '演示签发人', 'SIGNER'),
  preliminary: person('preliminary', '演示初审人', 'PRELIMINARY_REVIEWER'),
  second: person('second', '演示复审人', 'SECOND_REVIEWER'),
  final: person('final', '演示审定人', 'FINAL_REVIEWER'),
  editor: person('editor', '演示编辑', 'EDITOR'),
};

function person(key: string, displayName: string, role: Role): Actor {
  return { accountId: stableId('account', `seed-${key}`), displayName, grants: [{ role, scope: '*' }] };
}
