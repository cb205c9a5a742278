import { createClient } from '@keyv/redis';

/** Asks a Redis once, without trying again. Rejects when it cannot be reached or refuses. `patience` in milliseconds. */
export async function pingRedis(url: string, patience: number): Promise<void> {
  const client = createClient({ url, socket: { connectTimeout: patience, reconnectStrategy: false } });
  // Without a listener a lost connection would end the process; the promises below reject anyway.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
  } finally {
    // A refused one is closed already, and says so by an error of its own.
    if (client.isOpen) client.destroy();
  }
}
