import type { Pool, PoolClient } from 'pg';
import type { StatementNames } from './statement-names.js';

/**
 * What is run again and again, by the verbs and by the mapper alike, is parsed and planned once on each connection. Their
 * layers know of no prepared statements, so the connections themselves give the names.
 */
export function prepareRepeated(pool: Pool, names: StatementNames): void {
  pool.on('connect', (client) => nameRepeated(client, names));
}

function nameRepeated(client: PoolClient, names: StatementNames): void {
  const run = client.query.bind(client);
  const query = (text: unknown, values: unknown, ...rest: readonly unknown[]): unknown => {
    const name =
      typeof text === 'string' && Array.isArray(values) && isQuery(text) ? names.ofRepeated(text) : undefined;
    return Reflect.apply(run, client, name === undefined ? [text, values, ...rest] : [{ name, text, values }, ...rest]);
  };
  Object.defineProperty(client, 'query', { value: query, configurable: true, writable: true });
}

/** Not `begin`, `commit` and the like, which there is nothing to plan of. */
function isQuery(text: string): boolean {
  return /^\s*(with|select|insert|update|delete)\b/i.test(text);
}
