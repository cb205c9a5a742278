import { embeddedNotices, notice } from './notice.js';
import { acquireOwnerLock } from './owner-lock.js';
import { type Embedded, startEmbedded } from './start-embedded.js';
import { onStopSignals } from './stop-signals.js';
import { type ChildEvent, superviseChild } from './supervise-child.js';

export interface LaunchOptions {
  readonly dataDir: string;
  /** Shown to whoever wants the same folder. */
  readonly role: string;
}

export interface SuperviseOptions extends LaunchOptions {
  /** The file of this program, started once more as the child. */
  readonly entry: string;
  readonly args: readonly string[];
}

/** The child of a killed owner finishes its requests first, and keeps the port meanwhile. */
const orphanPatience = 15_000;

/** What the work of an owner gets. */
export interface Owned {
  readonly embedded: Embedded;
  /** The last owner was killed. */
  readonly inherited: boolean;
}

/**
 * Holds the data folder and its database, and keeps the app running beside it until a signal.
 * The child finds the database in DATABASE_URL. Resolves with the exit code of the program.
 */
export function launchSupervised(options: SuperviseOptions): Promise<number> {
  return withEmbedded(options, async ({ embedded, inherited }, stop) => {
    if (stop.aborted) return 0;
    const child = superviseChild({
      entry: options.entry,
      args: options.args,
      env: { ...process.env, DATABASE_URL: embedded.databaseUrl, DATA_DIR: options.dataDir },
      patience: inherited ? orphanPatience : 0,
      onEvent: childNotices(),
    });
    process.once('exit', () => child.kill());
    stop.addEventListener('abort', () => void child.stop());
    return child.ended;
  });
}

/**
 * Runs one piece of work with the database of a data folder, which nobody else may hold meanwhile.
 * A stop signal aborts `stop`; the work decides what that means, the database goes after it. A second one ends at once.
 */
export async function withEmbedded(
  options: LaunchOptions,
  work: (owned: Owned, stop: AbortSignal) => Promise<number>,
): Promise<number> {
  const lock = await acquireOwnerLock(options.dataDir, options.role);
  const stop = new AbortController();
  let embedded: Embedded | undefined;
  onStopSignals(
    (signal) => {
      notice(`stopping (${signal}) …`);
      stop.abort();
    },
    () => void (embedded?.stop({ immediate: true }) ?? Promise.resolve()).finally(() => process.exit(1)),
  );
  try {
    embedded = await startEmbedded({ dataDir: options.dataDir, onEvent: embeddedNotices() });
    return await work({ embedded, inherited: lock.inherited }, stop.signal);
  } finally {
    await embedded?.stop();
    lock.release();
  }
}

function childNotices(): (event: ChildEvent) => void {
  let died = false;
  return (event) => {
    if (event.kind === 'died') {
      died = true;
      notice(`the app ended (${event.how}); starting it again in ${event.pause} ms …`);
    } else if (event.kind === 'ready' && died) {
      died = false;
      notice('the app is back');
    }
  };
}
