import { StartFault } from './start-fault.js';
import type { EmbeddedEvent } from './start-embedded.js';

/** One short line for the person at the terminal; logs go elsewhere. */
export function notice(text: string): void {
  process.stderr.write(`同源: ${text}\n`);
}

/** One sentence for what an operator can act on, a stack for what is our own mistake. */
export function noticeFault(error: unknown): void {
  if (error instanceof StartFault) notice(error.message);
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
}

/** Tells what happens to the embedded database; a retry is told only when it goes on for a while. */
export function embeddedNotices(): (event: EmbeddedEvent) => void {
  let began = performance.now();
  let retries = 0;
  const seconds = (): string => `${((performance.now() - began) / 1_000).toFixed(1)} s`;
  return (event) => {
    switch (event.kind) {
      case 'preparing':
        began = performance.now();
        return notice(`preparing the embedded database in ${event.clusterDir} …`);
      case 'ready':
        return notice(
          `database ${event.adopted ? 'found running' : event.created ? 'created' : 'started'} in ${seconds()}`,
        );
      case 'lost':
        began = performance.now();
        retries = 0;
        return notice('the database stopped by itself; starting it again …');
      case 'back':
        return notice(`database back after ${seconds()}`);
      case 'retry':
        retries += 1;
        return retries % 10 === 5 ? notice(`still trying: ${event.reason}`) : undefined;
    }
  };
}
