import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { systemClock } from '../clock/clock.js';
import { makeDataDir } from './place-cluster.js';
import { FolderInUse, StartFault } from './start-fault.js';

/** Held until `release` or the end of the process, however it ends: the kernel gives it back. */
export interface OwnerLock {
  /** The last owner was killed: a child of its may still be about to end. */
  readonly inherited: boolean;
  release(): void;
}

const ownerFile = z.object({ role: z.string(), pid: z.number(), since: z.string() });
const databaseIsLocked = 5;

/** Takes a data folder for this process, or throws one sentence that says who has it. */
export async function acquireOwnerLock(dataDir: string, role: string): Promise<OwnerLock> {
  const folder = makeFolder(dataDir);
  const card = join(folder, 'owner.json');
  const { DatabaseSync } = await quietSqlite();
  let lock: DatabaseSync | undefined;
  try {
    // A short wait: the kernel may still be burying a process that was just killed.
    lock = new DatabaseSync(join(folder, 'owner.lock'), { timeout: 500 });
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    lock?.close();
    if (!isLocked(error))
      throw new StartFault(`${folder} cannot be locked: ${error instanceof Error ? error.message : 'unknown reason'}.`);
    throw new FolderInUse(
      `${folder} is in use by ${describeOwner(card)}; stop it first, or set DATA_DIR to another folder.`,
    );
  }
  const inherited = existsSync(card);
  writeFileSync(card, JSON.stringify({ role, pid: process.pid, since: systemClock.now().toISOString() }));
  const held = lock;
  return {
    inherited,
    release: () => {
      if (!held.isOpen) return;
      rmSync(card, { force: true });
      held.close();
    },
  };
}

function makeFolder(dataDir: string): string {
  try {
    return makeDataDir(dataDir);
  } catch (error) {
    throw new StartFault(
      `DATA_DIR ${dataDir} cannot be made: ${error instanceof Error ? error.message : 'unknown reason'}.`,
    );
  }
}

function describeOwner(card: string): string {
  try {
    const { role, pid, since } = ownerFile.parse(JSON.parse(readFileSync(card, 'utf8')));
    return `"${role}" (process ${pid}, since ${since})`;
  } catch {
    return 'another process';
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === databaseIsLocked;
}

/** Early releases of Node 24 call the module experimental on every start. */
async function quietSqlite(): Promise<{ readonly DatabaseSync: typeof DatabaseSync }> {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return await import('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}
