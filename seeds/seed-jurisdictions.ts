import type { Actor } from '../src/modules/identity/actor.js';
import { defineDivisions } from '../src/modules/jurisdictions/divisions/define-divisions.js';
import { adminLevels, bodyKinds, type Division } from '../src/modules/jurisdictions/directory.js';
import { loadDirectory } from '../src/modules/jurisdictions/load-directory.js';
import { mergeBodies, type MergerInput } from '../src/modules/jurisdictions/bodies/merge-bodies.js';
import { type BodyRegistration, registerBodies } from '../src/modules/jurisdictions/bodies/register-bodies.js';
import { newest } from '../src/modules/jurisdictions/select-directory.js';
import { addDays, parseCalendarDate } from '../src/modules/rules/calendar-date.js';
import { type Database, type TransactionOptions } from '../src/platform/db/database.js';
import { named } from '../src/platform/db/named.js';
import { readTsv, type TsvRow } from './read-tsv.js';
import { seedSites } from './seed-sites.js';
import { stableId } from './stable-id.js';

/** How many were added by this run, and how many were there before. */
export interface Seeded {
  readonly added: number;
  readonly skipped: number;
}

export interface SeededJurisdictions {
  readonly divisions: Seeded;
  readonly bodies: Seeded;
  readonly successions: Seeded;
  readonly sites: Seeded;
  readonly platformGrants: Seeded;
}

/** The uuid of a seeded body: its slug is what other data files name it by. */
export function bodyIdOf(slug: string): string {
  return stableId('body', slug);
}

/** Loads the demo's divisions, bodies, mergers, sites and grants by their verbs; what is there already stays as it is. */
export async function seedJurisdictions(
  db: Database,
  actor: Actor,
  options: TransactionOptions = {},
): Promise<SeededJurisdictions> {
  const before = await loadDirectory(db, newest);
  const allDivisions = divisionsOf(readTsv('divisions.tsv'));
  const divisions = missing(allDivisions, (division) => before.division(division.code));
  if (divisions.length > 0) await db.transaction((tx) => defineDivisions(tx, actor, { divisions }), options);

  const bodyRows = readTsv('bodies.tsv');
  const bodies = missing(bodyRows.map(bodyOf), (body) => before.bodyBySlug(body.slug));
  if (bodies.length > 0) await db.transaction((tx) => registerBodies(tx, actor, { bodies }), options);

  const allMergers = bodyRows.filter((row) => row('successor') !== '').map(mergerOf);
  const mergers = missing(allMergers, (merger) => before.successionsFrom(merger.predecessorId)[0]);
  for (const merger of mergers) await db.transaction((tx) => mergeBodies(tx, actor, merger), options);

  return {
    divisions: { added: divisions.length, skipped: allDivisions.length - divisions.length },
    bodies: { added: bodies.length, skipped: bodyRows.length - bodies.length },
    successions: { added: mergers.length, skipped: allMergers.length - mergers.length },
    ...(await seedSites(db, actor, options)),
  };
}

function missing<Thing>(things: readonly Thing[], known: (thing: Thing) => unknown): Thing[] {
  return things.filter((thing) => known(thing) === undefined);
}

const divisionKindOf: Readonly<Record<string, Division['kind']>> = {
  市: 'CITY',
  市辖区: 'DISTRICT',
  街道: 'SUBDISTRICT',
  镇: 'TOWN',
  乡: 'TOWNSHIP',
};

function divisionsOf(rows: readonly TsvRow[]): Division[] {
  return rows.map((row) => {
    const kind = divisionKindOf[row('kind')];
    if (kind === undefined) throw new Error(`divisions.tsv has an unknown kind: ${row('kind')}`);
    return {
      code: row('code'),
      name: row('name'),
      level: named(adminLevels, row('level')),
      kind,
      parentCode: row('parent') === '' ? null : row('parent'),
      pack: 'SHANGHAI',
    };
  });
}

const bodyKindOf: Readonly<Record<string, string>> = {
  government: 'GOVERNMENT',
  department: 'DEPARTMENT',
  street_office: 'SUBDISTRICT_OFFICE',
  town_government: 'TOWN_GOVERNMENT',
  dispatched: 'DISPATCHED_AGENCY',
  authorised: 'AUTHORISED_ORG',
  enterprise: 'PUBLIC_ENTERPRISE',
  // What ended is told by its dates; it was a department.
  abolished: 'DEPARTMENT',
};

/** A body that was merged is registered without an end: the merger sets it. */
function bodyOf(row: TsvRow): BodyRegistration {
  return {
    id: bodyIdOf(row('id')),
    slug: row('id'),
    name: row('name'),
    shortName: row('shortName') === '' ? null : row('shortName'),
    kind: named(bodyKinds, bodyKindOf[row('kind')] ?? row('kind')),
    divisionCode: row('division'),
    functions: row('functions').split(',').filter(Boolean),
    validFrom: row('validFrom') === '' ? null : row('validFrom'),
    validTo: row('validTo') === '' || row('successor') !== '' ? null : row('validTo'),
  };
}

function mergerOf(row: TsvRow): MergerInput {
  return {
    predecessorId: bodyIdOf(row('id')),
    successors: row('successor')
      .split(',')
      .map((slug) => ({ bodyId: bodyIdOf(slug) })),
    effectiveOn: addDays(parseCalendarDate(row('validTo')), 1),
  };
}
