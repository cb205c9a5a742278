export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A dash for what was not measured. */
export function decimals(value: number, places: number): string {
  return Number.isFinite(value) ? value.toFixed(places) : '–';
}
