/** Anything that runs one parameterised statement (`$1`, `$2`, …) and returns its rows. */
export interface Sql {
  sql<Row extends object>(text: string, params?: readonly unknown[]): Promise<Row[]>;
}
