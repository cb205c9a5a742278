import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startWorker } from '../../src/app/worker.js';
import { CatalogueDesk } from '../support/catalogue-desk.js';
import { fullColumns, leafInput, workingDays } from '../support/catalogue-inputs.js';
import { conflictsOf, openConflict } from '../support/conflict-tasks.js';
import { act } from '../support/flow-act.js';
import { standingItem } from '../support/public-catalogue.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const leaf = 'YL-01-96';
const city = { divisionCode: '310000', itemCode: leaf };
const putuo = { divisionCode: '310107', itemCode: leaf };
const within = (days: string) => `自信息变更之日起${days}内(承诺时限)`;
const inTen = within('10个工作日');
// The demo city was made without a worker: what it did long ago would keep one busy for a while.
await app.db.sql('update outbox_event set fanned_out_at = created_at');
const workers = [startWorker(app.store), startWorker(app.store)];
let cityOffice: CatalogueDesk;
let putuoOffice: CatalogueDesk;

beforeAll(async () => {
  cityOffice = await CatalogueDesk.of(app, 'city-office');
  putuoOffice = await CatalogueDesk.of(app, 'putuo-office');
  await cityOffice.does('addItem', leafInput(leaf));
  await putuoOffice.does('overrideField', { ...putuo, value: { deadline: workingDays(10) } });
});

afterAll(async () => {
  for (const worker of workers) await worker.stop();
});

const setByCity = (deadline: object) => cityOffice.does('overrideField', { ...city, value: { deadline } });
const tasks = () => conflictsOf(app, '310107', leaf);

function decide(taskId: string, decision: string) {
  const fields = 'task { state outcome } change { factId }';
  return act(app, 'putuo-office', { mutation: 'resolveConflict', input: { taskId, decision }, fields });
}

async function terms(division = '310107') {
  const { deadline } = await standingItem(app, division, leaf);
  if (deadline === null) throw new Error('No term.');
  return [deadline, ...deadline.others];
}

const texts = async (division?: string) => (await terms(division)).map(({ text }) => text);

/** When each term ends that applies in the district, for a change that happened that day. */
async function ends(at: string): Promise<Record<string, string>> {
  const query = `query ($division: ID!, $at: DateTime!, $amount: Int!, $unit: DeadlineUnit!, $trigger: DeadlineTrigger!) {
    dueDate(division: $division, at: $at, amount: $amount, unit: $unit, trigger: $trigger) { date } }`;
  const dated = (await terms()).map(async ({ text, amount, unit, trigger }) => {
    const answer = await app.publicly({ query, variables: { division: '310107', at, amount, unit, trigger } });
    expect(answer.errors).toBeUndefined();
    return [text, z.object({ dueDate: z.object({ date: z.string() }) }).parse(answer.data).dueDate.date] as const;
  });
  return Object.fromEntries(await Promise.all(dated));
}

test('B09: keeping closes the task and leaves both terms; the next change of the city asks again', async () => {
  await setByCity(workingDays(8));
  const first = await openConflict(app, '310107', leaf);
  expect(await decide(first.id, 'KEEP')).toMatchObject({
    payload: { task: { state: 'DONE', outcome: 'KEPT' }, change: null },
    told: [],
  });
  expect(await texts()).toEqual([within('8个工作日'), inTen]);
  await setByCity(workingDays(12));
  const second = await openConflict(app, '310107', leaf);
  expect(second.id).not.toBe(first.id);
  expect(await texts()).toEqual([inTen, within('12个工作日')]);
  expect((await decide(second.id, 'KEEP')).told).toEqual([]);
  expect((await tasks()).map(({ outcome }) => outcome)).toEqual(['KEPT', 'KEPT']);
});

test('another unit above: the district is asked, both terms are shown, and the earlier date rules, whichever that is', async () => {
  const inFifteen = within('15日');
  await setByCity({ kind: 'COMMITTED', trigger: 'CHANGED', amount: 15, unit: 'DAY' });
  const task = await openConflict(app, '310107', leaf);
  expect(task.details).toMatchObject({ upperValue: inFifteen, ownValue: inTen });
  for (const division of ['310107', '310107005']) expect(await texts(division)).toEqual([inTen, inFifteen]);
  expect(await texts('310101')).toEqual([inFifteen]);
  // Ten working days are two weeks in spring, and much longer across the Spring Festival.
  expect(await ends('2026-03-09T02:00:00Z')).toEqual({ [inTen]: '2026-03-23', [inFifteen]: '2026-03-24' });
  expect(await ends('2026-02-12T02:00:00Z')).toEqual({ [inTen]: '2026-03-04', [inFifteen]: '2026-02-27' });
  expect((await decide(task.id, 'KEEP')).told).toEqual([]);
});

