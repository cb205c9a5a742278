import { benchCatalogue } from './catalogue/bench-catalogue.js';
import { benchReads } from './bench-reads.js';
import { type BenchOptions, benchUsage, parseBenchOptions } from './options.js';
import { circumstances, otherLoad } from './report/circumstances.js';
import { printReport } from './report/print-report.js';
import { writeReadme } from './report/write-readme.js';
import { fillStore } from './store/fill-store.js';
import { copyDisclosures } from './store/plain-tables.js';
import { keptDatabase, type ScratchServer, startScratchServer } from './store/scratch-server.js';

try {
  const options = parseBenchOptions(process.argv.slice(2));
  const load = otherLoad();
  const server = await startScratchServer(options.dataDir);
  try {
    await bench(server, options, load);
  } finally {
    await server.stop();
  }
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? `\n${error.cause.message}` : '';
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${cause}\n${benchUsage}\n`);
  process.exitCode = 1;
}

async function bench(server: ScratchServer, options: BenchOptions, load: number): Promise<void> {
  const database = `bench_${options.size}`;
  const db = await keptDatabase(server, database, (empty) => fillStore(empty, options.size));
  try {
    await copyDisclosures(db);
    const measured = await benchReads({ db, server, database, options });
    const catalogue = options.parts.includes('catalogue') ? await benchCatalogue(server) : null;
    const report = printReport({ circumstances: await circumstances(db, options, load), ...measured, catalogue });
    process.stdout.write(`\n${report}\n`);
    if (options.write) writeReadme(report);
  } finally {
    await db.close();
  }
}
