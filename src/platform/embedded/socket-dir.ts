import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, canReach, makePrivateDir } from './server-account.js';
import { StartFault } from './start-fault.js';

// sun_path holds 107 bytes on Linux and 103 on macOS; the name inside takes 19.
const longestDir = 84;

/** DATA_DIR/run, or a short place of the same meaning when that is too long or out of reach. Created if missing. */
export function makeSocketDir(dataDir: string, account: Account | undefined): string {
  const beside = join(dataDir, 'run');
  const candidates = [beside, join(tmpdir(), shortName(dataDir)), join('/tmp', shortName(dataDir))];
  for (const path of candidates) {
    if (Buffer.byteLength(path) > longestDir) continue;
    makePrivateDir(path, account);
    const owner = lstatSync(path);
    const wanted = account?.uid ?? process.getuid?.();
    // In a shared folder somebody could have put a link or a folder of theirs first.
    if (!owner.isDirectory() || (wanted !== undefined && owner.uid !== wanted)) continue;
    if (canReach(path, account)) return path;
  }
  throw new StartFault(`No folder for the database socket: ${dataDir} is too long and ${tmpdir()} cannot be used.`);
}

function shortName(dataDir: string): string {
  return `tongyuan-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
}
