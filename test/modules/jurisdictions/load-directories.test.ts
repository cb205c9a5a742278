import { expect, test, vi } from 'vitest';
import { renameBody } from '../../../src/modules/jurisdictions/bodies/rename-body.js';
import { loadDirectories } from '../../../src/modules/jurisdictions/load-directories.js';
import { loadDirectory } from '../../../src/modules/jurisdictions/load-directory.js';
import { appendRelease } from '../../../src/modules/ledger/append-release.js';
import { testDatabase } from '../../support/test-database.js';
import { ids, operator, settle } from './small-country.js';

const db = await testDatabase();
await settle(db);

test('is the directory of each sequence, read once where nothing of it changed in between', async () => {
  const rename = (name: string) => db.transaction((tx) => renameBody(tx, operator, { bodyId: ids.putuoCivil, name }));
  const entry = { kind: 'CATALOGUE_CHANGED', subject: '310107/ZH-01' } as const;
  const elsewhere = () => db.transaction((tx) => appendRelease(tx, { entries: [entry], writes: [] }));
  await rename('普陀区民政和养老局');
  await elsewhere();
  await elsewhere();
  await rename('普陀区民政局');
  await elsewhere();
  const [head] = await db.sql<{ sequence: string }>('select sequence::text from ledger_head');
  const sequences = Array.from({ length: Number(head?.sequence) }, (_, index) => BigInt(index + 1));
  expect(sequences.length).toBe(7);

  const statements = vi.spyOn(db, 'sql');
  const found = await loadDirectories(db, sequences);
  // Divisions, bodies, two names.
  expect(statements.mock.calls.length).toBe(1 + 4);
  statements.mockRestore();
  for (const sequence of sequences) {
    const alone = await loadDirectory(db, sequence);
    expect(found.get(sequence)?.divisions()).toEqual(alone.divisions());
    expect(found.get(sequence)?.bodies()).toEqual(alone.bodies());
    expect(found.get(sequence)?.today).toBe(alone.today);
  }
  expect(found.get(4n)).toBe(found.get(3n));
  expect(found.get(6n)).not.toBe(found.get(5n));
  expect((await loadDirectories(db, [])).size).toBe(0);
});
