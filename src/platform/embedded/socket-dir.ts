import { createHash } from 'node:crypto';
import { chmodSync, lchownSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, canReach } from './server-account.js';
import { StartFault } from './start-fault.js';

// sun_path holds 107 bytes on Linux and 103 on macOS; "/.s.PGSQL.5432.lock" takes 19 of them.
const longestDir = 84;

/** DATA_DIR/run, or a short folder that stands for it when that is too long or out of reach. Created if missing. */
export function makeSocketDir(dataDir: string, account: Account | undefined): string {
  const shortName = `tongyuan-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
  for (const path of [join(dataDir, 'run'), join(tmpdir(), shortName), join('/tmp', shortName)]) {
    if (Buffer.byteLength(path) <= longestDir && claim(path, account) && canReach(path, account)) return path;
  }
  throw new StartFault(`No folder for the database socket: ${dataDir} is too long and ${tmpdir()} cannot be used.`);
}

/** In a shared folder somebody may have put a link or a folder of theirs first: then it is not ours. */
function claim(path: string, account: Account | undefined): boolean {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (process.getuid === undefined) return true;
  const { uid } = lstatSync(path);
  if (!lstatSync(path).isDirectory() || (uid !== process.getuid() && uid !== account?.uid)) return false;
  if (account !== undefined) lchownSync(path, account.uid, account.gid);
  chmodSync(path, 0o700);
  return true;
}
