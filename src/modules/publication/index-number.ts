/** What an index number (索引号) is made of. `bodyNumber` counts the bodies of a division, `serial` the publications of a body in a year. */
export interface IndexNumberParts {
  readonly division: string;
  readonly bodyNumber: number;
  readonly year: number;
  readonly serial: number;
  /** What is for specific audiences is counted apart, so that the numbers of the others have no gaps that tell of it. */
  readonly series: '' | 'D';
}

const place = /\{(division|yyyy|body|serial)([1-9]?)\}/g;

/** Numbers that are the same for every body of a division, or for every publication, would not be unique. */
const needed = ['division', 'body', 'serial'] as const;

/**
 * Prints a template such as `{division}{body3}/{yyyy}-{serial5}`. `{body…}` and `{serial…}` take a number of digits,
 * filled with zeros; a longer number is printed whole. Errors: a template that cannot give unique numbers.
 */
export function printIndexNumber(template: string, parts: IndexNumberParts): string {
  checkTemplate(template);
  const values = {
    division: parts.division,
    body: String(parts.bodyNumber),
    yyyy: String(parts.year),
    serial: String(parts.serial),
  };
  return template.replace(place, (_, name: keyof typeof values, digits: string) => {
    const series = name === 'serial' ? parts.series : '';
    return series + values[name].padStart(Number(digits || '1') - series.length, '0');
  });
}

/** Serials start again each year only where the year is part of the number. */
export function serialYear(template: string, year: number): number {
  return template.includes('{yyyy}') ? year : 0;
}

function checkTemplate(template: string): void {
  const names = Array.from(template.matchAll(place), (match) => match[1]);
  const missing = needed.filter((name) => !names.includes(name));
  const rest = template.replace(place, '');
  if (missing.length > 0 || /[{}]/.test(rest)) {
    throw new Error(
      `Index number template ${template}: lacks ${missing.join(', ') || 'nothing'}, or has an unknown place.`,
    );
  }
}

interface DivisionTemplate {
  readonly divisionCode: string;
  readonly template: string;
}

const usual = '{division}{body3}/{yyyy}-{serial5}';

/** Templates by division; the nearest division above decides. No national format exists, so this is data. */
const templates: readonly DivisionTemplate[] = [{ divisionCode: '310000', template: usual }];

/** `scopes`: the division, then those above it. */
export function indexNumberTemplate(scopes: readonly string[]): string {
  const found = scopes.map((scope) => templates.find((entry) => entry.divisionCode === scope));
  return found.find((entry) => entry !== undefined)?.template ?? usual;
}
