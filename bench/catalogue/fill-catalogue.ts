import { seedActor } from '../../seeds/seed-actor.js';
import { addItems } from '../../src/modules/catalogue/add-items.js';
import { type NewFact, writeFacts } from '../../src/modules/catalogue/editing/write-facts.js';
import { registerBodies } from '../../src/modules/jurisdictions/bodies/register-bodies.js';
import type { Division } from '../../src/modules/jurisdictions/directory.js';
import { defineDivisions } from '../../src/modules/jurisdictions/divisions/define-divisions.js';
import { ManualClock } from '../../src/platform/clock/clock.js';
import type { Database } from '../../src/platform/db/database.js';
import { seededIds } from '../../src/platform/ids/id-source.js';
import { progressOf } from '../progress.js';
import { pick, seededNumbers } from '../store/random.js';
import { standardItems } from '../store/standard-items.js';

export const cityCode = '310000';
const districtCount = 38;
const townCount = 1_031;
const itemCount = 1_000;
const factCount = 20_000;

/** A province-like tree: one city, 38 districts, 1,031 towns, a government each; 1,000 items and 20,000 facts. */
export async function fillCatalogue(db: Database): Promise<void> {
  const options = { clock: new ManualClock('2025-01-06T01:00:00Z'), ids: seededIds('bench/catalogue') };
  const divisions = tree();
  await db.transaction((tx) => defineDivisions(tx, seedActor, { divisions }), options);
  const bodies = divisions.map(({ code, name }) => ({
    slug: `${code}-government`,
    name: `${name}人民政府`,
    kind: 'GOVERNMENT' as const,
    divisionCode: code,
    functions: ['GOVERNMENT'],
  }));
  await db.transaction((tx) => registerBodies(tx, seedActor, { bodies }), options);
  const items = standardItems(itemCount);
  await db.transaction((tx) => addItems(tx, seedActor, { divisionCode: cityCode, items }), options);
  const leaves = items.filter((item) => item.isLeaf).map((item) => item.code);
  const below = divisions.filter((division) => division.code !== cityCode);
  const shown = progressOf('Facts of lower levels', below.length);
  const next = seededNumbers(6);
  let missing = factCount - (await countFacts(db));
  for (const [index, { code }] of below.entries()) {
    const share = Math.ceil(missing / (below.length - index));
    missing -= share;
    const itemCodes = new Set<string>();
    while (itemCodes.size < share) itemCodes.add(pick(leaves, next));
    const open = [...itemCodes].map((itemCode, fact) => lowerFact(code, itemCode, fact));
    const [first, ...rest] = itemCodes;
    if (first === undefined) continue;
    const writes = { divisionCode: code, itemCodes: [first, ...rest] as [string, ...string[]], open };
    await db.transaction((tx) => writeFacts(tx, seedActor, writes), options);
    shown(index + 1);
  }
  await db.sql('delete from outbox_event');
  await db.sql('vacuum analyze');
  // What is still to be written of the filling would be written while edits are measured.
  await db.sql('checkpoint');
}

function tree(): Division[] {
  const shape = { pack: 'SHANGHAI' };
  const city: Division = { ...shape, code: cityCode, name: '示例市', level: 'CITY', kind: 'CITY', parentCode: null };
  const districts = Array.from({ length: districtCount }, (_, index): Division => {
    const code = `3101${String(index + 1).padStart(2, '0')}`;
    return { ...shape, code, name: `示例区${index + 1}`, level: 'DISTRICT', kind: 'DISTRICT', parentCode: cityCode };
  });
  const towns = Array.from({ length: townCount }, (_, index): Division => {
    const parentCode = districts[index % districtCount]?.code ?? cityCode;
    const code = `${parentCode}${String(100 + Math.floor(index / districtCount))}`;
    return { ...shape, code, name: `示例镇${index + 1}`, level: 'STREET', kind: 'TOWN', parentCode };
  });
  return [city, ...districts, ...towns];
}

/** What lower levels say in turn: a shorter term, a basis of their own, one more channel, a note. */
function lowerFact(divisionCode: string, itemCode: string, index: number): NewFact {
  const place = { divisionCode, itemCode };
  const facts: readonly NewFact[] = [
    {
      ...place,
      field: 'deadline',
      slot: 'VALUE',
      state: 'OVERRIDE',
      value: { kind: 'COMMITTED', trigger: 'CHANGED', amount: 15, unit: 'WORKING_DAY' },
      reason: '本级承诺',
    },
    {
      ...place,
      field: 'bases',
      slot: 'APPEND',
      state: 'APPEND',
      value: [{ title: '示例实施办法', docNo: `示例发〔2024〕${index + 1}号`, clause: '第三条' }],
    },
    { ...place, field: 'channels', slot: 'APPEND', state: 'APPEND', value: ['COMMUNITY_NOTICE_BOARD'] },
    { ...place, field: 'note', slot: 'VALUE', state: 'OVERRIDE', value: '由本级窗口提供纸质文本。' },
  ];
  return pick(facts, () => index % facts.length);
}

async function countFacts(db: Database): Promise<number> {
  const [row] = await db.sql<{ count: number }>('select count(*)::int as count from catalogue_fact');
  return row?.count ?? 0;
}