test('another trigger above: the same, and accepting leaves the term of the city alone', async () => {
  const afterwards = '自事件发生起3个工作日内(承诺时限)';
  await setByCity(workingDays(3, 'COMMITTED', 'OCCURRED'));
  const task = await openConflict(app, '310107', leaf);
  expect(task.details).toMatchObject({ upperValue: afterwards, ownValue: inTen });
  expect((await texts()).toSorted()).toEqual([afterwards, inTen].toSorted());
  const lengthened = { ...putuo, value: { deadline: workingDays(5, 'COMMITTED', 'OCCURRED') } };
  expect(await putuoOffice.isRefused('overrideField', lengthened)).toMatchObject([{ rule: 'R-I05' }]);
  expect((await decide(task.id, 'ACCEPT')).payload).toMatchObject({ task: { outcome: 'ACCEPTED' } });
  expect(await texts()).toEqual([afterwards]);
});

const desk = { id: 'districtDesk', name: '区级咨询台', type: 'TEXT', required: true };
const standard = fullColumns.elements.map(({ id }) => id);
const elementsAt = async (division: string) => (await standingItem(app, division, leaf)).elements.map(({ id }) => id);

test('a lock on the elements lists the district that added one; the element is gone meanwhile, and back on unlock', async () => {
  await putuoOffice.does('appendToField', { ...putuo, value: { elements: [desk] } });
  for (const division of ['310107', '310107005']) expect(await elementsAt(division)).toEqual([...standard, desk.id]);
  const { payload } = await act(app, 'city-office', {
    mutation: 'lockField',
    input: { ...city, field: 'elements', reason: '全市统一' },
    fields: 'change { field } conflicts { divisionCode value }',
  });
  expect(payload).toEqual({
    change: { field: 'elements' },
    conflicts: [{ divisionCode: '310107', value: desk.name }],
  });
  const task = await openConflict(app, '310107', leaf);
  expect(task).toMatchObject({ subject: `310107/${leaf}/elements`, details: { ownValue: desk.name, locked: true } });
  for (const division of ['310107', '310107005']) expect(await elementsAt(division)).toEqual(standard);
  const { told } = await decide(task.id, 'MERGE');
  expect(told).toMatchObject([{ code: 'NOT_ALLOWED_HERE', path: ['decision'], rule: 'R-I03' }]);
  await cityOffice.does('unlockField', { ...city, field: 'elements' });
  for (const division of ['310107', '310107005']) expect(await elementsAt(division)).toEqual([...standard, desk.id]);
  const asked = async () => (await tasks()).find(({ id }) => id === task.id);
  await expect.poll(asked, { timeout: 1_000, interval: 20 }).toMatchObject({ state: 'CANCELLED', outcome: 'LIFTED' });
});

test('an element of the city under the same id: one task, and the own one makes room where the district accepts', async () => {
  const others = await app.db.sql(`select 1 from task where subject like '%/' || $1 || '/elements'`, [leaf]);
  const upper = { ...desk, name: '市级咨询台', required: false };
  await cityOffice.does('overrideField', { ...city, value: { elements: [...fullColumns.elements, upper] } });
  const task = await openConflict(app, '310107', leaf);
  expect(task.details).toMatchObject({ ownValue: desk.name, locked: false });
  expect(task.details.upperValue).toContain(upper.name);
  expect((await decide(task.id, 'ACCEPT')).payload).toMatchObject({ task: { outcome: 'ACCEPTED' } });
  expect(await elementsAt('310107')).toEqual([...standard, desk.id]);
  const all = await app.db.sql(`select 1 from task where subject like '%/' || $1 || '/elements'`, [leaf]);
  expect(all.length).toBe(others.length + 1);
  await cityOffice.does('overrideField', { ...city, value: { elements: fullColumns.elements } });
  expect(await elementsAt('310107')).toEqual(standard);
});
