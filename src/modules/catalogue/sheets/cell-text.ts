/** `C7`: how people name a cell; row and column count from 0. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}

/** What a cell says, whatever the program that wrote it does to line ends and to blanks at the edges. */
export function plainText(text: string | null | undefined): string {
  if (!text) return '';
  return (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).trim();
}

/** The same, null where nothing is said. */
export function plainOrNull(text: string | null | undefined): string | null {
  const plain = plainText(text);
  return plain === '' ? null : plain;
}

/** Several texts in one cell; `splitCell` gives them back, whatever they hold. */
export function joinCell(parts: readonly string[], separator: string): string {
  return parts
    .map((part) => (part === '' ? '\\-' : part.replaceAll('\\', '\\\\').replaceAll(separator, `\\${separator}`)))
    .join(separator);
}

/** `separator`: one character. */
export function splitCell(cell: string, separator: string): string[] {
  if (cell === '') return [];
  const parts = [''];
  for (let index = 0; index < cell.length; index += 1) {
    const character = cell[index] ?? '';
    if (character === separator) {
      parts.push('');
      continue;
    }
    const escaped = character === '\\' ? cell[index + 1] : undefined;
    if (escaped !== undefined) index += 1;
    const last = parts.length - 1;
    parts[last] = (parts[last] ?? '') + (escaped === undefined ? character : escaped === '-' ? '' : escaped);
  }
  return parts.map(plainText);
}

/** Spreadsheet programs compute what begins like this, also where the full-width form was typed. */
const computed = /^[=+\-@＝＋－＠\t\r\n|]/u;

/** A cell that no program takes for a formula: what might be one, or already begins with the mark, gets an apostrophe. */
export function guardFormula(text: string): string {
  return computed.test(text) || text.startsWith("'") ? `'${text}` : text;
}

export function withoutGuard(text: string): string {
  return text.startsWith("'") && (computed.test(text.slice(1)) || text.startsWith("''")) ? text.slice(1) : text;
}
