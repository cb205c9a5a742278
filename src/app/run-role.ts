import { launchSupervised, withEmbedded } from '../platform/embedded/launch.js';
import { notice, noticeFault } from '../platform/embedded/notice.js';
import { systemCode } from '../platform/embedded/start-fault.js';
import { onStopSignals } from '../platform/embedded/stop-signals.js';
import { temporaryFailure } from '../platform/embedded/supervise-child.js';
import { type Config, readConfig } from './config.js';

export interface RoleHooks {
  /** To be called once, when requests are answered or jobs taken. */
  ready(): void;
}

/** Resolves when the role has started, or with nothing when its work is done. `stop` lets work in flight finish. */
export type RoleBody = (config: Config, hooks: RoleHooks) => Promise<{ stop(): Promise<void> } | void>;

export interface Roles {
  readonly runServe: RoleBody;
  readonly runApi: RoleBody;
  readonly runWorker: RoleBody;
  readonly runMigrate: RoleBody;
  readonly runSeed: RoleBody;
}

export interface RunOptions {
  /** What follows the file name on the command line. */
  readonly args: readonly string[];
  /** The file that runs this, for the child of a supervised role. */
  readonly entry: string;
  /** Loaded only in the process that does the work. */
  readonly loadRoles: () => Promise<Roles>;
}

const bodies = {
  serve: 'runServe',
  api: 'runApi',
  worker: 'runWorker',
  migrate: 'runMigrate',
  seed: 'runSeed',
} as const;
type Role = keyof typeof bodies;

const supervised = '--supervised';
// Shorter than the time a new launcher waits for the port of an old child.
const stopPatience = 10_000;

/** Runs the role that the command line names, in this process or in a child beside the embedded database; then exits. */
export async function runRole(options: RunOptions): Promise<never> {
  const [name = 'serve', ...rest] = options.args;
  const asChild = rest[0] === supervised && process.send !== undefined;
  if (!isRole(name) || (rest.length > 0 && !asChild)) {
    const choice = `choose one of ${Object.keys(bodies).join(', ')}, or --help for the commands.`;
    notice(`"${options.args.join(' ')}" is not a role; ${choice}`);
    process.exit(1);
  }
  const config = readConfig();
  try {
    process.exit(
      config.database === undefined
        ? await withOwnDatabase(name, config, options)
        : await runHere(name, config, options),
    );
  } catch (error) {
    process.exit(explain(error, config, asChild));
  }
}

function isRole(name: string): name is Role {
  return Object.hasOwn(bodies, name);
}

function withOwnDatabase(role: Role, config: Config, options: RunOptions): Promise<number> {
  const { dataDir } = config;
  if (role !== 'migrate' && role !== 'seed') {
    return launchSupervised({ dataDir, role, entry: options.entry, args: [role, supervised] });
  }
  return withEmbedded({ dataDir, role }, async ({ embedded }, stop) => {
    const body = (await options.loadRoles())[bodies[role]];
    const interrupted = new Promise<'interrupted'>((resolve) => {
      if (stop.aborted) resolve('interrupted');
      stop.addEventListener('abort', () => resolve('interrupted'));
    });
    const done = body({ ...config, database: embedded.connection }, { ready: () => undefined });
    return (await Promise.race([done, interrupted])) === 'interrupted' ? 1 : 0;
  });
}

/** Until a signal, or until the launcher that started us is gone. */
async function runHere(role: Role, config: Config, options: RunOptions): Promise<number> {
  const stop = new Promise<void>((resolve) => {
    onStopSignals(
      () => resolve(),
      () => process.exit(1),
    );
  });
  const body = (await options.loadRoles())[bodies[role]];
  const started = body(config, { ready: tellReady });
  const running = await Promise.race([started, stop.then(() => 'stopped' as const)]);
  if (running === undefined) return 0;
  await stop;
  setTimeout(() => process.exit(1), stopPatience).unref();
  const server = await started;
  if (server !== undefined) await server.stop();
  return 0;
}

function tellReady(): void {
  if (process.connected) process.send?.('ready');
}

function explain(error: unknown, config: Config, asChild: boolean): number {
  if (systemCode(error) === 'EADDRINUSE') {
    notice(`PORT ${config.port} on ${config.host} is taken by another program; stop it or set PORT to another one.`);
    return asChild ? temporaryFailure : 1;
  }
  noticeFault(error);
  return 1;
}
