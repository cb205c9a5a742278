import { userInfo } from 'node:os';
import { consoleActor } from '../../modules/identity/system-actors.js';
import { systemClock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { notice } from '../../platform/embedded/notice.js';
import { randomIds } from '../../platform/ids/id-source.js';
import type { Config } from '../config.js';
import { entities } from '../entities.js';
import { migrations } from '../migrations.js';
import { compareMigrations } from './compare-migrations.js';
import type { Console } from './console.js';
import { ConsoleFault } from './console-fault.js';
import { withConnection } from './with-connection.js';

/** The transaction of one command on the store of the settings. */
export function transactOn(config: Config, command: string): Console['transact'] {
  return (work) =>
    withConnection(config, command, async (connection) => {
      const db = await Database.open({
        connection,
        poolSize: 2,
        entities,
        migrations,
        clock: systemClock,
        ids: randomIds,
        onWarning: notice,
      });
      try {
        return await transactIn(db)(work);
      } finally {
        await db.close();
      }
    });
}

/** The same on an open store. Refuses one whose tables are not those of this program. */
export function transactIn(db: Database): Console['transact'] {
  return async (work) => {
    const { pending, unknown } = await compareMigrations(db);
    if (pending.length > 0) {
      throw new ConsoleFault(`数据库还差 ${pending.length} 个迁移：请先运行 npm run migrate (pending migrations)。`);
    }
    if (unknown.length > 0) throw new ConsoleFault('数据库由更新版本的程序建立：请使用该版本 (newer schema)。');
    return db.transaction((tx) => work(tx, consoleActor), { requestId: `console/${systemUser()}` });
  };
}

/** Who sits at the machine, as far as the machine knows. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container an id may have no name.
    return String(process.getuid?.() ?? 'unknown');
  }
}
