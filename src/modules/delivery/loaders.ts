import DataLoader from 'dataloader';
import { tags } from './answer-tags.js';
import type { Sql } from '../../platform/db/sql.js';
import type { Directory } from '../jurisdictions/directory.js';
import type { View } from '../ledger/view.js';
import type { MadeFrom } from './made-from.js';
import type { AffectedItem } from '../catalogue/affected/compare-release.js';
import { findAffected } from '../catalogue/affected/find-affected.js';
import {
  type FieldOfItem,
  type FieldStatement,
  findFieldHistories,
  keyOfField,
} from '../catalogue/comparison/find-field-history.js';
import type { Sequence } from '../ledger/sequence.js';
import { findIdsByIndexNo } from '../publication/find-ids-by-index-no.js';
import { findRelations, type RelationRow } from '../publication/find-relations.js';
import { type BodyLink, findBodyLinks } from '../publication/find-body-links.js';
import { findTombstones, type Tombstone } from '../publication/find-tombstones.js';
import { findVersionSummaries, type VersionSummary } from '../publication/find-version-summaries.js';
import { findVersions } from '../publication/find-versions.js';
import type { PublishedVersion } from '../publication/published-version.js';

/** One statement a level of an answer, however many things the level holds. Made anew for every request. */
export interface Loaders {
  readonly disclosure: DataLoader<string, PublishedVersion | null>;
  readonly idByIndexNo: DataLoader<string, string | null>;
  readonly tombstone: DataLoader<string, Tombstone | null>;
  readonly bodyLinks: DataLoader<string, readonly BodyLink[]>;
  readonly relations: DataLoader<string, readonly RelationRow[]>;
  readonly versions: DataLoader<string, readonly VersionSummary[]>;
  /** By item and field: what any division has said of it. */
  readonly history: DataLoader<FieldOfItem, readonly FieldStatement[], string>;
  readonly affected: DataLoader<Sequence, readonly AffectedItem[]>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The form ids are stored in; null for what cannot be an id of a disclosure or body. */
export function recordId(id: string): string | null {
  const lower = id.toLowerCase();
  return uuid.test(lower) ? lower : null;
}

export function createLoaders(
  { db, view, directory }: { readonly db: Sql; readonly view: View; readonly directory: Directory },
  madeFrom: MadeFrom,
): Loaders {
  const loader = <Value>(
    tagOf: (key: string) => string,
    find: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
  ): DataLoader<string, Value | null> =>
    new DataLoader(async (keys) => {
      madeFrom.add(...keys.map(tagOf));
      const found = await find(keys);
      return keys.map((key) => found.get(key) ?? null);
    });
  const lists = <Value>(
    tagOf: (key: string) => string,
    find: (keys: readonly string[]) => Promise<ReadonlyMap<string, readonly Value[]>>,
  ): DataLoader<string, readonly Value[]> =>
    new DataLoader(async (keys) => {
      madeFrom.add(...keys.map(tagOf));
      const found = await find(keys);
      return keys.map((key) => found.get(key) ?? []);
    });
  return {
    disclosure: loader(tags.disclosure, (ids) => findVersions(db, ids, view)),
    // Whose number it is never changes, but it may yet be given.
    idByIndexNo: loader(
      () => tags.disclosures,
      (numbers) => findIdsByIndexNo(db, numbers, view),
    ),
    tombstone: loader(tags.disclosure, (ids) => findTombstones(db, ids, view)),
    bodyLinks: lists(
      () => tags.directory,
      (ids) => findBodyLinks(db, ids, view),
    ),
    relations: lists(tags.disclosure, (ids) => findRelations(db, ids, view)),
    versions: lists(tags.disclosure, (ids) => findVersionSummaries(db, ids, view)),
    history: new DataLoader(
      async (fields) => {
        const found = await findFieldHistories(db, directory, { of: fields, at: view.at });
        return fields.map((field) => found.get(keyOfField(field)) ?? []);
      },
      { cacheKeyFn: keyOfField },
    ),
    // What a release changed never changes again.
    affected: new DataLoader(async (sequences) => {
      const found = await findAffected(db, sequences);
      return sequences.map((sequence) => found.get(sequence) ?? []);
    }),
  };
}
