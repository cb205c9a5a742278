import { expect, test } from 'vitest';
import { seedActor } from '../../../seeds/seed-actor.js';
import { seedJurisdictions } from '../../../seeds/seed-jurisdictions.js';
import { loadChain } from '../../../src/modules/jurisdictions/load-chain.js';
import { loadDirectory } from '../../../src/modules/jurisdictions/load-directory.js';
import { newest } from '../../../src/modules/jurisdictions/select-directory.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
await seedJurisdictions(db, seedActor);

test('answers about a division and those above it as the whole directory does', async () => {
  const whole = await loadDirectory(db, newest);
  const part = await loadChain(db, { divisionCode: '310107005' }, { at: newest });
  expect(part.divisions().map((division) => division.code)).toEqual(['310000', '310107', '310107005']);
  expect(part.chain('310107005')).toEqual(whole.chain('310107005'));
  for (const code of ['310000', '310107', '310107005']) {
    const heirs = whole.bodies().filter((body) => body.predecessorIds.length > 0);
    const expected = whole.bodiesOf(code);
    expect(part.bodiesOf(code)).toEqual(expected);
    for (const heir of heirs) expect(part.body(heir.id)).toEqual(heir);
  }
});

test('is empty for an unknown division', async () => {
  expect((await loadChain(db, { divisionCode: '999999' }, { at: newest })).divisions()).toEqual([]);
});
