import type { Pool, PoolClient } from 'pg';

/**
 * The query builder's controlled transactions never give a slot back when its connection dies inside one:
 * after `max` such deaths every query would wait for ever. So a client that ends while it is out is released here,
 * with an error so that the pool drops it, and a second release of the same loan is ignored.
 */
export function guardPool(pool: Pool, onWarning: (message: string) => void): void {
  pool.on('acquire', (client) => {
    // The pool sets `release` right after this event and before whoever waits for the client goes on.
    queueMicrotask(() => guardLoan(client, onWarning));
  });
}

function guardLoan(client: PoolClient, onWarning: (message: string) => void): void {
  const giveBack = client.release.bind(client);
  let released = false;
  let timer: NodeJS.Timeout | undefined;

  const release = (error?: Error | boolean): void => {
    if (released) return;
    released = true;
    clearTimeout(timer);
    client.off('end', onEnd);
    try {
      giveBack(error);
    } catch {
      // A client that is dead when it is lent goes back in the same turn, before this guard stands: it is back.
    }
  };
  // The holder gets a second to release by itself: its own error is the better one.
  const onEnd = (): void => {
    timer = setTimeout(() => {
      onWarning('A database connection died while it was in use; its slot was freed.');
      release(new Error('connection ended'));
    }, 1_000);
    timer.unref();
  };

  client.release = release;
  client.once('end', onEnd);
}
