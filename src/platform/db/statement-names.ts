import type { QueryConfig } from 'pg';
import type { SqlOptions } from './sql.js';

/** As many as one connection may hold without harm. */
const most = 500;

/** Names for prepared statements: the same text has one name on every connection. Past the most, texts go without. */
export class StatementNames {
  readonly #names = new Map<string, string>();

  /** A statement as the driver takes it. */
  statement(text: string, params: readonly unknown[] = [], { prepared = false }: SqlOptions = {}): QueryConfig {
    const name = prepared ? this.#of(text) : undefined;
    return { text, values: [...params], ...(name === undefined ? {} : { name }) };
  }

  #of(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= most) return known;
    const name = `prepared_${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}
