import { expect, test } from 'vitest';
import { openPowerListUpdates } from '../../../../src/modules/compliance/power-lists/open-power-list-updates.js';
import { abolishBody } from '../../../../src/modules/jurisdictions/bodies/abolish-body.js';
import { mergeBodies } from '../../../../src/modules/jurisdictions/bodies/merge-bodies.js';
import { registerBodies } from '../../../../src/modules/jurisdictions/bodies/register-bodies.js';
import { renameBody } from '../../../../src/modules/jurisdictions/bodies/rename-body.js';
import { readHead } from '../../../../src/modules/ledger/read-head.js';
import { closeTasks } from '../../../../src/modules/tasks/close-tasks.js';
import { ManualClock } from '../../../../src/platform/clock/clock.js';
import { testDatabase } from '../../../support/test-database.js';
import { body, ids, operator, settle } from '../../jurisdictions/small-country.js';

const clock = new ManualClock('2026-04-01T09:00:00+08:00');
const db = await testDatabase({ clock });
await settle(db);
const [first, second, lone, heir, next, other] = await db.transaction((tx) =>
  registerBodies(tx, operator, {
    bodies: ['ALPHA', 'BETA', 'GAMMA', 'DELTA', 'EPSILON', 'ZETA'].map((fn) =>
      body({ slug: `310107-${fn.toLowerCase()}`, kind: 'DEPARTMENT', functions: [fn] }),
    ),
  }),
);

async function merged(predecessorId: string | undefined, effectiveOn: string): Promise<bigint> {
  const merger = { predecessorId: predecessorId ?? '', successors: [{ bodyId: ids.putuoCivil }], effectiveOn };
  await db.transaction((tx) => mergeBodies(tx, operator, merger));
  return (await readHead(db)).sequence;
}

const look = (sequence: bigint) => db.transaction((tx) => openPowerListUpdates(tx, sequence));
const tasks = () =>
  db.sql<{ subject: string; state: string; due: string; from: string[] }>(
    `select subject, state, due_date::text as due,
       array(select one ->> 'effectiveOn' from jsonb_array_elements(details -> 'takeovers') as one) as from
     from task order by opened_at, id`,
  );
const due = { subject: ids.putuoCivil, due: '2026-04-03' };

test('what a body takes over while it is asked joins the one task, the earlier day stays, in any order', async () => {
  const early = await merged(first?.id, '2026-03-20');
  const later = await merged(second?.id, '2026-04-01');
  expect(await look(later)).toHaveLength(1);
  expect(await look(early)).toEqual([]);
  expect(await look(later)).toEqual([]);
  expect(await tasks()).toEqual([{ ...due, state: 'OPEN', from: ['2026-03-20', '2026-04-01'] }]);
});

test('what was done is not asked for again; what comes later is, and nothing before its day', async () => {
  const accountId = operator.accountId;
  await db.transaction((tx) =>
    closeTasks(tx, { kind: 'POWER_LIST_UPDATE', subjects: [ids.putuoCivil], outcome: 'PUBLISHED', accountId }),
  );
  await db.transaction((tx) => renameBody(tx, operator, { bodyId: first?.id ?? '', name: '旧机关' }));
  expect(await look((await readHead(db)).sequence)).toEqual([]);

  await db.transaction((tx) => abolishBody(tx, operator, { bodyId: lone?.id ?? '', effectiveOn: '2026-04-08' }));
  const { sequence } = await readHead(db);
  expect(await look(sequence)).toEqual([]);
  clock.set('2026-04-08T00:00:00+08:00');
  expect(await look(sequence)).toHaveLength(1);
  expect(await tasks()).toEqual([
    { ...due, state: 'DONE', from: ['2026-03-20', '2026-04-01'] },
    { subject: ids.putuo, state: 'OPEN', due: '2026-04-22', from: ['2026-04-08'] },
  ]);
});

const successor = (body: { id: string } | undefined, functions?: string[]) => ({ bodyId: body?.id ?? '', functions });
const merge = (predecessor: { id: string } | undefined, successors: ReturnType<typeof successor>[], day: string) =>
  db.transaction((tx) =>
    mergeBodies(tx, operator, { predecessorId: predecessor?.id ?? '', successors, effectiveOn: day }),
  );
const asked = async (...bodies: ({ id: string } | undefined)[]) => {
  await look((await readHead(db)).sequence);
  const all = await tasks();
  return bodies.map((body) => {
    return all
      .filter((task) => task.subject === body?.id)
      .map(({ state, due: day, from }) => [state, day, ...from.toSorted()]);
  });
};

test('what a body had not done when it ended passes, with its day, to whoever has the functions now', async () => {
  const extra = await db.transaction((tx) =>
    registerBodies(tx, operator, {
      bodies: [body({ slug: '310107-eta', kind: 'DEPARTMENT', functions: ['ETA'] })],
    }),
  );
  await merge(extra[0], [successor(heir)], '2026-04-08');
  expect(await asked(heir)).toEqual([[['OPEN', '2026-04-22', '2026-04-08']]]);
  await merge(heir, [successor(next, ['DELTA']), successor(other, ['ETA'])], '2026-04-15');
  clock.set('2026-04-15T09:00:00+08:00');
  const passed = [
    [['CANCELLED', '2026-04-22', '2026-04-08']],
    [['OPEN', '2026-04-29', '2026-04-15']],
    [['OPEN', '2026-04-22', '2026-04-08', '2026-04-15']],
  ];
  expect(await asked(heir, next, other)).toEqual(passed);
  expect(await asked(heir, next, other), 'once').toEqual(passed);
});

test('what a body did before it ended is not asked of its heir, and no body that has ended is asked', async () => {
  const accountId = operator.accountId;
  await db.transaction((tx) =>
    closeTasks(tx, { kind: 'POWER_LIST_UPDATE', subjects: [other?.id ?? ''], outcome: 'PUBLISHED', accountId }),
  );
  await merge(other, [successor(next)], '2026-04-16');
  await merge(next, [successor({ id: ids.huangpu })], '2026-04-17');
  clock.set('2026-04-17T09:00:00+08:00');
  expect(await asked(other, next, { id: ids.huangpu })).toEqual([
    [['DONE', '2026-04-22', '2026-04-08', '2026-04-15']],
    [['CANCELLED', '2026-04-29', '2026-04-15']],
    // Of both heirs of `heir` the one that had not done it, what `next` took over from `other`, and `next` itself.
    [['OPEN', '2026-04-29', '2026-04-15', '2026-04-16', '2026-04-17']],
  ]);
});
