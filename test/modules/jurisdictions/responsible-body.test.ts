import { describe, expect, test } from 'vitest';
import { type Body, Directory, type Succession } from '../../../src/modules/jurisdictions/directory.js';
import { bodyForFunction, carriedFunctions } from '../../../src/modules/jurisdictions/responsible-body.js';
import { bodyOf, chain } from './directories.js';

const cityGovernment = bodyOf('city-gov', { divisionCode: 'city', kind: 'GOVERNMENT', functions: ['GOVERNMENT'] });
const cityData = bodyOf('city-data', { divisionCode: 'city', functions: ['DATA'] });
const districtGovernment = bodyOf('district-gov', { divisionCode: 'district', kind: 'GOVERNMENT' });
const districtCivil = bodyOf('district-civil', { divisionCode: 'district', functions: ['CIVIL_AFFAIRS'] });
const office = bodyOf('office', { kind: 'SUBDISTRICT_OFFICE', functions: ['STREET'] });

function ask(bodies: readonly Body[], [fn, date]: [string, string?], successions: readonly Succession[] = []) {
  const found = bodyForFunction(new Directory(chain, bodies, successions), 'street', fn, date);
  return found === undefined ? undefined : [found.body.id, found.rule, found.step, found.path.join(' ')];
}

describe('the body for a function', () => {
  test('is the one of the division that carries it', () => {
    expect(ask([office], ['STREET'])).toEqual(['office', 'R-P01', 'FUNCTION', 'street']);
  });

  test('else the government or office of the division', () => {
    expect(ask([office, districtCivil], ['CIVIL_AFFAIRS'])).toEqual(['office', 'R-P01', 'GOVERNMENT', 'street']);
  });

  test('else the same one level up, and so on', () => {
    const upper = [cityGovernment, cityData, districtCivil];
    expect(ask([...upper, districtGovernment], ['CIVIL_AFFAIRS'])).toEqual([
      'district-civil',
      'R-P01',
      'UPPER_FUNCTION',
      'street district',
    ]);
    expect(ask([...upper, districtGovernment], ['DATA'])).toEqual([
      'district-gov',
      'R-P01',
      'UPPER_GOVERNMENT',
      'street district',
    ]);
    expect(ask(upper, ['DATA'])).toEqual(['city-data', 'R-P01', 'UPPER_FUNCTION', 'street district city']);
    expect(ask(upper, ['FINANCE'])).toEqual(['city-gov', 'R-P01', 'UPPER_GOVERNMENT', 'street district city']);
  });

  test('is nobody where nobody is, and where the division is unknown', () => {
    expect(ask([], ['STREET'])).toBeUndefined();
    expect(bodyForFunction(new Directory(chain, [office]), 'nowhere', 'STREET')).toBeUndefined();
  });

  test('stands on the date that is asked for', () => {
    const old = bodyOf('old', { functions: ['ALPHA'], validTo: '2026-03-31' });
    const fresh = bodyOf('fresh', { functions: ['ALPHA'], validFrom: '2026-04-01' });
    expect(ask([old, fresh, office], ['ALPHA', '2026-03-31'])?.[0]).toBe('old');
    expect(ask([old, fresh, office], ['ALPHA', '2026-04-01'])?.[0]).toBe('fresh');
    expect(ask([old, fresh, office], ['ALPHA'])?.[0]).toBe('fresh');
  });

  test('may carry it by succession, from the day that takes effect, over any number of steps', () => {
    const first = bodyOf('first', { functions: ['ALPHA'], validTo: '2025-12-31' });
    const second = bodyOf('second', { functions: ['BETA'], validTo: '2026-03-31' });
    const third = bodyOf('third');
    const successions = [
      { predecessorId: 'first', successorId: 'second', functions: null, effectiveOn: '2026-01-01' },
      { predecessorId: 'second', successorId: 'third', functions: null, effectiveOn: '2026-04-01' },
    ];
    const bodies = [first, second, third, office];
    expect(ask(bodies, ['ALPHA', '2025-12-31'], successions)?.[0]).toBe('first');
    expect(ask(bodies, ['ALPHA', '2026-01-01'], successions)).toEqual(['second', 'R-P06', 'FUNCTION', 'street']);
    expect(ask(bodies, ['ALPHA', '2026-04-01'], successions)).toEqual(['third', 'R-P06', 'FUNCTION', 'street']);
    const directory = new Directory(chain, bodies, successions);
    expect(carriedFunctions(directory, third, '2026-04-01')).toEqual(['BETA', 'ALPHA']);
    expect(carriedFunctions(directory, third, '2026-03-31')).toEqual([]);
  });

  test('of a split body is the heir of that function', () => {
    const old = bodyOf('old', { functions: ['ALPHA', 'BETA'], validTo: '2025-12-31' });
    const successions = [
      { predecessorId: 'old', successorId: 'a', functions: ['ALPHA'], effectiveOn: '2026-01-01' },
      { predecessorId: 'old', successorId: 'b', functions: ['BETA'], effectiveOn: '2026-01-01' },
    ];
    const bodies = [old, bodyOf('a'), bodyOf('b')];
    expect(ask(bodies, ['ALPHA', '2026-01-01'], successions)?.[0]).toBe('a');
    expect(ask(bodies, ['BETA', '2026-01-01'], successions)?.[0]).toBe('b');
  });
});
