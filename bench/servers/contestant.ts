/** The two questions of the bench: one disclosure with text, body and item; the 20 newest of a body. */
export const works = ['one', 'newest'] as const;
export type Work = (typeof works)[number];

export const contestantNames = [
  'static',
  'limit',
  'product',
  'product, cache on',
  'PostGraphile 5',
  'Apollo + DataLoader',
] as const;
export type ContestantName = (typeof contestantNames)[number];

/** A running server under test. */
export interface Contestant {
  readonly name: ContestantName;
  readonly pid: number;
  readonly port: number;
  readonly path: string;
  /** The JSON bodies that ask it for the same records as all others. */
  readonly questions: Readonly<Record<Work, readonly string[]>>;
  stop(): Promise<void>;
}

/** The records that are asked for. */
export interface Keys {
  readonly one: readonly string[];
  readonly newest: readonly string[];
}
