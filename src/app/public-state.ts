import type { Database } from '../platform/db/database.js';
import type { Sql } from '../platform/db/sql.js';
import { advanceCatalogue } from '../modules/catalogue/advance-catalogue.js';
import { loadCatalogue } from '../modules/catalogue/load-catalogue.js';
import { changedTags } from '../modules/delivery/answer-tags.js';
import type { PublicState } from '../modules/delivery/public-context.js';
import type { Directory } from '../modules/jurisdictions/directory.js';
import { loadDirectory } from '../modules/jurisdictions/load-directory.js';
import type { HeadFollower, ResidentState } from '../modules/ledger/head-follower.js';
import type { LedgerEntry } from '../modules/ledger/ledger-entry.js';
import { momentOf } from '../modules/ledger/moment-of.js';
import type { Sequence } from '../modules/ledger/sequence.js';
import { shanghaiDate } from '../modules/rules/calendar-date.js';
import type { ChangeLog } from '../platform/cache/change-log.js';

const ofDirectory: ReadonlySet<string> = new Set(['DIVISION_CHANGED', 'BODY_CHANGED']);
const keptSnapshots = 8;

async function load(db: Sql, at: Sequence): Promise<PublicState> {
  const directory = await loadDirectory(db, at);
  return { directory, catalogue: await loadCatalogue(db, directory, at) };
}

/**
 * Divisions, bodies and the catalogue stay in memory: read once, then carried on by what each release changed. What
 * answers were made from is asked for only where answers are kept, in the log.
 */
export function residentPublicState(db: Database, log: ChangeLog | undefined): ResidentState<PublicState> {
  let day = '';
  return {
    load: async (at) => {
      log?.noteEverything(at);
      day = shanghaiDate(await momentOf(db, at));
      return load(db, at);
    },
    advance: async (state, entries, upTo) => {
      const last = entries.at(-1);
      const today = last === undefined ? day : shanghaiDate(last.at);
      // What is in force follows the date of the newest release.
      if (today === day) log?.note(await changedTags(db, entries), upTo);
      else log?.noteEverything(upTo);
      day = today;
      const directory = changesDirectory(entries) ? await loadDirectory(db, upTo) : onDay(state.directory, today);
      return { directory, catalogue: await advanceCatalogue(db, state.catalogue, { directory, entries, upTo }) };
    },
  };
}

/** The same object while the day stays: the catalogue and what was written of both are kept by it. */
function onDay(directory: Directory, today: string): Directory {
  return directory.today === today || today === '' ? directory : directory.asOf(today);
}

function changesDirectory(entries: readonly LedgerEntry[]): boolean {
  return entries.some((entry) => ofDirectory.has(entry.kind));
}

/** The state at any sequence: the resident one at the head, from the database at an older one. */
export class PublicStates {
  readonly #kept = new Map<Sequence, Promise<PublicState>>();

  constructor(
    private readonly db: Sql,
    private readonly follower: HeadFollower<PublicState>,
  ) {}

  at(sequence: Sequence): Promise<PublicState> {
    const kept = this.#kept.get(sequence);
    if (kept !== undefined) return kept;
    const current = this.follower.current();
    // What is resident now is what a reader a little behind the head asks for in a moment.
    const state = sequence === current.sequence ? Promise.resolve(current.state) : load(this.db, sequence);
    this.#kept.set(sequence, state);
    state.catch(() => this.#kept.delete(sequence));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptSnapshots && oldest !== undefined) this.#kept.delete(oldest);
    return state;
  }

  /** Whether the state at the sequence is at hand. */
  holds(sequence: Sequence): boolean {
    return this.#kept.has(sequence) || sequence === this.follower.current().sequence;
  }
}
