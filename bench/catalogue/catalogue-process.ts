import { measureCatalogue } from './measure-catalogue.js';
import { openDatabase } from '../store/scratch-server.js';
import { parseDatabaseUrl } from '../../src/app/database-url.js';

/** A process of its own, started with `--expose-gc`, so that nothing else lies in the memory that is measured. */
const connection = parseDatabaseUrl(process.argv[2] ?? '');
if (connection === undefined) throw new Error('The URL of a database is needed.');
const db = await openDatabase(connection);
process.send?.(await measureCatalogue(db));
await db.close();
process.disconnect();
