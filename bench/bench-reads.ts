import type { Database } from '../src/platform/db/database.js';
import { LoadGenerator } from './load/load-generator.js';
import { postmasterOf, residentMegabytes } from './measure/process-costs.js';
import { readRounds, type RoundSettings, warmUps } from './measure/read-rounds.js';
import type { BenchOptions } from './options.js';
import { approveDrafts } from './publish/approve-drafts.js';
import { openEditorAccount, publishingBodies } from './publish/editor-account.js';
import { publishThroughput } from './publish/publish-throughput.js';
import { SteadyPublisher } from './publish/steady-publisher.js';
import type { Report } from './report/print-report.js';
import { readRows } from './report/read-rows.js';
import { type Contestant, type ContestantName, works } from './servers/contestant.js';
import { installPostgraphile } from './servers/install-postgraphile.js';
import { startContestants } from './servers/start-contestants.js';
import { askAll, verifyAnswers } from './servers/verify-answers.js';
import { chooseKeys } from './store/choose-keys.js';
import type { ScratchServer } from './store/scratch-server.js';

export interface ReadBench {
  readonly db: Database;
  readonly server: ScratchServer;
  readonly database: string;
  readonly options: BenchOptions;
}

type Measured = Pick<Report, 'reads' | 'cached' | 'publish' | 'withoutPostgraphile'>;

const verified = 25;
const publications = 400;

/** Everything that is asked over HTTP: reads without and with cache, then publishing. */
export async function benchReads(bench: ReadBench): Promise<Measured> {
  const { db, options, server, database } = bench;
  const { dataDir, parts } = options;
  const plan = { databaseUrl: server.urlOf(database), dataDir, answersFile: '' };
  const meters = { db, postmaster: postmasterOf(dataDir) };
  const reads = parts.includes('reads') || parts.includes('cached');
  const measured = reads ? await readAll(bench, meters) : { reads: [], cached: [], withoutPostgraphile: null };
  const count = Math.min(publications, options.size);
  const publish = parts.includes('publish') ? await publishThroughput(meters, { ...plan, count, role: 'serve' }) : null;
  return { ...measured, publish };
}

async function readAll(
  { db, server, database, options }: ReadBench,
  meters: Pick<RoundSettings, 'db' | 'postmaster'>,
): Promise<Omit<Measured, 'publish'>> {
  const withoutPostgraphile = await installPostgraphile();
  const keys = await chooseKeys(db, options.keys);
  const { dataDir, parts } = options;
  const databaseUrl = server.urlOf(database);
  const contestants = await startContestants({
    databaseUrl,
    dataDir,
    keys,
    postgraphile: withoutPostgraphile === null,
  });
  const load = new LoadGenerator();
  try {
    for (const work of works) await verifyAnswers(contestants, work, verified);
    const settings = { ...meters, ...options, load, works };
    const cacheOff = contestants.filter(({ name }) => name !== 'product, cache on');
    const off = parts.includes('reads') ? await readRounds('Reads', { ...settings, contestants: cacheOff }) : [];
    const on = parts.includes('cached') ? await readCached(settings, contestants, options) : [];
    const resident = new Map(contestants.map(({ name, pid }) => [name, residentMegabytes(pid)]));
    return { reads: readRows(off, resident), cached: readRows(on, resident), withoutPostgraphile };
  } finally {
    load.stop();
    await Promise.all(contestants.map((one) => one.stop()));
  }
}

const withCache: readonly ContestantName[] = ['static', 'product, cache on'];

async function readCached(
  settings: Omit<RoundSettings, 'contestants'>,
  all: readonly Contestant[],
  { rounds, slice }: BenchOptions,
): ReturnType<typeof readRounds> {
  const contestants = all.filter(({ name }) => withCache.includes(name));
  const product = contestants.find(({ name }) => name !== 'static');
  if (product === undefined) return [];
  const { db } = settings;
  await openEditorAccount(db);
  const count = 150 + Math.ceil(((rounds + warmUps) * works.length * contestants.length * (slice + 2_000)) / 1_000);
  const drafts = await approveDrafts(db, { count, bodyIds: await publishingBodies(db), seed: 7 });
  const publisher = new SteadyPublisher(product.port, drafts);
  try {
    // What is asked for is in memory before the first slice, as in a store that has been read for an hour. The first
    // publication of a node's life may drop all that it kept.
    await publisher.first;
    for (const work of works) await askAll(product, work);
    return await readRounds('Cached reads', { ...settings, contestants });
  } finally {
    await publisher.stop();
  }
}
