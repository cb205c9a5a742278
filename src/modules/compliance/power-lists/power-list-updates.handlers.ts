import type { Handler } from '../../../platform/outbox/handler.js';
import { parseSequence } from '../../ledger/sequence.js';
import { closePowerListUpdates } from './close-power-list-updates.js';
import { openPowerListUpdates } from './open-power-list-updates.js';

/**
 * After every release: does a body have to update its list of powers and responsibilities, and did one that has to?
 * Both in one handler, so that a list that is published at once closes what was opened a moment later.
 */
export const powerListUpdates: Handler = {
  name: 'compliance.power-list-updates',
  topics: ['ledger.appended'],
  handle: async (tx, event) => {
    const sequence = parseSequence(event.key);
    if (sequence === null) throw new Error(`Not a sequence: ${event.key}`);
    await openPowerListUpdates(tx, sequence);
    await closePowerListUpdates(tx);
  },
};
