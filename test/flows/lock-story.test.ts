import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CatalogueDesk } from '../support/catalogue-desk.js';
import { workingDays } from '../support/catalogue-inputs.js';
import { originsOf, publicItem, standingItem, wholeCatalogue } from '../support/public-catalogue.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

const city = '310000';
const putuo = '310107';
const caoyang = '310107005';
const leaf = 'WH-01-01';

let cityOffice: CatalogueDesk;
let putuoOffice: CatalogueDesk;
let caoyangOffice: CatalogueDesk;
/** What a district and a street of another branch see before anything happens. */
let otherBranch: readonly ReadonlyMap<string, string>[];

const others = ['310101', '310101018'];

beforeAll(async () => {
  cityOffice = await CatalogueDesk.of(app, 'city-office');
  putuoOffice = await CatalogueDesk.of(app, 'putuo-office');
  caoyangOffice = await CatalogueDesk.of(app, 'caoyang-office');
});

async function branch(): Promise<ReadonlyMap<string, string>[]> {
  return [await wholeCatalogue(app, '310101'), await wholeCatalogue(app, '310101018')];
}

const OwnFacts = z.object({
  editorialCatalogueItem: z.object({
    ownFacts: z.array(
      z.object({ id: z.string(), field: z.string(), slot: z.string(), state: z.string(), counts: z.boolean() }),
    ),
  }),
});

/** What a division itself says of the leaf, as its editors see it. */
async function ownFacts(division: string): Promise<z.infer<typeof OwnFacts>['editorialCatalogueItem']['ownFacts']> {
  const query = `query ($division: ID!, $code: ID!) { editorialCatalogueItem(division: $division, code: $code) {
    ownFacts { id field slot state counts } } }`;
  const answer = await app.editorially({ query, variables: { division, code: leaf } }, putuoOffice.token);
  expect(answer.errors).toBeUndefined();
  return OwnFacts.parse(answer.data).editorialCatalogueItem.ownFacts;
}

async function noteAt(division: string): Promise<{ note: string | null; locked: boolean; said: string[] }> {
  const item = await standingItem(app, division, leaf);
  return { note: item.note, ...originsOf(item, 'note') };
}

async function daysAt(division: string): Promise<{ days: number | null | undefined; locked: boolean; said: string[] }> {
  const item = await standingItem(app, division, leaf);
  return { days: item.deadline?.amount, ...originsOf(item, 'deadline') };
}

