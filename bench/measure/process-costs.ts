import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Linux counts processor time in hundredths of a second. */
const millisecondsPerTick = 10;

/** Processor time of a process and its threads so far, in milliseconds; 0 where there is no /proc or no process. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid);
  return fields === undefined ? 0 : (Number(fields[11]) + Number(fields[12])) * millisecondsPerTick;
}

/** Processor time of all processes that a process has started, in milliseconds by pid. */
export function cpuOfChildren(parent: number): ReadonlyMap<number, number> {
  const children = pids().filter((pid) => Number(statOf(pid)?.[1]) === parent);
  return new Map(children.map((pid) => [pid, cpuOf(pid)]));
}

export function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1];
  return Number(kilobytes ?? 0) / 1_024;
}

/** The postmaster of a data folder. */
export function postmasterOf(dataDir: string): number {
  return Number(read(join(dataDir, 'postgres', 'postmaster.pid')).split('\n')[0]);
}

function pids(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** The fields after the name, which may hold spaces: state, parent, … ; user and system time are the 12th and 13th. */
function statOf(pid: number): string[] | undefined {
  const text = read(`/proc/${pid}/stat`);
  return text === '' ? undefined : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
