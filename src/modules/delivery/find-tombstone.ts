import type { Tombstone } from '../publication/find-tombstones.js';
import type { Loaders } from './loaders.js';

/** What is left of a disclosure beside a link to it. Most are not withdrawn: those that can be read are not asked for. */
export async function findTombstone({ disclosure, tombstone }: Loaders, id: string): Promise<Tombstone | null> {
  return (await disclosure.load(id)) === null ? tombstone.load(id) : null;
}
