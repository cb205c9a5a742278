import { beforeAll, expect, test } from 'vitest';
import { countByKind } from '../../../src/modules/publication/count-by-kind.js';
import { guide, settleCatalogue } from '../../support/builders-content.js';
import { content, corrected, headOf, placed, published, withdrawn } from '../../support/builders-publication.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

test('counts what stands at the sequence, each disclosure once', async () => {
  await placed(db, [content(), content(), content({ kind: 'STATISTIC' })]);
  const before = await headOf(db);
  const released = await published(db, guide());
  await corrected(db, released.id, { title: '改过的标题' });
  const corrections = await headOf(db);
  await withdrawn(db, released.id);
  const counts = async (at: bigint): Promise<unknown> => Object.fromEntries(await countByKind(db, { at }));
  expect(await counts(before)).toEqual({ GENERAL_INFORMATION: 2, STATISTIC: 1 });
  // What was withdrawn stands at no sequence, the earlier ones included.
  expect(await counts(corrections)).toEqual({ GENERAL_INFORMATION: 2, STATISTIC: 1 });
  const other = await published(db, guide());
  expect(await counts(other.sequence)).toEqual({ GENERAL_INFORMATION: 2, STATISTIC: 1, SERVICE_GUIDE: 1 });
  expect(await counts(0n)).toEqual({});
});
