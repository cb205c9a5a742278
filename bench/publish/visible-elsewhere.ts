import { quantile } from '../load/run-slice.js';
import { type ChildServer, startChild } from '../servers/child-server.js';
import { type PlanSettings, productPlan } from '../servers/server-plans.js';
import type { ApprovedDraft } from './approve-drafts.js';
import { EditorialClient } from './editorial-client.js';

const patience = 5_000;

/** Publishes on one node and asks a second one again and again until it answers at that sequence; in milliseconds. */
export async function visibleElsewhere(
  first: ChildServer,
  drafts: readonly ApprovedDraft[],
  settings: PlanSettings,
): Promise<{ readonly p50: number; readonly p99: number }> {
  const second = await startChild(productPlan(settings, 'api', 'on'), settings.dataDir);
  try {
    const client = await EditorialClient.signIn(first.port);
    const times: number[] = [];
    for (const draft of drafts) {
      const sequence = await client.publish(draft);
      const began = performance.now();
      while ((await sequenceOf(second)) < sequence) {
        if (performance.now() - began > patience) throw new Error('A publication never came to the second node.');
      }
      times.push(performance.now() - began);
    }
    times.sort((left, right) => left - right);
    return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
  } finally {
    await second.stop();
  }
}

async function sequenceOf({ port }: ChildServer): Promise<bigint> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql?query=%7B__typename%7D`);
  await response.arrayBuffer();
  return BigInt(response.headers.get('tongyuan-sequence') ?? '0');
}
