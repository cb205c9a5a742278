import { countDemoAccess } from '../../../modules/identity/count-demo-access.js';
import { countOperators } from '../../../modules/identity/count-operators.js';
import type { Clock } from '../../../platform/clock/clock.js';
import type { Sql } from '../../../platform/db/sql.js';
import { countOutbox } from '../../../platform/outbox/count-outbox.js';
import { oldestWaiting } from '../../../platform/outbox/oldest-waiting.js';
import type { Config } from '../../config.js';
import { compareMigrations } from '../compare-migrations.js';
import { type Check, fault, fine, hint, type Verdict } from './finding.js';

const longestWait = 5 * 60_000;

export function migrationsCheck(db: Sql): Check {
  return {
    name: 'migrations',
    run: async () => {
      const { pending, unknown } = await compareMigrations(db);
      if (unknown.length > 0) {
        return fault(`数据库有本程序不认识的迁移 ${unknown.join(', ')}`, '请改用建立它的那个更新的版本。');
      }
      if (pending.length === 0) return fine('全部执行 (all applied)');
      return fault(`尚未执行 ${pending.join(', ')}`, '请运行 npm run migrate，或启动产品，它会先执行迁移。');
    },
  };
}

/** What needs the tables of this program. */
export function storeChecks(db: Sql, config: Config, clock: Clock): readonly Check[] {
  return [
    { name: 'operators', run: () => operatorsVerdict(db, config) },
    { name: 'demo', run: () => demoVerdict(db, config) },
    { name: 'outbox', run: () => outboxVerdict(db, clock) },
  ];
}

async function operatorsVerdict(db: Sql, { mode }: Config): Promise<Verdict> {
  const operators = await countOperators(db, { demo: mode === 'demo' });
  if (operators > 0) return fine(`全局运行管理员 ${operators} 名`);
  const advice = "请运行 tongyuan user add --login LOGIN --name NAME --role OPERATOR --scope '*'。";
  return fault('没有可用的全局运行管理员', advice);
}

async function demoVerdict(db: Sql, { mode }: Config): Promise<Verdict> {
  const { accounts, keys } = await countDemoAccess(db);
  if (mode === 'demo') return fine(`演示账号 ${accounts} 个，演示密钥 ${keys} 个，仅演示模式可用`);
  if (accounts + keys === 0) return fine('没有演示账号和密钥');
  const found = `演示账号 ${accounts} 个，演示密钥 ${keys} 个，生产模式均拒绝`;
  return hint(found, '正式库宜从空库开始；保留时请勿再以演示模式打开它。');
}

async function outboxVerdict(db: Sql, clock: Clock): Promise<Verdict> {
  const [{ waiting, parked }, since] = await Promise.all([countOutbox(db), oldestWaiting(db)]);
  const found = `待处理 ${waiting} 项，搁置 ${parked} 项`;
  if (parked > 0) {
    return fault(found, '请按 outbox_delivery.last_error 排除原因，再把这些行的 state 改为 WAITING、attempts 改为 0。');
  }
  const late = since !== null && clock.now().getTime() - since.getTime() > longestWait;
  return late ? hint(`${found}，最早的已等待 5 分钟以上`, '请确认有 serve 或 worker 在运行。') : fine(found);
}
