/** As many as one connection may hold without harm. */
const most = 500;

/** Names for prepared statements: the same text has one name on every connection. Past the most, texts go without. */
export class StatementNames {
  readonly #names = new Map<string, string>();

  of(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= most) return known;
    const name = `prepared_${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}
