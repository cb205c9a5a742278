import { existsSync, realpathSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Check, fault, fine, hint, type Verdict } from './finding.js';

const mebibyte = 1024 ** 2;
const low = 1024 * mebibyte;
const tooLow = 200 * mebibyte;

/** Where the embedded database writes; with a server elsewhere DATA_DIR holds next to nothing. */
export function diskCheck(dataDir: string): Check {
  return {
    name: 'disk',
    run: async () => {
      const path = placeOf(dataDir);
      const { bavail, bsize } = await statfs(path);
      return diskVerdict(path, bavail * bsize);
    },
  };
}

/** @param free in bytes */
export function diskVerdict(path: string, free: number): Verdict {
  const found = `${path} 可用空间 ${Math.floor(free / mebibyte)} MiB`;
  if (free < tooLow) return fault(found, '空间将尽，请立即清理或扩容：写满后数据库会停止。');
  if (free < low) return hint(found, '请尽快清理或扩容到 1 GiB 以上。');
  return fine(found);
}

/** The cluster may lie elsewhere, behind a link; a folder that is not there yet will be made in the nearest one that is. */
function placeOf(dataDir: string): string {
  const cluster = join(dataDir, 'postgres');
  if (existsSync(cluster)) return realpathSync(cluster);
  let path = dataDir;
  while (!existsSync(path)) path = dirname(path);
  return path;
}
