import type { Database } from '../../src/platform/db/database.js';
import { quantile } from '../load/run-slice.js';
import { type Cost, type Meters, startMeter } from '../measure/meter.js';
import { type ChildServer, startChild } from '../servers/child-server.js';
import { type PlanSettings, productPlan } from '../servers/server-plans.js';
import { type ApprovedDraft, approveDrafts } from './approve-drafts.js';
import { openEditorAccount, publishingBodies } from './editor-account.js';
import { EditorialClient } from './editorial-client.js';
import { visibleElsewhere } from './visible-elsewhere.js';

/** Publishing through the product's endpoint; times in milliseconds. */
export interface PublishResult {
  readonly published: number;
  readonly clients: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Of one publication. */
  readonly cost: Cost;
  /** From the editor's answer until another node shows it. */
  readonly elsewhere: { readonly p50: number; readonly p99: number };
}

const clients = 8;
const warmUp = 40;
const watched = 40;

/** Eight editors, each with one draft after the other that lacks nothing but its release, one release for each. */
export async function publishThroughput(
  meters: Meters,
  settings: PlanSettings & { readonly count: number; readonly role: 'api' | 'serve' },
): Promise<PublishResult> {
  const { db } = meters;
  await openEditorAccount(db);
  const bodyIds = await publishingBodies(db);
  const count = settings.count + warmUp + watched;
  const drafts = await approveDrafts(db, { count, bodyIds, seed: await headOf(db) });
  const server = await startChild(productPlan(settings, settings.role, 'on'), settings.dataDir);
  try {
    await publishAll(server, drafts.splice(0, warmUp));
    const elsewhere = await visibleElsewhere(server, drafts.splice(0, watched), settings);
    const stop = await startMeter(meters, server.pid);
    const began = performance.now();
    const times = await publishAll(server, drafts);
    const seconds = (performance.now() - began) / 1_000;
    const cost = await stop();
    times.sort((left, right) => left - right);
    return {
      published: times.length,
      clients,
      perSecond: times.length / seconds,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
      cost: {
        serverCpu: cost.serverCpu / times.length,
        postgresCpu: cost.postgresCpu / times.length,
        statements: cost.statements / times.length,
      },
      elsewhere,
    };
  } finally {
    await server.stop();
  }
}

async function publishAll({ port }: ChildServer, drafts: readonly ApprovedDraft[]): Promise<number[]> {
  const client = await EditorialClient.signIn(port);
  const waiting = [...drafts];
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let draft = waiting.pop(); draft !== undefined; draft = waiting.pop()) {
        const began = performance.now();
        await client.publish(draft);
        times.push(performance.now() - began);
      }
    }),
  );
  return times;
}

async function headOf(db: Database): Promise<number> {
  const [head] = await db.sql<{ sequence: string }>('select sequence::text from ledger_head');
  return Number(head?.sequence ?? 0);
}
