import type { QueryConfig } from 'pg';
import type { SqlOptions } from './sql.js';

/** As many as one connection may hold without harm. */
const most = 500;

/** How often a text is run before it is worth a name, and how many texts are counted at a time. */
const often = 20;
const counted = 1_000;

/** Names for prepared statements: the same text has one name on every connection. Past the most, texts go without. */
export class StatementNames {
  readonly #names = new Map<string, string>();
  #runs = new Map<string, number>();

  /** A statement as the driver takes it. */
  statement(text: string, params: readonly unknown[] = [], { prepared = false }: SqlOptions = {}): QueryConfig {
    const name = prepared ? this.#of(text) : undefined;
    return { text, values: [...params], ...(name === undefined ? {} : { name }) };
  }

  /** The name of a text that is run again and again; undefined until it is. */
  ofRepeated(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= most) return known;
    const runs = (this.#runs.get(text) ?? 0) + 1;
    if (runs >= often) {
      this.#runs.delete(text);
      return this.#of(text);
    }
    if (this.#runs.size >= counted) this.#runs = new Map();
    this.#runs.set(text, runs);
    return undefined;
  }

  #of(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= most) return known;
    const name = `prepared_${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}
