import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorker } from '../../src/app/worker.js';
import { CatalogueDesk } from '../support/catalogue-desk.js';
import { leafInput, workingDays } from '../support/catalogue-inputs.js';
import { EditionPath } from '../support/by-edition.js';
import { conflictsOf, openConflict } from '../support/conflict-tasks.js';
import { act } from '../support/flow-act.js';
import { standingItem } from '../support/public-catalogue.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const leaf = 'YL-01-95';
const city = { divisionCode: '310000', itemCode: leaf };
const putuo = { divisionCode: '310107', itemCode: leaf };
const [inTen, inEight] = ['自信息变更之日起10个工作日内(承诺时限)', '自信息变更之日起8个工作日内(承诺时限)'];
// The demo city was made without a worker: what it did long ago would keep one busy for a while.
await app.db.sql('update outbox_event set fanned_out_at = created_at');
const workers = [startWorker(app.store), startWorker(app.store)];
let cityOffice: CatalogueDesk;

beforeAll(async () => {
  cityOffice = await CatalogueDesk.of(app, 'city-office');
  const [putuoOffice, caoyangOffice] = [
    await CatalogueDesk.of(app, 'putuo-office'),
    await CatalogueDesk.of(app, 'caoyang-office'),
  ];
  await cityOffice.does('addItem', leafInput(leaf));
  await putuoOffice.does('overrideField', { ...putuo, value: { deadline: workingDays(10) } });
  await caoyangOffice.does('overrideField', {
    divisionCode: '310107005',
    itemCode: leaf,
    value: { deadline: workingDays(9) },
  });
});

afterAll(async () => {
  for (const worker of workers) await worker.stop();
});

const tasksOf = (division: string) => conflictsOf(app, division, leaf);
const openTask = (division: string) => openConflict(app, division, leaf);

async function deadlineAt(division: string) {
  const { deadline } = await standingItem(app, division, leaf);
  return [deadline?.text, deadline?.others.map((other) => other.text)];
}

test('B09: a stricter term of the city gives the district a conflict task, and counts meanwhile', async () => {
  await cityOffice.does('overrideField', { ...city, value: { deadline: workingDays(8) } });
  expect(await openTask('310107')).toMatchObject({
    subject: `310107/${leaf}/deadline`,
    outcome: null,
    details: { upperDivision: '310000', upperValue: inEight, ownValue: inTen },
  });
  expect(await deadlineAt('310107')).toEqual([inEight, [inTen]]);
});

test('each division that had set the field has one task, from two workers, and nobody else has any', async () => {
  await openTask('310107005');
  const rows = await app.db.sql<{ subject: string }>(
    `select subject from task where kind = 'CATALOGUE_CONFLICT' and subject like '%/' || $1 || '/%' order by 1`,
    [leaf],
  );
  expect(rows.map((row) => row.subject)).toEqual([`310107/${leaf}/deadline`, `310107005/${leaf}/deadline`]);
});

test('accepting takes the override of the district back, without an edition', async () => {
  const { id: taskId } = await openTask('310107');
  const fields = 'task { state outcome } change { factId item { deadline { text others { text } } } }';
  const input = { taskId, decision: 'ACCEPT' };
  const { payload, told } = await act(app, 'putuo-office', { mutation: 'resolveConflict', input, fields });
  expect(told).toEqual([]);
  expect(payload).toEqual({
    task: { state: 'DONE', outcome: 'ACCEPTED' },
    change: { factId: null, item: { deadline: { text: inEight, others: [] } } },
  });
  expect(await deadlineAt('310107')).toEqual([inEight, []]);
  expect((await tasksOf('310107')).map((task) => task.state)).toEqual(['DONE']);
});

test('merging asks for an edition where the level above approves; its publication ends the task', async () => {
  const { id: taskId } = await openTask('310107005');
  const merge = { taskId, decision: 'MERGE', value: { deadline: workingDays(6) } };
  const resolve = (input: object) =>
    act(app, 'caoyang-office', { mutation: 'resolveConflict', input, fields: 'task { state } change { editionId }' });
  expect((await resolve(merge)).told).toMatchObject([{ code: 'NOT_ALLOWED_HERE', rule: 'R-I13' }]);
  const keeper = { token: await app.signIn('caoyang-office'), divisionCode: '310107005' };
  const edition = await EditionPath.open(app, keeper);
  expect((await resolve({ ...merge, editionId: edition.id })).payload).toEqual({
    task: { state: 'OPEN' },
    change: { editionId: edition.id },
  });
  await edition.submit();
  await edition.review();
  await edition.approve();
  await edition.publish();
  expect(await tasksOf('310107005')).toMatchObject([{ state: 'DONE', outcome: 'CHANGED' }]);
  expect(await deadlineAt('310107005')).toEqual(['自信息变更之日起6个工作日内(承诺时限)', [inEight]]);
});

test('locking a field that others set tells who had set what, and asks them too', async () => {
  const fields = 'change { field } conflicts { divisionCode value }';
  const input = { ...city, field: 'deadline', reason: '全市统一' };
  const { payload } = await act(app, 'city-office', { mutation: 'lockField', input, fields });
  expect(payload).toEqual({
    change: { field: 'deadline' },
    conflicts: [{ divisionCode: '310107005', value: '自信息变更之日起6个工作日内(承诺时限)' }],
  });
  expect(await openTask('310107005')).toMatchObject({ details: { upperValue: inEight } });
  expect(await deadlineAt('310107005')).toEqual([inEight, []]);
});

test('lifting the lock ends what it asked of the street, and gives back what the street had set', async () => {
  const { id } = await openTask('310107005');
  await cityOffice.does('unlockField', { ...city, field: 'deadline' });
  const asked = async () => (await tasksOf('310107005')).find((task) => task.id === id);
  await expect.poll(asked, { timeout: 1_000, interval: 20 }).toMatchObject({ state: 'CANCELLED', outcome: 'LIFTED' });
  expect(await deadlineAt('310107005')).toEqual(['自信息变更之日起6个工作日内(承诺时限)', [inEight]]);
  const { payload } = await act(app, 'caoyang-office', {
    mutation: 'resolveConflict',
    input: { taskId: id, decision: 'KEEP' },
  });
  expect(payload).toEqual({});
});