describe('a field that a district had changed', () => {
  let factId: string | null;

  it('shows the value of the district there and below, with its origin', async () => {
    otherBranch = await branch();
    const value = { deadline: workingDays(10) };
    ({ factId } = await putuoOffice.does('overrideField', { divisionCode: putuo, itemCode: leaf, value }));
    const open = { days: 10, locked: false, said: ['310107 DISTRICT OVERRIDE', '310000 CITY DEFINED'] };
    expect(await daysAt(putuo)).toEqual(open);
    expect(await daysAt(caoyang)).toEqual(open);
    expect(await daysAt(city)).toEqual({ days: 20, locked: false, said: ['310000 CITY DEFINED'] });
    expect(await branch()).toEqual(otherBranch);
  });

  it('is locked by the city: what the district said is kept, does not count, and the lock and its reason are shown', async () => {
    const reason = '全市统一时限';
    await cityOffice.does('lockField', { divisionCode: city, itemCode: leaf, field: 'deadline', reason });
    const locked = { days: 20, locked: true, said: ['310000 CITY DEFINED', '310000 CITY LOCK'] };
    for (const division of [city, putuo, caoyang]) expect(await daysAt(division)).toEqual(locked);
    const item = await standingItem(app, putuo, leaf);
    const origins = item.fieldOrigins.find((one) => one.field === 'deadline')?.origins;
    expect(origins?.at(-1)).toMatchObject({ level: 'CITY', state: 'LOCK', reason, rule: 'R-I05' });
    expect(await ownFacts(putuo)).toEqual([
      { id: factId, field: 'deadline', slot: 'VALUE', state: 'OVERRIDE', counts: false },
    ]);
  });

  it('cannot be changed below while it is locked, and the refusal names who locked it and the value that holds', async () => {
    const value = { deadline: workingDays(8) };
    for (const [desk, division] of [
      [putuoOffice, putuo],
      [caoyangOffice, caoyang],
    ] as const) {
      const refusals = await desk.isRefused('overrideField', { divisionCode: division, itemCode: leaf, value });
      expect(refusals).toEqual([
        {
          code: 'NOT_ALLOWED_HERE',
          path: ['value', 'deadline'],
          message: '“公开时限”已由上海市锁定，下级不得变更。',
          rule: 'R-I05',
          explanation: expect.objectContaining({
            inputs: [{ name: '公开时限(上海市)', value: '自信息形成或者变更之日起20个工作日内' }],
          }),
        },
      ]);
    }
    const unlock = { divisionCode: putuo, itemCode: leaf, field: 'deadline' };
    expect(await putuoOffice.isRefused('unlockField', unlock)).toMatchObject([
      { code: 'NOT_ALLOWED_HERE', rule: 'R-I05', path: ['field'] },
    ]);
    expect(await putuoOffice.isDenied('unlockField', { ...unlock, divisionCode: city })).toBe('FORBIDDEN');
  });

  it('changes in another branch by nothing but the lock, which every division below the city shows', async () => {
    const now = await branch();
    for (const [index, division] of others.entries()) {
      const different = [...(now[index] ?? [])].filter(([code, said]) => otherBranch[index]?.get(code) !== said);
      expect(different.map(([code]) => code)).toEqual([leaf]);
      expect(await daysAt(division)).toEqual({
        days: 20,
        locked: true,
        said: ['310000 CITY DEFINED', '310000 CITY LOCK'],
      });
      expect(now[index]?.size).toBe(otherBranch[index]?.size);
    }
  });

  it('comes back with the unlock, and the other branch is byte for byte what it was', async () => {
    await cityOffice.does('unlockField', { divisionCode: city, itemCode: leaf, field: 'deadline' });
    const open = { days: 10, locked: false, said: ['310107 DISTRICT OVERRIDE', '310000 CITY DEFINED'] };
    expect(await daysAt(putuo)).toEqual(open);
    expect(await daysAt(caoyang)).toEqual(open);
    expect(await ownFacts(putuo)).toEqual([
      { id: factId, field: 'deadline', slot: 'VALUE', state: 'OVERRIDE', counts: true },
    ]);
    expect(await branch()).toEqual(otherBranch);
  });

  it('is taken back under a lock too: after the unlock the inherited value shows', async () => {
    const lock = { divisionCode: city, itemCode: leaf, field: 'deadline' };
    await cityOffice.does('lockField', lock);
    await putuoOffice.does('resetField', { divisionCode: putuo, itemCode: leaf, field: 'deadline' });
    expect(await ownFacts(putuo)).toEqual([]);
    await cityOffice.does('unlockField', lock);
    const inherited = { days: 20, locked: false, said: ['310000 CITY DEFINED'] };
    expect(await daysAt(putuo)).toEqual(inherited);
    expect(await daysAt(caoyang)).toEqual(inherited);
    expect(await branch()).toEqual(otherBranch);
  });
});

