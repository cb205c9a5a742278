import { chmodSync, lchownSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { StartFault } from './start-fault.js';

/** Whom PostgreSQL runs as; it refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const nobody: Account = { uid: 65534, gid: 65534 };

/**
 * Undefined means: as ourselves. As root it is the one who already owns the cluster, or nobody.
 * @param clusterDir may not exist yet
 */
export function chooseAccount(clusterDir: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (owner === undefined || owner.uid === 0) return nobody;
  return { uid: owner.uid, gid: owner.gid };
}

/** Whether the account can walk down to an existing path; always true for ourselves. */
export function canReach(path: string, account: Account | undefined): boolean {
  if (account === undefined) return true;
  let current = realpathSync(path);
  if (!statSync(current).isDirectory()) current = dirname(current);
  for (;;) {
    if (!mayEnter(current, account)) return false;
    const parent = dirname(current);
    if (parent === current) return true;
    current = parent;
  }
}

function mayEnter(dir: string, account: Account): boolean {
  const { uid, gid, mode } = statSync(dir);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

/** Makes a directory only the account may enter (root always may). */
export function makePrivateDir(path: string, account: Account | undefined): void {
  mkdirSync(path, { recursive: true });
  if (account !== undefined) lchownSync(path, account.uid, account.gid);
  chmodSync(path, 0o700);
}

/** Hands a whole tree over, skipping what the account owns already. */
export function giveTree(path: string, account: Account): void {
  const { uid } = statSync(path);
  if (uid !== account.uid) lchownSync(path, account.uid, account.gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) giveTree(child, account);
    else lchownSync(child, account.uid, account.gid);
  }
}

/**
 * A place every account can reach, used when the project lies under a private folder such as /root.
 * Only root needs one. It belongs to root, so what lies in it can be trusted.
 */
export function sharedRoot(account: Account): string {
  for (const path of ['/var/lib/tongyuan', join(tmpdir(), 'tongyuan-shared'), '/tmp/tongyuan-shared']) {
    try {
      mkdirSync(path, { recursive: true, mode: 0o755 });
      const { uid, mode } = statSync(path);
      if (uid === 0 && (mode & 0o022) === 0 && canReach(path, account)) return path;
    } catch {
      // Not writable here: the next place may be.
    }
  }
  throw new StartFault(
    'PostgreSQL may not run as root and no folder is open to another account; set DATA_DIR to one that is, or DATABASE_URL to a server of yours.',
  );
}
