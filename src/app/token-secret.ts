import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.js';

/** TOKEN_SECRET, or in demo mode a random one that DATA_DIR keeps, so that tokens outlive a restart. */
export function tokenSecret(config: Config): string {
  if (config.tokenSecret !== undefined) return config.tokenSecret;
  const path = secretFile(config);
  if (!existsSync(path)) createSecret(config.dataDir, path);
  return readFileSync(path, 'utf8');
}

/** Where demo mode keeps its secret. */
export function secretFile({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'token-secret');
}

/** Two processes may do this at once: the first complete file wins. */
function createSecret(dataDir: string, path: string): void {
  mkdirSync(dataDir, { recursive: true });
  const half = `${path}.half-${process.pid}`;
  writeFileSync(half, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    linkSync(half, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(half);
  }
}
