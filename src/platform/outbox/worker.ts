import { setTimeout } from 'node:timers/promises';
import type { Database } from '../db/database.js';
import { deleteDoneEvents } from './delete-done-events.js';
import { eventBatch, fanOut } from './fan-out.js';
import type { Handler } from './handler.js';
import { Listener } from './listener.js';
import { deliveryBatch, type RelayOptions, workBatch } from './relay.js';
import { WakeUp } from '../turns/wake-up.js';

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

const cleaningMilliseconds = 3_600_000;
const gatheringMilliseconds = 50;

/**
 * Relays events until it is stopped. Every handler has a loop of its own, so a slow one keeps nobody waiting.
 * Once an hour what is done and old is deleted.
 * Uses one connection for listening and, while there is work, one for each handler.
 */
export function startOutboxWorker(db: Database, handlers: readonly Handler[], options: WorkerOptions): OutboxWorker {
  const stopping = new AbortController();
  const news = new WakeUp();
  const cleaning = new WakeUp();
  const lanes = handlers.map((handler) => ({ handler, wakeUp: new WakeUp() }));
  const relay = { ...options, signal: stopping.signal };
  const listener = new Listener(db, options.channel, () => news.ring());

  // Whoever took less than a whole batch rests: it is told of what comes, and looks again soon for what was left.
  const repeat = async (wakeUp: WakeUp, milliseconds: number, work: () => Promise<boolean>): Promise<void> => {
    while (!stopping.signal.aborted) {
      const more = await work().catch((error: unknown) => {
        options.onFault(error);
        return false;
      });
      if (!more) await wakeUp.rest(milliseconds);
    }
  };
  const relayNews = async (): Promise<boolean> => {
    // Without being told it still polls.
    await listener.ensure().catch(options.onFault);
    const fresh = await fanOut(db, handlers);
    for (const { handler, wakeUp } of lanes) if (fresh.handlers.has(handler.name)) wakeUp.ring();
    // The first of many is handed on at once, those on its heels together.
    if (fresh.events > 0) await setTimeout(gatheringMilliseconds);
    return fresh.events === eventBatch;
  };
  const workLane = async (handler: Handler): Promise<boolean> =>
    (await workBatch(db, handler, relay)) === deliveryBatch;
  const poll = options.pollMilliseconds ?? 500;
  const loops = [
    repeat(news, poll, relayNews),
    repeat(cleaning, cleaningMilliseconds, () => deleteDoneEvents(db, stopping.signal).then(() => false)),
    ...lanes.map(({ handler, wakeUp }) => repeat(wakeUp, poll, () => workLane(handler))),
  ];
  return {
    stop: async () => {
      stopping.abort();
      for (const wakeUp of [news, cleaning, ...lanes.map((lane) => lane.wakeUp)]) wakeUp.ring();
      await Promise.all(loops);
      await listener.close();
    },
  };
}
