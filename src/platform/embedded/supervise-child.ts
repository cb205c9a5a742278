import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Ends a child that cannot start for a reason that may pass, such as a port that is still taken. */
export const temporaryFailure = 75;

export interface ChildPlan {
  /** A JavaScript file; the child tells with the message `ready` that it serves. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** For how many milliseconds a child that ends with `temporaryFailure` may try again before it ever served. */
  readonly patience: number;
  readonly onEvent: (event: ChildEvent) => void;
}

export type ChildEvent =
  | { readonly kind: 'started'; readonly pid: number | undefined }
  | { readonly kind: 'ready' }
  | { readonly kind: 'died'; readonly how: string; readonly pause: number };

export interface SupervisedChild {
  /** Resolves with the exit code when the child gave up before it ever served, or with 0 after `stop`. */
  readonly ended: Promise<number>;
  /** Lets requests in flight finish; kills after half a minute. */
  stop(): Promise<void>;
  /** At once, for the end of our own process. */
  kill(): void;
}

const stopPatience = 30_000;
const longestPause = 5_000;
/** One that served this long earns a quick restart again. */
const steady = 30_000;

/** Keeps one child process running until `stop`, through crashes and kill -9. */
export function superviseChild(plan: ChildPlan): SupervisedChild {
  const state: State = { child: undefined, stopping: false, wake: new AbortController() };
  const ended = run(plan, state);
  return {
    ended,
    stop: async () => {
      state.stopping = true;
      state.wake.abort();
      state.child?.kill('SIGTERM');
      const gone = await Promise.race([ended.then(() => true), sleep(stopPatience, false, { ref: false })]);
      if (!gone) state.child?.kill('SIGKILL');
      await ended;
    },
    kill: () => void state.child?.kill('SIGKILL'),
  };
}

interface State {
  child: ChildProcess | undefined;
  stopping: boolean;
  readonly wake: AbortController;
}

interface Life {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly served: boolean;
  readonly lasted: number;
}

async function run(plan: ChildPlan, state: State): Promise<number> {
  const began = performance.now();
  let everServed = false;
  for (let pause = 100; ; pause = Math.min(pause * 2, longestPause)) {
    const life = await oneLife(plan, state);
    if (state.stopping) return 0;
    everServed ||= life.served;
    const mayPass = life.code === temporaryFailure && performance.now() - began < plan.patience;
    if (!everServed && life.code !== null && !mayPass) return life.code === temporaryFailure ? 1 : life.code;
    if (life.served && life.lasted > steady) pause = 100;
    plan.onEvent({ kind: 'died', how: life.signal ?? `code ${life.code}`, pause });
    await sleep(pause, undefined, { signal: state.wake.signal }).catch(() => undefined);
    if (state.stopping) return 0;
  }
}

function oneLife(plan: ChildPlan, state: State): Promise<Life> {
  const began = performance.now();
  let served = false;
  // A group of its own: Ctrl-C in a terminal must reach it once, through us.
  const child = fork(plan.entry, plan.args, { env: plan.env, detached: process.platform !== 'win32' });
  state.child = child;
  plan.onEvent({ kind: 'started', pid: child.pid });
  child.on('message', (message) => {
    if (message !== 'ready') return;
    served = true;
    plan.onEvent({ kind: 'ready' });
  });
  return new Promise((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null): void =>
      resolve({ code, signal, served, lasted: performance.now() - began });
    child.once('exit', end);
    child.once('error', () => {
      if (child.pid === undefined) end(1, null);
    });
  });
}
