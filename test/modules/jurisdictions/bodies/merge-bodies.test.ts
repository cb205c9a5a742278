import { describe, expect, test } from 'vitest';
import { currentBody } from '../../../../src/modules/jurisdictions/current-body.js';
import { findBody } from '../../../../src/modules/jurisdictions/find-body.js';
import { loadDirectory } from '../../../../src/modules/jurisdictions/load-directory.js';
import { mergeBodies, type MergerInput } from '../../../../src/modules/jurisdictions/bodies/merge-bodies.js';
import { registerBodies } from '../../../../src/modules/jurisdictions/bodies/register-bodies.js';
import { bodyForFunction } from '../../../../src/modules/jurisdictions/responsible-body.js';
import { readHead } from '../../../../src/modules/ledger/read-head.js';
import { UserErrors } from '../../../../src/platform/errors/user-errors.js';
import { testDatabase } from '../../../support/test-database.js';
import { codeOf, codesFor, faultsOf } from '../refusals.js';
import {
  actorWith,
  body,
  drafter,
  huangpuOffice,
  ids,
  operator,
  putuoOffice,
  settle,
  streetOffice,
} from '../small-country.js';

const db = await testDatabase();
await settle(db);

async function register(slug: string, functions: readonly string[], validTo?: string): Promise<string> {
  const kind = 'DEPARTMENT';
  const [made] = await db.transaction((tx) =>
    registerBodies(tx, operator, { bodies: [body({ slug, kind, functions, validTo })] }),
  );
  return made?.id ?? '';
}

function merge(input: MergerInput) {
  return db.transaction((tx) => mergeBodies(tx, putuoOffice, input));
}

