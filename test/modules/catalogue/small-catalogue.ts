import { addItems, type ItemInput } from '../../../src/modules/catalogue/add-items.js';
import type { ElementValue } from '../../../src/modules/catalogue/catalogue-fact.js';
import type { ColumnValues } from '../../../src/modules/catalogue/editing/check-columns.js';
import type { EffectiveItem } from '../../../src/modules/catalogue/effective-item.js';
import { findEffectiveItem } from '../../../src/modules/catalogue/find-effective-item.js';
import { type Actor, type Role, roles } from '../../../src/modules/identity/actor.js';
import { AppError } from '../../../src/platform/errors/app-error.js';
import { type UserError, UserErrors } from '../../../src/platform/errors/user-errors.js';
import type { Database } from '../../../src/platform/db/database.js';
import type { Tx } from '../../../src/platform/db/tx.js';
import { actorWith } from '../../support/identity.js';
import { settle } from '../jurisdictions/small-country.js';

export const city = '310000';
export const district = '310107';
export const street = '310107005';
export const otherDistrict = '310101';

const office = (scope: string, number: number): Actor =>
  actorWith('DISCLOSURE_OFFICE', scope, `00000000-0000-4000-8000-00000000001${number}`);
export const cityOffice = office(city, 1);
export const districtOffice = office(district, 2);
export const streetOffice = office(street, 3);
export const otherOffice = office(otherDistrict, 4);

export const group = 'GG-01';
export const leaf = 'GG-01-01';
/** Flagged for districts and streets only. */
export const lowerLeaf = 'GG-01-02';

export function element(id: string, more: Partial<ElementValue> = {}): ElementValue {
  return { id, name: `要素${id}`, identifier: id.toUpperCase(), type: 'TEXT', required: true, values: [], ...more };
}

export const regulation = { title: '中华人民共和国政府信息公开条例', docNo: '国务院令第711号', clause: '第二十六条' };
export const localRule = { title: '示例区高龄津贴实施细则', docNo: '示例区规〔2026〕1号', clause: '第三条' };
export const twentyDays = { kind: 'STATUTORY', trigger: 'CHANGED', amount: 20, unit: 'WORKING_DAY' } as const;

export function days(amount: number) {
  return { kind: 'COMMITTED', trigger: 'CHANGED', amount, unit: 'WORKING_DAY' } as const;
}

/** All columns of a leaf, as the city might define it. */
export function columns(more: ColumnValues = {}): ColumnValues {
  return {
    name: '高龄津贴申领',
    elements: [element('scope'), element('phone', { type: 'CONTACT' })],
    bases: [regulation],
    deadline: twentyDays,
    responsibility: { function: 'CIVIL_AFFAIRS' },
    channels: ['GOVERNMENT_WEBSITE'],
    audience: { specific: null },
    levels: ['CITY', 'DISTRICT', 'STREET'],
    note: null,
    ...more,
  };
}

export function item(more: Partial<ItemInput> = {}): ItemInput {
  return {
    code: leaf,
    parentCode: group,
    category: 'PUBLIC_SERVICE_ITEM',
    isLeaf: true,
    identifier: 'ELDERLY_ALLOWANCE',
    columns: columns(),
    ...more,
  };
}

/**
 * A city, two districts, a street; one group with a leaf for all levels and one for the lower two. Sequence 3. What
 * lower levels change takes effect at once, unless another pack asks for approval.
 */
export async function settleCatalogue(db: Database, { pack = 'GRASSROOTS_GB' } = {}): Promise<void> {
  await settle(db, { pack });
  const items = [
    item({ code: group, parentCode: null, isLeaf: false, identifier: 'ELDERLY_CARE', columns: { name: '养老服务' } }),
    item(),
    item({ code: lowerLeaf, identifier: 'MEAL_SITES', columns: columns({ levels: ['DISTRICT', 'STREET'] }) }),
  ];
  await db.transaction((tx) => addItems(tx, cityOffice, { divisionCode: city, items }));
}

export async function itemAt(db: Database, divisionCode: string, itemCode = leaf): Promise<EffectiveItem> {
  const found = await findEffectiveItem(db, { divisionCode, itemCode });
  if (found === null) throw new Error(`${divisionCode} does not see ${itemCode}.`);
  return found;
}

/** What the verb refused, as data. */
export async function refusals(db: Database, work: (tx: Tx) => Promise<unknown>): Promise<readonly UserError[]> {
  try {
    await db.transaction(work);
  } catch (error) {
    if (error instanceof UserErrors) return error.errors;
    throw error;
  }
  throw new Error('The verb refused nothing.');
}

/** Each refusal with its rule and the values that forbid it; throws where one does not say why. */
export function reasons(faults: readonly UserError[]): readonly string[] {
  return faults.map(({ message, rule, explanation }) => {
    if (rule === undefined || explanation?.rule !== rule) throw new Error(`Nothing says why: ${message}`);
    return [rule, ...explanation.inputs.map(({ name, value }) => `${name}=${value}`)].join(' ');
  });
}

/** The code with which the verb was denied. */
export async function denial(db: Database, work: (tx: Tx) => Promise<unknown>): Promise<string> {
  try {
    await db.transaction(work);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  throw new Error('The verb was not denied.');
}

/** Everybody who may not keep the catalogue of the district: other roles there, and the office of another district. */
export const strangers: readonly Actor[] = [
  ...roles.filter((role: Role) => role !== 'DISCLOSURE_OFFICE').map((role) => actorWith(role, district)),
  otherOffice,
  streetOffice,
];

/** Rows of every table, to count what a change wrote and to show that a refusal left nothing. */
export async function traces(db: Database): Promise<Readonly<Record<string, number>>> {
  const tables = await db.sql<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const [counts = {}] = await db.sql<Record<string, number>>(
    `select ${tables.map(({ name }) => `(select count(*)::int from "${name}") as "${name}"`).join(', ')}`,
  );
  const [open] = await db.sql<{ open: number; head: number }>(
    `select (select count(*)::int from catalogue_fact where to_sequence is null) as open, (select sequence::int from ledger_head) as head`,
  );
  return { ...counts, openFacts: open?.open ?? 0, head: open?.head ?? 0 };
}

/** How many rows each table gained. */
export function gained(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const entries = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const);
  return Object.fromEntries(entries.filter(([, count]) => count !== 0));
}
