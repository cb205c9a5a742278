import type { Actor } from '../../modules/identity/actor.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Options } from './parse-options.js';

/** What a command gets from the process that runs it. */
export interface Console {
  /** The password of a new account: typed without an echo, or the first line of what is piped in. */
  readPassword(): Promise<string>;
  /** `Type.field` of everything that a key may be denied. */
  maskableFields(): Promise<ReadonlySet<string>>;
  /** One line on standard output. */
  print(line: string): void;
  /**
   * One transaction on the store of the settings, wherever it runs: all of `work` or nothing.
   * What it does is the console's in the audit trail.
   */
  transact<T>(work: (tx: Tx, actor: Actor) => Promise<T>): Promise<T>;
}

/** Throws what `explainFault` can say in one sentence. */
export type Command = (options: Options, console: Console) => Promise<void>;
