import { z } from 'zod';
import { readHead } from '../../../modules/ledger/read-head.js';
import { readIndexState } from '../../../modules/search/opensearch/index-state.js';
import {
  type OpenSearchClient,
  OpenSearchFailure,
  openOpenSearch,
} from '../../../modules/search/opensearch/opensearch-client.js';
import { pingRedis } from '../../../platform/cache/ping-redis.js';
import type { Sql } from '../../../platform/db/sql.js';
import type { Config } from '../../config.js';
import { type Check, fault, fine, hint, questionPatience, type Verdict, withinPatience } from './finding.js';

const silent = '没有应答 (no answer)';
const greeting = z.object({ version: z.object({ number: z.string() }) });
const health = z.object({ status: z.enum(['green', 'yellow', 'red']) });

/** The parts that the product can do without, where the settings name them. */
export function partChecks({ redisUrl, openSearchUrl }: Config): readonly Check[] {
  return [
    { name: 'redis', run: () => redisVerdict(redisUrl) },
    { name: 'opensearch', run: () => openSearchVerdict(openSearchUrl) },
  ];
}

async function redisVerdict(url: string | undefined): Promise<Verdict> {
  if (url === undefined) return fine('未设置 REDIS_URL，各进程自行缓存');
  try {
    await withinPatience(() => pingRedis(url, questionPatience), questionPatience);
    return fine('PING 有应答 (PONG)');
  } catch (error) {
    const refused = error instanceof Error && /^(NOAUTH|WRONGPASS)/.test(error.message);
    return fault(
      refused ? '拒绝登录 (login refused)' : silent,
      '请检查 REDIS_URL 和 Redis 服务；其间各进程自行缓存，不影响内容。',
    );
  }
}

async function openSearchVerdict(url: string | undefined): Promise<Verdict> {
  if (url === undefined) return fine('未设置 OPENSEARCH_URL，由 PostgreSQL 检索');
  const client = openOpenSearch(url);
  try {
    return await withinPatience(() => askOpenSearch(client), questionPatience);
  } catch (error) {
    const status = error instanceof OpenSearchFailure ? error.status : 0;
    const found = status === 0 ? silent : `以状态 ${status} 拒绝 (refused)`;
    return fault(found, '请检查 OPENSEARCH_URL 和 OpenSearch 服务；其间由 PostgreSQL 检索。');
  } finally {
    // It waits for what was asked, and the answer is known.
    void client.close().catch(() => undefined);
  }
}

async function askOpenSearch(client: OpenSearchClient): Promise<Verdict> {
  const ask = (path: string) => client.ask({ method: 'GET', path, patience: questionPatience });
  const [server, cluster] = await Promise.all([ask('/'), ask('/_cluster/health')]);
  const { status } = health.parse(cluster.body);
  const found = `OpenSearch ${greeting.parse(server.body).version.number}，状态 ${status}`;
  return status === 'red' ? fault(found, '请查看 OpenSearch 的日志：有分片不可用。') : fine(found);
}

/** Whether the index has everything that was published. */
export function indexCheck(db: Sql): Check {
  return {
    name: 'search-index',
    run: async () => {
      const [state, head] = await Promise.all([readIndexState(db), readHead(db)]);
      const complete = state?.completeTo ?? null;
      if (complete === null) return hint('索引尚未建成', '请确认有 serve 或 worker 在运行，它会从库中建立索引。');
      const behind = head.sequence - complete;
      if (behind <= 0n) return fine(`索引完整到序号 ${complete}`);
      const since = state?.missingSince?.toISOString() ?? '未知';
      return hint(
        `索引落后 ${behind} 个序号，自 ${since}`,
        '请确认有 serve 或 worker 在运行；落后的部分由 PostgreSQL 检索。',
      );
    },
  };
}
