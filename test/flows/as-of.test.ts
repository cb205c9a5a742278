import { beforeAll, describe, expect, it } from 'vitest';
import { CatalogueDesk } from '../support/catalogue-desk.js';
import { districtRegulation, leafInput, localBasis, workingDays } from '../support/catalogue-inputs.js';
import {
  headOf,
  originsOf,
  parseItem,
  publicItem,
  type PublicItem,
  standingItem,
  wholeCatalogue,
} from '../support/public-catalogue.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

const places = ['310000', '310107', '310107005'];
let city: CatalogueDesk;
let putuo: CatalogueDesk;

beforeAll(async () => {
  city = await CatalogueDesk.of(app, 'city-office');
  putuo = await CatalogueDesk.of(app, 'putuo-office');
});

/** A change that touches nothing that other tests read; what was the head is an older sequence from then on. */
async function changeSomethingElse(note: string): Promise<void> {
  await city.does('overrideField', { divisionCode: '310000', itemCode: 'ZH-12', value: { note } });
}

describe('an item at an older sequence', () => {
  const leaf = 'YL-01-01';

  it('has the value and the origins of before and after an edit of the city', async () => {
    const before = await headOf(app);
    const old = await standingItem(app, '310107005', leaf);
    const value = { bases: [districtRegulation] };
    const { sequence: after } = await city.does('overrideField', { divisionCode: '310000', itemCode: leaf, value });
    expect(BigInt(after)).toBe(BigInt(before) + 1n);
    const edited = await standingItem(app, '310107005', leaf);
    await changeSomethingElse('另一处变更');
    expect(await standingItem(app, '310107005', leaf, before)).toEqual(old);
    expect(await standingItem(app, '310107005', leaf, after)).toEqual(edited);
    expect(await standingItem(app, '310107005', leaf)).toEqual(edited);
    expect(edited.bases.map(({ clause, origin }) => [clause, origin.since])).toEqual([['第二十一条', after]]);
    expect(old.bases.length).toBeGreaterThan(1);
    expect(old.bases.every(({ origin }) => BigInt(origin.since) <= BigInt(before))).toBe(true);
  });

  it('follows an override through its life: inherited, set, locked, unlocked, reset', async () => {
    const subject = { divisionCode: '310107', itemCode: leaf };
    const lock = { divisionCode: '310000', itemCode: leaf, field: 'deadline' };
    const seen: { at: string; days: number; said: string[] }[] = [];
    const note = (at: string, days: number, ...said: string[]) => seen.push({ at, days, said });
    const cityTerm = '310000 CITY DEFINED';
    const ownTerm = '310107 DISTRICT OVERRIDE';
    note(await headOf(app), 20, cityTerm);
    const value = { deadline: workingDays(9, 'COMMITTED', 'FORMED') };
    note((await putuo.does('overrideField', { ...subject, value })).sequence, 9, ownTerm, cityTerm);
    note((await city.does('lockField', lock)).sequence, 20, cityTerm, '310000 CITY LOCK');
    note((await city.does('unlockField', lock)).sequence, 9, ownTerm, cityTerm);
    note((await putuo.does('resetField', { ...subject, field: 'deadline' })).sequence, 20, cityTerm);
    await changeSomethingElse('再一处变更');
    const read = await Promise.all(
      seen.map(async ({ at }) => {
        const item = await standingItem(app, '310107005', leaf, at);
        return { at, days: item.deadline?.amount, said: originsOf(item, 'deadline').said };
      }),
    );
    expect(read).toEqual(seen);
  });

  it('is absent before it was added, and still answers as it was after it has been retired', async () => {
    const code = 'YL-01-93';
    const before = await headOf(app);
    const { sequence: added } = await city.does('addItem', leafInput(code));
    const retire = { divisionCode: '310000', itemCode: code, reason: '职能调整' };
    const { sequence: retired } = await city.does('retireItem', retire);
    await changeSomethingElse('退役之后');
    expect(await publicItem(app, '310107', code, before)).toBeNull();
    expect((await standingItem(app, '310107', code, added)).applicability).toBe('APPLICABLE');
    expect((await standingItem(app, '310107', code, retired)).applicability).toBe('RETIRED');
    expect((await wholeCatalogue(app, '310107', added)).has(code)).toBe(true);
    expect((await wholeCatalogue(app, '310107', retired)).has(code)).toBe(false);
  });

  it('is refused beyond the head, at a sequence that is no number, and before anything was said', async () => {
    const query = '{ catalogueItem(division: "310107", code: "ZH-01-01") { name } checkpoint { sequence } }';
    const head = await headOf(app);
    const ask = (at: string) => app.publicly({ query, extensions: { tongyuan: { at } } });
    const beyond = await ask((BigInt(head) + 1n).toString());
    expect(beyond.errors?.map((error) => error.extensions.code)).toEqual(['SEQUENCE_AHEAD']);
    const nonsense = await ask('first');
    expect(nonsense.errors?.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
    const empty = await ask('0');
    expect([empty.errors, empty.data]).toEqual([undefined, { catalogueItem: null, checkpoint: { sequence: '0' } }]);
  });
});

const said = '{ divisionCode level state since at basis reason rule }';
const term = `kind amount unit trigger period fixedDates { department street government } severity hardLimit { text } text citation origin ${said}`;
const editorialFields = `code divisionCode definedAt name identifier category tier isLeaf local pilotField parentCode childCodes applicability
  elements { id name identifier type required values order origin ${said} }
  bases { title docNo clause origin ${said} }
  deadline { ${term} others { ${term} } }
  responsibility { eachBody explanation { rule inputs { name value } } }
  channels { channel label ticked order origin ${said} }
  audience { allSociety specific } levels note
  fieldOrigins { field locked origins ${said} }`;

/** The items as the editorial endpoint answers, which resolves each in the database. */
async function resolvedByDatabase(division: string, codes: readonly string[]): Promise<Map<string, unknown>> {
  const items = new Map<string, unknown>();
  for (let from = 0; from < codes.length; from += 25) {
    const page = codes.slice(from, from + 25);
    const fields = page.map(
      (code, index) => `i${index}: editorialCatalogueItem(division: "${division}", code: "${code}") { ...All }`,
    );
    const query = `{ ${fields.join(' ')} } fragment All on EditorialCatalogueItem { ${editorialFields} }`;
    const answer = await app.editorially({ query }, city.token);
    expect(answer.errors).toBeUndefined();
    for (const [index, code] of page.entries()) items.set(code, answer.data?.[`i${index}`]);
  }
  return items;
}

/** A public item under the names that the editorial schema has for the same things. */
function asEditorial({
  division,
  definedAt,
  parent,
  children,
  method: _method,
  responsibility,
  ...item
}: PublicItem): object {
  const list = <Said extends { origin: Origin }>(members: readonly Said[]) =>
    members.map((member) => ({ ...member, origin: originOf(member.origin) }));
  const { deadline } = item;
  return {
    ...item,
    divisionCode: division.code,
    definedAt: definedAt.code,
    parentCode: parent?.code ?? null,
    childCodes: children.map((child) => child.code),
    elements: list(item.elements),
    bases: list(item.bases),
    channels: list(item.channels),
    deadline: deadline && { ...deadline, origin: originOf(deadline.origin), others: list(deadline.others) },
    responsibility: responsibility && { eachBody: responsibility.eachBody, explanation: responsibility.explanation },
    fieldOrigins: item.fieldOrigins.map((field) => ({ ...field, origins: field.origins.map(originOf) })),
  };
}

type Origin = PublicItem['fieldOrigins'][number]['origins'][number];

function originOf({ division, ...origin }: Origin): object {
  return { divisionCode: division.code, ...origin };
}

describe('memory and database', () => {
  let head: string;
  let resident: ReadonlyMap<string, string>[];

  beforeAll(async () => {
    await putuo.does('appendToField', { divisionCode: '310107', itemCode: 'YL-01-02', value: { bases: [localBasis] } });
    await putuo.does('overrideField', { divisionCode: '310107', itemCode: 'GG-01-01', value: { note: '区备注' } });
    await city.does('lockField', { divisionCode: '310000', itemCode: 'YL-02-03', field: 'deadline' });
    head = await headOf(app);
    resident = await Promise.all(places.map((division) => wholeCatalogue(app, division)));
  });

  it('agree on every leaf at three divisions, with what a city, a district and a street say of their own', async () => {
    expect(resident.map((items) => items.size)).toEqual([114, 120, 88]);
    for (const [index, division] of places.entries()) {
      const items = [...(resident[index]?.values() ?? [])].map(parseItem);
      const leaves = items.filter((item) => item.isLeaf);
      const stored = await resolvedByDatabase(
        division,
        leaves.map((leaf) => leaf.code),
      );
      expect(leaves.map(asEditorial)).toEqual([...stored.values()]);
    }
  });

  it('give the same bytes at a sequence, while it is the head and when it has become an older one', async () => {
    await changeSomethingElse('第一次');
    expect(BigInt(await headOf(app))).toBe(BigInt(head) + 1n);
    for (const [index, division] of places.entries()) {
      const older = await wholeCatalogue(app, division, head);
      expect([...older]).toEqual([...(resident[index] ?? [])]);
    }
    const now = await Promise.all(places.map((division) => wholeCatalogue(app, division)));
    const moved = now.map((items, index) =>
      [...items].filter(([code, json]) => resident[index]?.get(code) !== json).map(([code]) => code),
    );
    expect(moved).toEqual([['ZH-12'], ['ZH-12'], []]);
  });
});
