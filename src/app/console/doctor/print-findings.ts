import type { Finding, State } from './finding.js';

const words: Readonly<Record<State, string>> = { OK: '正常', HINT: '提示', FAULT: '故障' };

const titles: Readonly<Record<string, string>> = {
  settings: '设置',
  node: '运行环境',
  exposure: '对外地址',
  'token-secret': '令牌密钥',
  disk: '磁盘',
  database: '数据库',
  clock: '时钟',
  'database-version': '数据库版本',
  encoding: '字符编码',
  collation: '排序规则',
  durability: '落盘',
  migrations: '迁移',
  operators: '管理员',
  demo: '演示数据',
  outbox: '待办投递',
  redis: '缓存',
  opensearch: '检索服务',
  'search-index': '检索索引',
};

/** One line for each finding, then how many there are of each sort. */
export function printFindings(findings: readonly Finding[]): string {
  const lines = findings.map(({ check, state, found, advice }) => {
    const todo = advice === null ? '' : ` → ${advice}`;
    return `${words[state]} ${titles[check] ?? ''} ${check}: ${found}${todo}`;
  });
  const count = (state: State): string => `${words[state]} ${findings.filter((one) => one.state === state).length}`;
  return [...lines, `${count('OK')}，${count('HINT')}，${count('FAULT')}`].join('\n');
}

/** The same for programs. */
export function findingsAsJson(findings: readonly Finding[]): string {
  return JSON.stringify({ ok: isSound(findings), checks: findings }, null, 2);
}

export function isSound(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state !== 'FAULT');
}
