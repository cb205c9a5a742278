import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../project-root.js';

const folder = new URL('bench/postgraphile/', projectRoot);

export function hasPostgraphile(): boolean {
  return existsSync(new URL('node_modules/postgraphile/package.json', folder));
}

/** Installs PostGraphile into a folder of its own by its lock file; the reason where that does not work. */
export async function installPostgraphile(): Promise<string | null> {
  if (hasPostgraphile()) return null;
  process.stderr.write('Installing PostGraphile, once …\n');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'];
  const child = spawn('npm', args, { cwd: fileURLToPath(folder), stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const [code] = await Promise.race([once(child, 'close'), once(child, 'error')]);
  if (code === 0) return null;
  return complaint.trim().split('\n').slice(0, 3).join(' ') || `npm ended with ${String(code)}`;
}
