import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Embedded, startEmbedded } from '../../src/platform/embedded/start-embedded.js';

/** A real server in a fresh folder, without the waiting for the disk; `stop` removes everything. */
export async function startTestPostgres(): Promise<Pick<Embedded, 'connection' | 'stop'>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tongyuan-test-'));
  // Not a private folder: PostgreSQL must reach it as another account when the tests run as root.
  await chmod(dataDir, 0o755);
  const server = await startEmbedded({
    dataDir,
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  return {
    connection: server.connection,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
