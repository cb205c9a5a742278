import { sqlState } from '../../platform/db/run-transaction.js';
import { CommitUnknown, isUnavailable } from '../../platform/db/is-unavailable.js';

const reasons: Readonly<Record<string, string>> = {
  '28000': '数据库拒绝了该用户 (login refused)',
  '28P01': '数据库用户名或密码不正确 (wrong user or password)',
  '3D000': '服务器上没有这个数据库 (no such database)',
  '42501': '数据库用户权限不足 (permission denied)',
  '53300': '数据库连接数已满 (too many connections)',
  '57P03': '数据库正在启动或停止 (starting up or shutting down)',
  ECONNREFUSED: '数据库拒绝连接 (connection refused)',
  ENOTFOUND: '找不到数据库主机 (host not found)',
  EAI_AGAIN: '找不到数据库主机 (host not found)',
  EACCES: '无权连接数据库 (permission denied)',
};

/** Why the database did not do what was asked, in a few words; undefined for what is not its fault. */
export function databaseFault(error: unknown): string | undefined {
  if (error instanceof CommitUnknown) return undefined;
  const known = reasons[sqlState(error)];
  if (known !== undefined) return known;
  return isUnavailable(error) ? '数据库没有应答 (no answer)' : undefined;
}
