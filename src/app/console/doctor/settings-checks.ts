import { statSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import type { Config } from '../../config.js';
import { secretFile } from '../../token-secret.js';
import { type Check, fault, fine, hint, type Verdict } from './finding.js';

const oldestNode = 24;
const fewestCharacters = 12;

const thisMachine = new BlockList();
thisMachine.addSubnet('127.0.0.0', 8, 'ipv4');
thisMachine.addAddress('::1', 'ipv6');

/** What the settings alone tell. */
export function settingsChecks(config: Config): readonly Check[] {
  return [
    { name: 'settings', run: () => fine(describe(config)) },
    { name: 'node', run: () => nodeVerdict(process.versions.node) },
    { name: 'exposure', run: () => exposureVerdict(config) },
    { name: 'token-secret', run: () => secretVerdict(config) },
  ];
}

function describe({ mode, host, port, dataDir, database, redisUrl, openSearchUrl }: Config): string {
  const where = database === undefined ? '内嵌 embedded' : `${database.host}:${database.port}/${database.database}`;
  const parts = [
    `${mode === 'production' ? '生产' : '演示'}模式 ${mode}`,
    `HOST ${host}`,
    `PORT ${port}`,
    `DATA_DIR ${dataDir}`,
    `数据库 ${where}`,
    `Redis ${redisUrl === undefined ? '未设置' : '已设置'}`,
    `OpenSearch ${openSearchUrl === undefined ? '未设置' : '已设置'}`,
  ];
  return parts.join('，');
}

export function nodeVerdict(version: string): Verdict {
  if (Number(version.split('.')[0]) >= oldestNode) return fine(`Node ${version}`);
  return fault(`Node ${version}`, `请改用 Node ${oldestNode} 或更新的版本。`);
}

/** In production links must lead somewhere and readers must get in; a demo, whose passwords are known, should not be open. */
export function exposureVerdict({ mode, host, publicUrl, seedDemo }: Config): Verdict {
  const found = `PUBLIC_URL ${publicUrl}，HOST ${host}`;
  if (mode === 'demo') {
    if (isLoopback(host)) return fine(found);
    return hint(found, '演示账号的密码是公开的：对外开放前请设 TONGYUAN_MODE=production。');
  }
  const advice: string[] = [];
  if (isLoopback(new URL(publicUrl).hostname)) advice.push('请把 PUBLIC_URL 设为读者所用的地址');
  if (isLoopback(host)) advice.push('HOST 只向本机开放，本机没有反向代理时请设为 0.0.0.0');
  if (seedDemo) advice.push('生产环境不宜写入演示数据，请去掉 SEED_DEMO');
  return advice.length === 0 ? fine(found) : hint(found, `${advice.join('；')}。`);
}

function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) === 0) return /^(.*\.)?localhost$/i.test(address);
  return thisMachine.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

export function secretVerdict(config: Config): Verdict {
  const { tokenSecret } = config;
  if (tokenSecret !== undefined) {
    const found = `TOKEN_SECRET 长 ${tokenSecret.length} 个字符`;
    if (new Set(tokenSecret).size >= fewestCharacters) return fine(found);
    return hint(`${found}，但字符重复过多`, '请换成随机的一串，如 openssl rand -base64 48 的输出。');
  }
  const path = secretFile(config);
  const file = statSync(path, { throwIfNoEntry: false });
  if (file === undefined) return fine('首次启动时生成 (made at the first start)');
  // Windows has no such bits.
  const isOpen = process.platform !== 'win32' && (file.mode & 0o077) !== 0;
  return isOpen ? fault(`${path} 可被其他系统账号读取`, `请执行 chmod 600 ${path}。`) : fine(`保存在 ${path}`);
}
