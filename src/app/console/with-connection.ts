import type { Connection } from '../../platform/db/database.js';
import { attachEmbedded, hasEmbedded } from '../../platform/embedded/attach-embedded.js';
import { withEmbedded } from '../../platform/embedded/launch.js';
import { FolderInUse } from '../../platform/embedded/start-fault.js';
import type { Config } from '../config.js';
import { ConsoleFault } from './console-fault.js';

/** Where the database of a command runs: DATABASE_URL, beside the running product, or only for this command. */
export type Place = 'SERVER' | 'RUNNING' | 'STARTED';

type Work<T> = (connection: Connection, place: Place) => Promise<T>;

/** Does a piece of work with the database of the settings; an embedded one that does not run is started for it. */
export async function withConnection<T>(config: Config, command: string, work: Work<T>): Promise<T> {
  if (config.database !== undefined) return work(config.database, 'SERVER');
  const { dataDir } = config;
  // A wrong DATA_DIR must not leave a new database behind.
  if (!hasEmbedded(dataDir)) {
    throw new ConsoleFault(`${dataDir} 中还没有数据库：请先运行 npm start 或 npm run migrate，或检查 DATA_DIR。`);
  }
  try {
    return await withStarted(dataDir, command, work);
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
  }
  const running = await attachEmbedded(dataDir);
  if (running === undefined) {
    throw new ConsoleFault(`${dataDir} 的数据库由另一进程掌管而没有应答：请稍后再试，并使用启动它的系统账号。`);
  }
  return work(running, 'RUNNING');
}

async function withStarted<T>(dataDir: string, command: string, work: Work<T>): Promise<T> {
  const results: { readonly value: T }[] = [];
  await withEmbedded({ dataDir, role: command }, async ({ embedded }, stop) => {
    const interrupted = new Promise<void>((resolve) => {
      if (stop.aborted) resolve();
      stop.addEventListener('abort', () => resolve());
    });
    const done = work(embedded.connection, 'STARTED').then((value) => void results.push({ value }));
    await Promise.race([done, interrupted]);
    return 0;
  });
  const [result] = results;
  if (result === undefined) throw new ConsoleFault('已中断 (interrupted)。');
  return result.value;
}
