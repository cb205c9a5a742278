import { readFileSync } from 'node:fs';

/** Whether a process with this id runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  // In a container nobody may collect the orphans: they have ended and still take a signal.
  return readState(pid)?.state !== 'Z';
}

/** Whether it is alive and a PostgreSQL process; where the system cannot tell, every process may be one. */
export function isPostgres(pid: number): boolean {
  const name = readState(pid)?.name;
  return isAlive(pid) && (name === undefined || name === 'postgres');
}

function readState(pid: number): { readonly name: string; readonly state: string } | undefined {
  try {
    const [, name = '', state = ''] = /^\d+ \((.*)\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { name, state };
  } catch {
    return undefined;
  }
}