describe('a merger', () => {
  test('ends one body the day before the other takes over, and moves nothing else', async () => {
    const old = await register('310107-enterprise', ['BUSINESS_SERVICE']);
    const heir = await register('310107-business', ['BUSINESS_ENVIRONMENT']);
    const before = await readHead(db);
    const ended = await merge({ predecessorId: old, successors: [{ bodyId: heir }], effectiveOn: '2026-04-01' });
    const { sequence } = await readHead(db);

    expect(ended).toMatchObject({ id: old, validTo: '2026-03-31', successorIds: [heir] });
    expect(await findBody(db, old)).toEqual(ended);
    expect(await findBody(db, heir)).toMatchObject({
      predecessorIds: [old],
      functions: ['BUSINESS_ENVIRONMENT'],
      validTo: null,
    });
    expect(sequence).toBe(before.sequence + 1n);
    const entries = await db.sql('select kind, subject from ledger_entry where sequence = $1 order by ordinal', [
      sequence,
    ]);
    expect(entries).toEqual([
      { kind: 'BODY_CHANGED', subject: old },
      { kind: 'BODY_CHANGED', subject: heir },
    ]);

    const earlier = await loadDirectory(db, before.sequence);
    expect(earlier.body(old)).toMatchObject({ validTo: null, successorIds: [] });
    expect(currentBody(earlier, old, '2026-04-01').id).toBe(old);
    const now = await loadDirectory(db, sequence);
    expect(currentBody(now, old, '2026-03-31').id).toBe(old);
    expect(currentBody(now, old, '2026-04-01').id).toBe(heir);
    expect(bodyForFunction(now, '310107', 'BUSINESS_SERVICE', '2026-03-31')).toMatchObject({
      body: { id: old },
      rule: 'R-P01',
    });
    expect(bodyForFunction(now, '310107', 'BUSINESS_SERVICE', '2026-04-01')).toMatchObject({
      body: { id: heir },
      rule: 'R-P06',
    });
  });

  test('may split a body by function', async () => {
    const old = await register('310107-both', ['CULTURE', 'TOURISM']);
    const culture = await register('310107-culture', []);
    const tourism = await register('310107-tourism', []);
    const successors = [
      { bodyId: culture, functions: ['CULTURE'] },
      { bodyId: tourism, functions: ['TOURISM'] },
    ];
    await merge({ predecessorId: old, successors, effectiveOn: '2026-04-01' });
    const now = await loadDirectory(db, (await readHead(db)).sequence);
    expect(bodyForFunction(now, '310107', 'CULTURE', '2026-04-01')?.body.id).toBe(culture);
    expect(bodyForFunction(now, '310107', 'TOURISM', '2026-04-01')?.body.id).toBe(tourism);
  });

  test('of a body that had ended keeps its last day', async () => {
    const old = await register('310107-ended', [], '2025-06-30');
    const ended = await merge({ predecessorId: old, successors: [{ bodyId: ids.putuo }], effectiveOn: '2026-01-01' });
    expect(ended.validTo).toBe('2025-06-30');
  });

  test('two at once cannot give one body two heirs', async () => {
    const old = await register('310107-torn', []);
    const heirs = [await register('310107-left', []), await register('310107-right', [])];
    const results = await Promise.allSettled(
      heirs.map((bodyId) => merge({ predecessorId: old, successors: [{ bodyId }], effectiveOn: '2026-04-01' })),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const lost = results.find((result) => result.status === 'rejected');
    expect(lost?.reason).toBeInstanceOf(UserErrors);
    expect((await findBody(db, old))?.successorIds).toHaveLength(1);
  });
});

describe('a merger is refused', () => {
  const effectiveOn = '2026-05-01';
  const faults = (input: MergerInput): Promise<string[]> => faultsOf(db, (tx) => mergeBodies(tx, operator, input));

  test('to whoever does not keep both divisions', async () => {
    const here = { predecessorId: ids.putuoCivil, successors: [{ bodyId: ids.putuo }], effectiveOn };
    expect(
      await codesFor(db, [actorWith(), drafter, huangpuOffice, streetOffice], (tx, actor) =>
        mergeBodies(tx, actor, here),
      ),
    ).toEqual(['FORBIDDEN']);
    const across = { predecessorId: ids.putuoCivil, successors: [{ bodyId: ids.huangpu }], effectiveOn };
    expect(await codesFor(db, [putuoOffice], (tx, actor) => mergeBodies(tx, actor, across))).toEqual(['FORBIDDEN']);
  });

  test('for an unknown body', async () => {
    const unknown = '00000000-0000-4000-8000-00000000dead';
    const input = { predecessorId: unknown, successors: [{ bodyId: ids.putuo }], effectiveOn };
    expect(await codeOf(db, (tx) => mergeBodies(tx, operator, input))).toBe('NOT_FOUND');
    expect(await faults({ predecessorId: ids.putuoCivil, successors: [{ bodyId: unknown }], effectiveOn })).toEqual([
      'INVALID successors.0.bodyId',
    ]);
  });

  test('without an heir, with itself, with one named twice, with one that does not stand that day', async () => {
    const predecessorId = ids.putuoCivil;
    const gone = await register('310107-gone', [], '2025-12-31');
    expect(await faults({ predecessorId, successors: [], effectiveOn })).toEqual(['REQUIRED successors R-P06']);
    expect(await faults({ predecessorId, successors: [{ bodyId: predecessorId }], effectiveOn })).toEqual([
      'INVALID successors.0.bodyId',
    ]);
    expect(await faults({ predecessorId, successors: [{ bodyId: gone }], effectiveOn })).toEqual([
      'INVALID successors.0.bodyId R-P06',
    ]);
    const twice = [
      { bodyId: ids.putuo, functions: ['CIVIL_AFFAIRS'] },
      { bodyId: ids.putuo, functions: [] },
    ];
    expect(await faults({ predecessorId, successors: twice, effectiveOn })).toEqual(['DUPLICATE successors.1.bodyId']);
  });

  test('on or before the first day of the body that ends', async () => {
    const input = { predecessorId: ids.putuoCivil, successors: [{ bodyId: ids.putuo }], effectiveOn: '2021-06-01' };
    expect(await faults(input)).toEqual(['INVALID effectiveOn']);
  });

  test('when shares leave a function without an heir, give it twice, or name a strange one', async () => {
    const predecessorId = await register('310107-shared', ['ALPHA', 'BETA']);
    const [one, other] = [await register('310107-one', []), await register('310107-other', [])];
    const share = (...lists: (string[] | null)[]) =>
      faults({
        predecessorId,
        successors: lists.map((functions, index) => ({ bodyId: index === 0 ? one : other, functions })),
        effectiveOn,
      });
    expect(await share(['ALPHA'], [])).toEqual(['RULE_VIOLATION successors R-P06']);
    expect(await share(['ALPHA', 'BETA'], ['BETA'])).toEqual(['RULE_VIOLATION successors R-P06']);
    expect(await share(['ALPHA', 'BETA'], ['GAMMA'])).toEqual(['RULE_VIOLATION successors R-P06']);
    expect(await share(['ALPHA', 'BETA'], null)).toEqual(['RULE_VIOLATION successors R-P06']);
    expect(await share(['ALPHA'])).toEqual(['RULE_VIOLATION successors R-P06']);
  });

  test('when the body has an heir already, and when the chain of heirs would come back', async () => {
    const [first, second] = [await register('310107-first', []), await register('310107-second', [])];
    await merge({ predecessorId: first, successors: [{ bodyId: second }], effectiveOn: '2026-06-01' });
    expect(
      await faults({ predecessorId: first, successors: [{ bodyId: ids.putuo }], effectiveOn: '2026-07-01' }),
    ).toEqual(['NOT_ALLOWED_HERE predecessorId']);
    expect(await faults({ predecessorId: second, successors: [{ bodyId: first }], effectiveOn })).toEqual([
      'INVALID successors.0.bodyId',
    ]);
  });
});
