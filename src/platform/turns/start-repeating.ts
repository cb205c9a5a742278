import { WakeUp } from './wake-up.js';

export interface Repeating {
  /** Resolves once what is begun has ended. */
  stop(): Promise<void>;
}

/** Does something again and again, with a rest in between, until it is stopped. A failure is told, and it goes on. */
export function startRepeating(
  work: () => Promise<unknown>,
  restMilliseconds: number,
  onFault: (error: unknown) => void,
): Repeating {
  const wakeUp = new WakeUp();
  let stopped = false;
  const run = async (): Promise<void> => {
    while (!stopped) {
      try {
        await work();
      } catch (error) {
        onFault(error);
      }
      await wakeUp.rest(restMilliseconds);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopped = true;
      wakeUp.ring();
      await running;
    },
  };
}
