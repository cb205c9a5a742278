import type { Database } from '../db/database.js';
import { fanOut } from './fan-out.js';
import type { Handler } from './handler.js';
import { Listener } from './listener.js';
import { type RelayOptions, workBatch } from './relay.js';
import { WakeUp } from './wake-up.js';

export interface WorkerOptions extends Omit<RelayOptions, 'signal'> {
  /** The NOTIFY channel that says: there is something new. */
  readonly channel: string;
  /** How long it rests without being told, in milliseconds (500). */
  readonly pollMilliseconds?: number;
  /** Told of what went wrong outside a handler, e.g. that the database is away; the worker goes on trying. */
  readonly onFault: (error: unknown) => void;
}

export interface OutboxWorker {
  /** Finishes the deliveries that are begun, gives back the others, then resolves. */
  stop(): Promise<void>;
}

/**
 * Relays events until it is stopped. Every handler has a loop of its own, so a slow one keeps nobody waiting.
 * Uses one connection for listening and, while there is work, one for each handler.
 */
export function startOutboxWorker(db: Database, handlers: readonly Handler[], options: WorkerOptions): OutboxWorker {
  const stopping = new AbortController();
  const wakeUps = [new WakeUp(), ...handlers.map(() => new WakeUp())];
  const [news, ...lanes] = wakeUps;
  const relay = { ...options, signal: stopping.signal };
  const listener = new Listener(db, options.channel, () => news?.ring());

  const repeat = async (wakeUp: WakeUp | undefined, work: () => Promise<number>): Promise<void> => {
    while (wakeUp !== undefined && !stopping.signal.aborted) {
      const worked = await work().catch((error: unknown) => {
        options.onFault(error);
        return 0;
      });
      if (worked === 0) await wakeUp.rest(options.pollMilliseconds ?? 500);
    }
  };
  const relayNews = async (): Promise<number> => {
    await listener.ensure();
    const fresh = await fanOut(db, handlers);
    if (fresh > 0) for (const lane of lanes) lane.ring();
    return fresh;
  };
  const loops = [
    repeat(news, relayNews),
    ...handlers.map((handler, index) => repeat(lanes[index], () => workBatch(db, handler, relay))),
  ];
  return {
    stop: async () => {
      stopping.abort();
      for (const wakeUp of wakeUps) wakeUp.ring();
      await Promise.all(loops);
      await listener.close();
    },
  };
}
