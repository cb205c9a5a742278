// Computes the whole table of expected due dates in a process of its own, so that a test can choose its time zone.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const isSource = specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts');
    return next(isSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});

const rules = new URL('../../../src/modules/rules/', import.meta.url);
const { computeDueDate } = await import(new URL('due-date.ts', rules).href);
const { packAt } = await import(new URL('packs.ts', rules).href);
const { WorkingCalendar } = await import(new URL('working-calendar.ts', rules).href);

const calendar = new WorkingCalendar();
const units = { WD: 'WORKING_DAY', D: 'DAY', H: 'HOUR' };
const table = readFileSync(new URL('expected-due-dates.tsv', import.meta.url), 'utf8');
const rows = table
  .trim()
  .split('\n')
  .slice(2)
  .map((line) => line.split('\t'));
const results = rows.map(([trigger, at, amount, unit]) => {
  const pack = packAt('SHANGHAI', at.slice(0, 10));
  const due = computeDueDate({ trigger, at, amount: Number(amount), unit: units[unit], calendar, rule: 'R-D01', pack });
  return [due.date, due.at.toISOString(), due.provisional];
});
process.stdout.write(JSON.stringify({ hour: new Date(0).getHours(), results }));
