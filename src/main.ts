#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Nothing else may be imported statically: an older Node would stop at the first import it does not know.
const oldest = 24;
const entry = fileURLToPath(import.meta.url);

if (Number(process.versions.node.split('.')[0]) < oldest) {
  runWithOwnNode();
} else {
  const { enableCompileCache } = await import('node:module');
  // A restart reads compiled code instead of compiling it again; where the folder cannot be written nothing is kept.
  enableCompileCache(join(dirname(entry), '..', '.compile-cache'));
  const args = process.argv.slice(2);
  const { isForConsole } = await import('./app/console/usage.js');
  if (isForConsole(args)) {
    const { runCommand } = await import('./app/console/run-command.js');
    process.exit(await runCommand(args));
  }
  const { runRole } = await import('./app/run-role.js');
  await runRole({ args, entry, loadRoles: () => import('./app/roles.js') });
}

/** Runs this file once more with the Node that npm installed beside it, and ends as that one ends. */
function runWithOwnNode(): void {
  const node = ownNode();
  if (node === undefined) {
    process.stderr.write(
      `Node ${oldest} or newer is needed and this is ${process.version}: run "npm ci" without --omit=optional, or install a newer Node.\n`,
    );
    process.exit(1);
  }
  // The channel tells the child when we are killed without a word.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'] as const;
  const child = spawn(node, [...process.execArgv, entry, ...process.argv.slice(2)], { stdio: [...stdio] });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const)
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function ownNode(): string | undefined {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  for (let dir = dirname(entry); dirname(dir) !== dir; dir = dirname(dir)) {
    const modules = join(dir, 'node_modules');
    if (!existsSync(modules)) continue;
    const packages = readdirSync(modules).filter((entryName) => entryName.startsWith('node-'));
    const places = [join(modules, '.bin', name), ...packages.map((folder) => join(modules, folder, 'bin', name))];
    const found = places.find((place) => existsSync(place) && realpathSync(place) !== realpathSync(process.execPath));
    if (found !== undefined) return found;
  }
  return undefined;
}
