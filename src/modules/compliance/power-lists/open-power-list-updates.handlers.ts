import type { Handler } from '../../../platform/outbox/handler.js';
import { parseSequence } from '../../ledger/sequence.js';
import { openPowerListUpdates } from './open-power-list-updates.js';

/** After every release that tells of bodies: does one of them have to update its list of powers and responsibilities? */
export const powerListUpdates: Handler = {
  name: 'compliance.open-power-list-updates',
  topics: ['ledger.appended'],
  handle: async (tx, event) => {
    const sequence = parseSequence(event.key);
    if (sequence === null) throw new Error(`Not a sequence: ${event.key}`);
    await openPowerListUpdates(tx, sequence);
  },
};