describe('a lock of a district', () => {
  const note = (text: string) => ({ itemCode: leaf, value: { note: text } });

  it('holds for its own streets and for nobody else', async () => {
    await putuoOffice.does('overrideField', { divisionCode: putuo, ...note('区备注') });
    await caoyangOffice.does('overrideField', { divisionCode: caoyang, ...note('街道备注') });
    const street = { note: '街道备注', locked: false, said: ['310107005 STREET OVERRIDE'] };
    expect(await noteAt(caoyang)).toEqual(street);
    await putuoOffice.does('lockField', { divisionCode: putuo, itemCode: leaf, field: 'note' });
    const locked = { note: '区备注', locked: true, said: ['310107 DISTRICT OVERRIDE', '310107 DISTRICT LOCK'] };
    expect(await noteAt(putuo)).toEqual(locked);
    expect(await noteAt(caoyang)).toEqual(locked);
    expect(await noteAt(city)).toEqual({ note: null, locked: false, said: ['310000 CITY DEFINED'] });
    expect(await branch()).toEqual(otherBranch);
    await putuoOffice.does('unlockField', { divisionCode: putuo, itemCode: leaf, field: 'note' });
    expect(await noteAt(caoyang)).toEqual(street);
  });

  it('leaves reset to show what is inherited: first the value of the district, then that of the city', async () => {
    await caoyangOffice.does('resetField', { divisionCode: caoyang, itemCode: leaf, field: 'note' });
    expect(await noteAt(caoyang)).toEqual({ note: '区备注', locked: false, said: ['310107 DISTRICT OVERRIDE'] });
    await putuoOffice.does('resetField', { divisionCode: putuo, itemCode: leaf, field: 'note' });
    expect(await noteAt(caoyang)).toEqual({ note: null, locked: false, said: ['310000 CITY DEFINED'] });
    expect(await putuoOffice.isRefused('resetField', { divisionCode: putuo, itemCode: leaf, field: 'note' })).toEqual([
      {
        code: 'NOT_ALLOWED_HERE',
        path: ['field'],
        message: '本级没有变更“备注”，无须恢复。',
        rule: 'R-I09',
        explanation: expect.objectContaining({ rule: 'R-I09', inputs: [{ name: '备注', value: '(空)' }] }),
      },
    ]);
    expect(await branch()).toEqual(otherBranch);
  });
});

describe('an item that a street declares not applicable', () => {
  const reason = '辖区内没有公共文化场馆';

  it('is so at that street only, with the consent of its district', async () => {
    const approver = await CatalogueDesk.of(app, 'putuo-approver');
    const input = { divisionCode: caoyang, itemCode: leaf, reason, approverId: await approver.accountId() };
    const { sequence } = await caoyangOffice.does('suppressItem', input);
    const item = await standingItem(app, caoyang, leaf);
    expect(item.applicability).toBe('NOT_APPLICABLE');
    const origins = item.fieldOrigins.find((one) => one.field === 'applicability')?.origins;
    expect(origins).toEqual([
      {
        division: { code: caoyang },
        level: 'STREET',
        state: 'SUPPRESS',
        since: sequence,
        at: expect.any(String),
        basis: null,
        reason,
        rule: 'R-I10',
      },
    ]);
    for (const division of [city, putuo, '310107014']) {
      expect((await standingItem(app, division, leaf)).applicability).toBe('APPLICABLE');
    }
    expect(await branch()).toEqual(otherBranch);
  });

  it('applies again when the street takes it back', async () => {
    await caoyangOffice.does('resetField', { divisionCode: caoyang, itemCode: leaf, field: 'applicability' });
    expect((await standingItem(app, caoyang, leaf)).applicability).toBe('APPLICABLE');
    expect(await branch()).toEqual(otherBranch);
  });

  it('is so at a whole district with the consent of the city: there and at its streets, and nowhere else', async () => {
    const approver = await CatalogueDesk.of(app, 'city-approver');
    const input = { divisionCode: putuo, itemCode: leaf, reason, approverId: await approver.accountId() };
    await putuoOffice.does('suppressItem', input);
    for (const division of [putuo, caoyang, '310107014']) {
      const item = await publicItem(app, division, leaf);
      expect([division, item?.applicability]).toEqual([division, 'NOT_APPLICABLE']);
    }
    expect((await standingItem(app, city, leaf)).applicability).toBe('APPLICABLE');
    expect(await branch()).toEqual(otherBranch);
  });
});
