import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `host` is a socket folder, or 127.0.0.1 on Windows. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export interface PidFile {
  readonly pid: number;
  readonly endpoint: Endpoint;
}

/** What the last server of this cluster wrote about itself. */
export function readPidFile(clusterDir: string): PidFile | undefined {
  const [pid, , , port, socketDir, address] = lines(clusterDir);
  const host = socketDir || address;
  if (!pid || !port || !host) return undefined;
  return { pid: Number(pid), endpoint: { host, port: Number(port) } };
}

/**
 * After a restart of a container the process id of a dead server may belong to something else, and PostgreSQL
 * would refuse to start for ever. An id that equals its parent's, ours, it takes for stale. The rest of the
 * file must stay: by its memory segment PostgreSQL sees whether old workers are still at the data.
 */
export function disownPidFile(clusterDir: string, { endpoint }: PidFile): void {
  writeFileSync(join(clusterDir, 'postmaster.pid'), [process.pid, ...lines(clusterDir).slice(1)].join('\n'));
  if (endpoint.host.startsWith('/')) rmSync(join(endpoint.host, `.s.PGSQL.${endpoint.port}.lock`), { force: true });
}

function lines(clusterDir: string): string[] {
  try {
    return readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}
