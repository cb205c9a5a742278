import type { Clock } from '../../../platform/clock/clock.js';
import type { Sql } from '../../../platform/db/sql.js';
import { type Check, fault, fine, hint, type Verdict } from './finding.js';

const oldestVersion = 15;
const largestDifference = 2_000;
/** Orders by code point, whatever the operating system's tables say. */
const steadyCollations = new Set(['C', 'POSIX', 'C.UTF-8', 'C.UTF8', 'C.utf8']);

interface Facts {
  readonly version: string;
  readonly major: number;
  readonly encoding: string;
  readonly collation: string;
  readonly recordedVersion: string | null;
  readonly actualVersion: string | null;
  readonly fsync: string;
  readonly fullPageWrites: string;
  readonly synchronousCommit: string;
}

/** What the database server itself must offer, whatever is in it. */
export function serverChecks(db: Sql): readonly Check[] {
  let asked: Promise<Facts> | undefined;
  const about = (judge: (facts: Facts) => Verdict) => async () => judge(await (asked ??= readFacts(db)));
  return [
    { name: 'database-version', run: about(versionVerdict) },
    { name: 'encoding', run: about(encodingVerdict) },
    { name: 'collation', run: about(collationVerdict) },
    { name: 'durability', run: about(durabilityVerdict) },
  ];
}

async function readFacts(db: Sql): Promise<Facts> {
  const [facts] = await db.sql<Facts>(
    `select current_setting('server_version') as version,
       current_setting('server_version_num')::int / 10000 as major,
       current_setting('server_encoding') as encoding, d.datcollate as collation,
       d.datcollversion as "recordedVersion", pg_database_collation_actual_version(d.oid) as "actualVersion",
       current_setting('fsync') as fsync, current_setting('full_page_writes') as "fullPageWrites",
       current_setting('synchronous_commit') as "synchronousCommit"
     from pg_database d where d.datname = current_database()`,
  );
  if (facts === undefined) throw new Error('The database does not know itself.');
  return facts;
}

function versionVerdict({ version, major }: Facts): Verdict {
  if (major >= oldestVersion) return fine(`PostgreSQL ${version}`);
  return fault(`PostgreSQL ${version}`, `请升级到 PostgreSQL ${oldestVersion} 或更新的版本。`);
}

function encodingVerdict({ encoding }: Facts): Verdict {
  if (encoding === 'UTF8') return fine(encoding);
  return fault(encoding, `请用 encoding 'UTF8' 重建数据库：${encoding} 存不下全部汉字。`);
}

function collationVerdict({ collation, recordedVersion, actualVersion }: Facts): Verdict {
  if (recordedVersion !== actualVersion && actualVersion !== null) {
    const found = `${collation}，建库时的版本 ${recordedVersion ?? '无记录'}，现为 ${actualVersion}`;
    return fault(found, '请重建索引 (REINDEX DATABASE)，再执行 ALTER DATABASE … REFRESH COLLATION VERSION。');
  }
  if (steadyCollations.has(collation)) return fine(collation);
  return hint(collation, '操作系统升级可能改变排序：新建数据库时宜用 locale C.UTF-8。');
}

function durabilityVerdict({ fsync, fullPageWrites, synchronousCommit }: Facts): Verdict {
  const found = `fsync ${fsync}，full_page_writes ${fullPageWrites}，synchronous_commit ${synchronousCommit}`;
  if (fsync === 'on' && fullPageWrites === 'on' && synchronousCommit !== 'off') return fine(found);
  return fault(found, '请在数据库设置中全部改为 on：否则断电会丢失已发布的内容。');
}

/** Moments come from this machine, the outbox and people compare them with the database's. */
export function clockCheck(db: Sql, clock: Clock): Check {
  return {
    name: 'clock',
    run: async () => {
      const before = clock.now().getTime();
      const [row] = await db.sql<{ moment: number }>(
        `select (extract(epoch from clock_timestamp()) * 1000)::float8 as moment`,
      );
      const after = clock.now().getTime();
      return clockVerdict({ before, after, there: row?.moment ?? Number.NaN });
    },
  };
}

/** In milliseconds. Somewhere between `before` and `after` it was `there`: what the way took is no difference. */
export function clockVerdict({ before, after, there }: Record<'before' | 'after' | 'there', number>): Verdict {
  const difference = Math.round(there < before ? there - before : Math.max(0, there - after));
  const found = `本机与数据库相差 ${Math.abs(difference)} 毫秒`;
  if (Math.abs(difference) <= largestDifference) return fine(found);
  const which = difference > 0 ? '慢' : '快';
  return fault(`${found}，本机${which}`, '请在两边启用 NTP 校时：台账的时间以本机为准。');
}
