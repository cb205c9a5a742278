import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ServerPlan } from './server-plans.js';

export interface ChildServer {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

const startPatience = 60_000;
const announced = z.union([z.object({ port: z.number() }), z.literal('ready')]);

/** Starts a server under test; its log lies beside the scratch store. Errors: it ends or says nothing for a minute. */
export async function startChild(plan: ServerPlan, dataDir: string): Promise<ChildServer> {
  const wanted = plan.takesPort ? await freePort() : 0;
  const log = openSync(join(dataDir, `${plan.name.replaceAll(/[^a-z0-9]+/gi, '-')}.log`), 'w');
  const child = fork(fileURLToPath(plan.entry), [...plan.args], {
    env: { ...plan.env, NODE_ENV: 'production', ...(plan.takesPort ? { PORT: String(wanted) } : {}) },
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const stop = () => stopChild(child);
  try {
    const message = announced.parse(await firstMessage(child, plan.name));
    return { pid: child.pid ?? 0, port: message === 'ready' ? wanted : message.port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function firstMessage(child: ChildProcess, name: string): Promise<unknown> {
  const quiet = new AbortController();
  const signal = AbortSignal.any([quiet.signal, AbortSignal.timeout(startPatience)]);
  try {
    const ended = once(child, 'exit', { signal }).then(() => {
      throw new Error(`${name} ended before it was ready; its log says why.`);
    });
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
    return message;
  } finally {
    quiet.abort();
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(late);
}

async function freePort(): Promise<number> {
  const trial = createServer().listen(0, '127.0.0.1');
  await once(trial, 'listening');
  const address = trial.address();
  trial.close();
  await once(trial, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
