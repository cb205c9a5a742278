import { beforeAll, describe, expect, it } from 'vitest';
import { CatalogueDesk, type CatalogueVerb } from '../support/catalogue-desk.js';
import { localBasis, workingDays } from '../support/catalogue-inputs.js';
import { parseItem, type PublicItem, standingItem, wholeCatalogue } from '../support/public-catalogue.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

const putuo = '310107';
const caoyang = '310107005';
const city = { divisionCode: '310000', itemCode: 'WH-01-03' };
const district = { divisionCode: putuo, itemCode: 'WH-01-03' };

let cityOffice: CatalogueDesk;
let putuoOffice: CatalogueDesk;
let approverId: string;

beforeAll(async () => {
  cityOffice = await CatalogueDesk.of(app, 'city-office');
  putuoOffice = await CatalogueDesk.of(app, 'putuo-office');
  approverId = await (await CatalogueDesk.of(app, 'city-approver')).accountId();
});

interface Story {
  readonly field: string;
  readonly verb: CatalogueVerb;
  readonly input: object;
  /** What the public sees of the field, without where it comes from. */
  readonly see: (item: PublicItem) => unknown;
}

const element = { id: 'nightTour', name: '夜间导览', type: 'TEXT', required: false };

const stories: readonly Story[] = [
  {
    field: 'elements',
    verb: 'appendToField',
    input: { value: { elements: [element] } },
    see: (item) => item.elements.map(({ id }) => id),
  },
  {
    field: 'bases',
    verb: 'appendToField',
    input: { value: { bases: [localBasis] } },
    see: (item) => item.bases.map(({ title, clause }) => [title, clause]),
  },
  {
    field: 'channels',
    verb: 'appendToField',
    input: { value: { channels: ['DOORSTEP_ONSITE', 'OTHER'] } },
    see: (item) => item.channels.filter(({ ticked }) => ticked).map(({ channel }) => channel),
  },
  {
    field: 'deadline',
    verb: 'overrideField',
    input: { value: { deadline: workingDays(7) } },
    see: (item) => item.deadline?.text,
  },
  {
    field: 'responsibility',
    verb: 'overrideField',
    input: { value: { responsibility: { function: 'GOVERNMENT' } } },
    see: (item) => item.responsibility?.body.id,
  },
  { field: 'note', verb: 'overrideField', input: { value: { note: '区备注' } }, see: (item) => item.note },
  {
    field: 'applicability',
    verb: 'suppressItem',
    input: { reason: '本区没有此类服务' },
    see: (item) => item.applicability,
  },
];

/** The leaf as the district and one of its streets see it. */
function below(): Promise<PublicItem[]> {
  return Promise.all([putuo, caoyang].map((division) => standingItem(app, division, city.itemCode)));
}

function originsOfField(item: PublicItem, field: string): string[] {
  const origins = item.fieldOrigins.find((one) => one.field === field)?.origins ?? [];
  return origins.map(({ division, state }) => `${division.code} ${state}`);
}

describe.each(stories)('a lock of the city on $field', ({ field, verb, input, see }) => {
  it('puts aside what the district said, keeps it, and gives it back; reset shows what is inherited', async () => {
    const change = { ...district, ...input, ...(verb === 'suppressItem' ? { approverId } : {}) };
    const inherited = await below();
    await putuoOffice.does(verb, change);
    const changed = await below();
    expect(changed.map(see)).not.toEqual(inherited.map(see));
    expect(originsOfField(changed[0] ?? fail(), field)).toContain(`310107 ${stateOf(verb)}`);

    await cityOffice.does('lockField', { ...city, field });
    const locked = await below();
    expect(locked.map(see)).toEqual(inherited.map(see));
    for (const item of locked) {
      expect(item.fieldOrigins.find((one) => one.field === field)?.locked).toBe(true);
      expect(originsOfField(item, field)).toEqual(['310000 DEFINED', '310000 LOCK']);
    }
    const [refusal, ...more] = await putuoOffice.isRefused(verb, change);
    expect(more).toEqual([]);
    expect(refusal?.code).toBe('NOT_ALLOWED_HERE');
    expect(refusal?.message).toContain('上海市锁定');

    await cityOffice.does('unlockField', { ...city, field });
    expect(await below()).toEqual(changed);
    await putuoOffice.does('resetField', { ...district, field });
    expect(await below()).toEqual(inherited);
  });
});

function fail(): never {
  throw new Error('The district does not see the leaf.');
}

function stateOf(verb: CatalogueVerb): string {
  return { appendToField: 'APPEND', suppressItem: 'SUPPRESS' }[String(verb)] ?? 'OVERRIDE';
}

describe('an upper change that comes later', () => {
  const leaf = 'WH-03-01';

  it('R-I12: leaves a looser value below in place, which is kept, shown and does not count', async () => {
    const subject = { divisionCode: putuo, itemCode: leaf };
    await putuoOffice.does('overrideField', { ...subject, value: { deadline: workingDays(10) } });
    const tighter = { divisionCode: '310000', itemCode: leaf, value: { deadline: workingDays(8) } };
    await cityOffice.does('overrideField', tighter);
    for (const division of [putuo, caoyang]) {
      const { deadline } = await standingItem(app, division, leaf);
      expect(deadline).toMatchObject({ kind: 'COMMITTED', amount: 8, origin: { level: 'CITY', state: 'DEFINED' } });
      expect(deadline?.others).toMatchObject([{ amount: 10, origin: { level: 'DISTRICT', state: 'OVERRIDE' } }]);
    }
    await putuoOffice.does('resetField', { ...subject, field: 'deadline' });
    const { deadline } = await standingItem(app, putuo, leaf);
    expect([deadline?.amount, deadline?.others]).toEqual([8, []]);
  });

  it('CAT-16: takes the item from levels that it is no longer for, and gives it back with all that they had said', async () => {
    const subject = { divisionCode: putuo, itemCode: leaf };
    await putuoOffice.does('appendToField', { ...subject, value: { bases: [localBasis] } });
    const before = await Promise.all([putuo, caoyang].map((division) => wholeCatalogue(app, division)));
    const levels = (value: string[]) => ({ divisionCode: '310000', itemCode: leaf, value: { levels: value } });
    await cityOffice.does('overrideField', levels(['CITY']));
    const without = await Promise.all([putuo, caoyang].map((division) => wholeCatalogue(app, division)));
    expect(without.map((items) => items.has(leaf))).toEqual([false, false]);
    expect(await putuoOffice.isDenied('resetField', { ...subject, field: 'bases' })).toBe('NOT_FOUND');
    await cityOffice.does('overrideField', levels(['CITY', 'DISTRICT', 'STREET']));
    const after = await Promise.all([putuo, caoyang].map((division) => wholeCatalogue(app, division)));
    const plain = (items: ReadonlyMap<string, string> | undefined) => {
      const { fieldOrigins, ...item } = parseItem(items?.get(leaf) ?? '');
      return { ...item, fieldOrigins: fieldOrigins.filter(({ field }) => field !== 'levels') };
    };
    for (const index of [0, 1]) {
      expect([...(after[index]?.keys() ?? [])]).toEqual([...(before[index]?.keys() ?? [])]);
      expect(plain(after[index])).toEqual(plain(before[index]));
    }
  });
});
