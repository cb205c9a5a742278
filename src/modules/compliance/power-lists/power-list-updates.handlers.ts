import { afterReleases } from '../../ledger/after-releases.js';
import { releasesOf } from '../../ledger/releases-of.js';
import { closePowerListUpdates } from './close-power-list-updates.js';
import { openPowerListUpdates } from './open-power-list-updates.js';

/**
 * After every release of a disclosure or of bodies: does a body have to update its list of powers and responsibilities,
 * and did one that has to? Both in one handler, so that a list that is published at once closes what was opened a
 * moment later, and what a body published in its last days counts before its task passes on.
 */
export const powerListUpdates = afterReleases({
  name: 'compliance.power-list-updates',
  kinds: ['BODY_CHANGED', 'DISCLOSURE_PUBLISHED', 'DISCLOSURE_CORRECTED'],
  work: async (tx, sequences) => {
    await closePowerListUpdates(tx);
    // What is asked is what stands now: the first of them asks for all.
    const [told] = await releasesOf(tx, sequences, 'BODY_CHANGED');
    if (told !== undefined) await openPowerListUpdates(tx, told);
    await closePowerListUpdates(tx);
  },
});
