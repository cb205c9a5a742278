import { readFileSync, writeFileSync } from 'node:fs';
import { projectRoot } from '../project-root.js';

const begin = '<!-- bench: begin, written by npm run bench -- --write -->';
const end = '<!-- bench: end -->';

/** Puts the report between its two marks. Errors: the marks are missing. */
export function writeReadme(report: string): void {
  const file = new URL('README.md', projectRoot);
  const text = readFileSync(file, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error('README.md has lost the marks between which the figures stand.');
  writeFileSync(file, `${text.slice(0, from + begin.length)}\n\n${report}\n\n${text.slice(to)}`);
}
