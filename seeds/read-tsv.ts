import { dataFile } from './data-file.js';

/** One row: the cell of a column, '' where it is empty. Throws for a column the file does not have. */
export type TsvRow = (column: string) => string;

/** The rows of a tab-separated file of seeds/data; `#` lines are comments, the first other line names the columns. */
export function readTsv(name: string): TsvRow[] {
  const lines = dataFile(name)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [header = '', ...rows] = lines;
  const columns = header.split('\t');
  return rows.map((line) => {
    const cells = line.split('\t');
    return (column) => {
      const index = columns.indexOf(column);
      if (index < 0) throw new Error(`${name} has no column ${column}.`);
      return cells[index] ?? '';
    };
  });
}
