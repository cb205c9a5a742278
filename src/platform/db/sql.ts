export interface SqlOptions {
  /** Planned once on each connection: for the few texts that are run most. */
  readonly prepared?: boolean;
}

/** Anything that runs one parameterised statement (`$1`, `$2`, …) and returns its rows. */
export interface Sql {
  sql<Row extends object>(text: string, params?: readonly unknown[], options?: SqlOptions): Promise<Row[]>;
}
