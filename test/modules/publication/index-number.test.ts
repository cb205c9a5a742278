import { describe, expect, it } from 'vitest';
import { indexNumberTemplate, printIndexNumber, serialYear } from '../../../src/modules/publication/index-number.js';

const parts = { division: '310107', bodyNumber: 7, year: 2026, serial: 42, series: '' } as const;

describe('printIndexNumber', () => {
  it.each([
    ['{division}{body3}/{yyyy}-{serial5}', '310107007/2026-00042'],
    ['{division}-{body}-{serial}', '310107-7-42'],
    ['{yyyy}.{division}.{body1}.{serial2}', '2026.310107.7.42'],
  ])('%s', (template, printed) => {
    expect(printIndexNumber(template, parts)).toBe(printed);
  });

  it('what is for specific audiences has serials of its own', () => {
    const specific = { ...parts, series: 'D' } as const;
    expect(printIndexNumber('{division}{body3}/{yyyy}-{serial5}', specific)).toBe('310107007/2026-D0042');
    expect(printIndexNumber('{yyyy}.{division}.{body1}.{serial}', specific)).toBe('2026.310107.7.D42');
  });

  it('a number longer than its place is printed whole', () => {
    const many = { ...parts, bodyNumber: 1234, serial: 123_456 };
    expect(printIndexNumber('{division}{body3}/{yyyy}-{serial5}', many)).toBe('3101071234/2026-123456');
  });

  it.each([
    '{division}/{yyyy}-{serial5}',
    '{division}{body3}/{yyyy}',
    '{body3}{serial5}',
    '{division}{body}{serial}{x}',
  ])('refuses %s, which cannot give unique numbers', (template) => {
    expect(() => printIndexNumber(template, parts)).toThrow(/Index number template/);
  });
});

it('serials start again each year only where the number shows the year', () => {
  expect(serialYear('{division}{body3}/{yyyy}-{serial5}', 2026)).toBe(2026);
  expect(serialYear('{division}{body3}-{serial7}', 2026)).toBe(0);
});

it('the nearest division with a template decides', () => {
  expect(indexNumberTemplate(['310107', '310000'])).toBe('{division}{body3}/{yyyy}-{serial5}');
  expect(indexNumberTemplate(['110000'])).toBe('{division}{body3}/{yyyy}-{serial5}');
});
