import type { Actor } from '../src/modules/identity/actor.js';
import { stableId } from './stable-id.js';

/** Who loads reference and demo data: may do everything an operator may, and cannot sign in. */
export const seedActor: Actor = {
  accountId: stableId('account', 'seed'),
  displayName: '数据装载',
  grants: [
    { role: 'OPERATOR', scope: '*' },
    { role: 'DISCLOSURE_OFFICE', scope: '*' },
  ],
};
