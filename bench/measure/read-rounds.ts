import type { LoadGenerator } from '../load/load-generator.js';
import { progressOf } from '../progress.js';
import type { Contestant, ContestantName, Work } from '../servers/contestant.js';
import { type Cost, type Meters, startMeter } from './meter.js';

/** One slice of one server. Times in milliseconds; costs are of all its answers together. */
export interface Slice {
  readonly round: number;
  readonly work: Work;
  readonly name: ContestantName;
  readonly answers: number;
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly cost: Cost;
}

export interface RoundSettings extends Meters {
  readonly load: LoadGenerator;
  readonly contestants: readonly Contestant[];
  readonly works: readonly Work[];
  readonly rounds: number;
  readonly slice: number;
  readonly connections: number;
}

/** Rounds that are not counted, as with any server that has run for a while: larger programs take longer until they are compiled. */
export const warmUps = 6;

/** Every server in turn, again and again, each round beginning with another one; what warms them up is not counted. */
export async function readRounds(label: string, settings: RoundSettings): Promise<Slice[]> {
  const { contestants, works, rounds } = settings;
  const slices: Slice[] = [];
  const total = (rounds + warmUps) * works.length * contestants.length;
  const shown = progressOf(label, total);
  let done = 0;
  for (let turn = 0; turn < rounds + warmUps; turn += 1) {
    const round = turn - warmUps + 1;
    for (const work of works) {
      for (const index of contestants.keys()) {
        const contestant = contestants[(index + turn) % contestants.length];
        if (contestant === undefined) continue;
        const slice = await measure(settings, contestant, { work, round, seed: turn + 1 });
        if (round > 0) slices.push(slice);
        done += 1;
        shown(done);
      }
    }
  }
  return slices;
}

async function measure(
  settings: RoundSettings,
  contestant: Contestant,
  { work, round, seed }: { readonly work: Work; readonly round: number; readonly seed: number },
): Promise<Slice> {
  const stop = await startMeter(settings, contestant.pid);
  const result = await settings.load.run({
    port: contestant.port,
    path: contestant.path,
    questions: contestant.questions[work],
    connections: settings.connections,
    milliseconds: settings.slice,
    // The same questions in the same order for every server of a round.
    seed,
  });
  const cost = await stop();
  return {
    round,
    work,
    name: contestant.name,
    answers: result.answers,
    rate: result.answers / result.seconds,
    p50: result.p50,
    p99: result.p99,
    cost,
  };
}
