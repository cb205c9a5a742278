import type { Sql } from '../../../platform/db/sql.js';
import { Directory, type Division } from '../../jurisdictions/directory.js';
import { loadDirectories } from '../../jurisdictions/load-directories.js';
import type { Sequence } from '../../ledger/sequence.js';
import { type AffectedItem, compareRelease, movesResponsibility } from './compare-release.js';
import { holdsAt, type PlacedDivision, readReleases, type Releases } from './read-releases.js';

/**
 * For each release exactly the items that say something else after it, with the divisions where they do: another value,
 * seen there or no longer seen, applicable or not, split or whole. What did not change the catalogue has none.
 * One statement for all; where another body became responsible, one more and the directories of those sequences
 * besides.
 */
export async function findAffected(
  db: Sql,
  sequences: readonly Sequence[],
): Promise<ReadonlyMap<Sequence, readonly AffectedItem[]>> {
  const releases = await readReleases(db, sequences);
  const directories = new Directories(releases);
  const spoken = [...releases.spoken.keys()];
  const whole = await loadDirectories(
    db,
    spoken.filter((sequence) => movesResponsibility(releases, sequence)),
  );
  const affected = new Map<Sequence, readonly AffectedItem[]>();
  for (const sequence of spoken) {
    const directory = whole.get(sequence) ?? directories.at(sequence);
    affected.set(sequence, compareRelease(releases, directory, sequence));
  }
  return affected;
}

/** The trees of the divisions, without names and bodies; one for all sequences between which no division changed. */
class Directories {
  readonly #known = new Map<string, Directory>();

  constructor(private readonly releases: Releases) {}

  at(sequence: Sequence): Directory {
    const standing = this.releases.divisions.filter(({ held }) => holdsAt(held, sequence));
    // A row is told by its division and when it began; two trees of equal rows are the same.
    const newest = standing.reduce((latest, { held }) => (held.from > latest ? held.from : latest), 0n);
    const key = `${newest} ${standing.length}`;
    const directory = this.#known.get(key) ?? new Directory(standing.map(unnamed), []);
    this.#known.set(key, directory);
    return directory;
  }
}

function unnamed({ division }: { readonly division: PlacedDivision }): Division {
  return { ...division, name: division.code, kind: 'TOWN', pack: 'NATIONAL_BASE' };
}
