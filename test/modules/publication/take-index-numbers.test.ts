import { describe, expect, it } from 'vitest';
import { takeIndexNumbers } from '../../../src/modules/publication/take-index-numbers.js';
import { testDatabase } from '../../support/test-database.js';

const db = await testDatabase();

const body = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const request = (number: number, year = 2026, divisionCode = '310107') => ({
  bodyId: body(number),
  divisionCode,
  scopes: [divisionCode, '310000'],
  year,
  open: true,
});

const take = (...requests: ReturnType<typeof request>[]) => db.transaction((tx) => takeIndexNumbers(tx, requests));

describe('takeIndexNumbers', () => {
  it('counts by body and year, in the order of the requests', async () => {
    expect(await take(request(2), request(1), request(2))).toEqual([
      '310107002/2026-00001',
      '310107001/2026-00001',
      '310107002/2026-00002',
    ]);
    expect(await take(request(1, 2027), request(1))).toEqual(['310107001/2027-00001', '310107001/2026-00002']);
    expect(await take(request(3, 2026, '310101'))).toEqual(['310101001/2026-00001']);
  });

  it('what is for specific audiences leaves no gap in the numbers of the others', async () => {
    const specific = () => ({ ...request(9), open: false });
    expect(await take(request(9), specific(), request(9), specific())).toEqual([
      '310107003/2026-00001',
      '310107003/2026-D0001',
      '310107003/2026-00002',
      '310107003/2026-D0002',
    ]);
  });

  it('a rolled back release leaves no gap', async () => {
    const failing = db.transaction(async (tx) => {
      await takeIndexNumbers(tx, [request(1, 2030)]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await take(request(1, 2030))).toEqual(['310107001/2030-00001']);
  });

  it('two hundred at once, for new and known bodies: all different, none left out', async () => {
    const bodies = Array.from({ length: 200 }, (_, index) => 10 + (index % 4));
    const numbers = (await Promise.all(bodies.map((number) => take(request(number, 2026, '310110'))))).flat();
    expect(new Set(numbers).size).toBe(200);
    const serials = Map.groupBy(numbers, (number) => number.slice(0, 9));
    expect([...serials.keys()].every((prefix) => prefix.startsWith('310110'))).toBe(true);
    expect([...serials.values()].map((group) => group.toSorted().at(-1)?.slice(-5))).toEqual([
      '00050',
      '00050',
      '00050',
      '00050',
    ]);
  });
});
