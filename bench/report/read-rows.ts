import type { Cost } from '../measure/meter.js';
import type { Slice } from '../measure/read-rounds.js';
import { type Spread, spreadOf } from '../measure/summary.js';
import type { ContestantName, Work } from '../servers/contestant.js';

/** What all slices of one server say of one kind of work. */
export interface ReadRow {
  readonly work: Work;
  readonly name: ContestantName;
  readonly rate: Spread;
  readonly p50: Spread;
  readonly p99: Spread;
  /** Of one answer, over all rounds. */
  readonly cost: Cost;
  /** Ratios of the same round, by the server that is compared with. */
  readonly ratios: ReadonlyMap<ContestantName, Spread>;
  readonly resident: number;
}

const references: readonly ContestantName[] = ['limit', 'static', 'PostGraphile 5', 'Apollo + DataLoader'];

export function readRows(slices: readonly Slice[], resident: ReadonlyMap<ContestantName, number>): ReadRow[] {
  const groups = Map.groupBy(slices, ({ work, name }) => `${work} ${name}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { work, name } = first;
    const of = (value: (slice: Slice) => number): Spread => spreadOf(group.map(value));
    return {
      work,
      name,
      rate: of((slice) => slice.rate),
      p50: of((slice) => slice.p50),
      p99: of((slice) => slice.p99),
      cost: costOfOne(group),
      ratios: new Map(references.flatMap((reference) => ratioTo(group, { slices, reference }))),
      resident: resident.get(name) ?? Number.NaN,
    };
  });
}

/** Short slices cost a few ticks of the processor's clock: only their sum says something. */
function costOfOne(group: readonly Slice[]): Cost {
  const answers = Math.max(
    1,
    group.reduce((sum, slice) => sum + slice.answers, 0),
  );
  const of = (value: (cost: Cost) => number): number => group.reduce((sum, { cost }) => sum + value(cost), 0) / answers;
  return {
    serverCpu: of((cost) => cost.serverCpu),
    postgresCpu: of((cost) => cost.postgresCpu),
    statements: of((cost) => cost.statements),
  };
}

function ratioTo(
  group: readonly Slice[],
  { slices, reference }: { readonly slices: readonly Slice[]; readonly reference: ContestantName },
): [ContestantName, Spread][] {
  const ratios = group.flatMap((slice) => {
    const other = slices.find(
      ({ round, work, name }) => name === reference && round === slice.round && work === slice.work,
    );
    return other === undefined || other.name === slice.name ? [] : [slice.rate / other.rate];
  });
  return ratios.length === 0 ? [] : [[reference, spreadOf(ratios)]];
}
