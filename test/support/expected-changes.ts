import { z } from 'zod';
import { siteIdOf } from '../../seeds/seed-sites.js';
import { toGlobalId } from '../../src/platform/graphql/global-id.js';
import { ask } from './flow-read.js';
import type { TestApp } from './test-app.js';

/** An entry of the change feed, its subject as `node` reads it at the same sequence. */
export interface Told {
  readonly kind: string;
  /** Type and natural key; the id alone where the public schema has no such thing. */
  readonly about: string;
  readonly version: number | null;
  readonly digest: string | null;
}

export interface PublicMutation {
  /** What of the payload says which entries follow. */
  readonly fields?: string;
  readonly entries: (input: unknown, payload: unknown) => readonly Told[];
}

const told = (kind: string, about: string): Told => ({ kind, about, version: null, digest: null });

const place = z.object({ divisionCode: z.string() });
const oneItem: PublicMutation = {
  entries: (input) => {
    const { divisionCode, itemCode } = place.extend({ itemCode: z.string() }).parse(input);
    return [told('CATALOGUE_CHANGED', `CatalogueItem ${divisionCode}/${itemCode}`)];
  },
};

const addedItems: PublicMutation = {
  fields: 'added { itemCodes }',
  entries: (input, payload) => {
    const { divisionCode } = place.parse(input);
    const { added } = z.object({ added: z.object({ itemCodes: z.array(z.string()) }) }).parse(payload);
    return added.itemCodes.map((code) => told('CATALOGUE_CHANGED', `CatalogueItem ${divisionCode}/${code}`));
  },
};

const released = z.object({
  release: z.object({
    disclosures: z.array(z.object({ id: z.string(), version: z.number(), digest: z.string() })),
  }),
});

function release(kind: string): PublicMutation {
  return {
    fields: 'release { disclosures { id version digest } }',
    entries: (_input, payload) =>
      released
        .parse(payload)
        .release.disclosures.map(({ id, version, digest }) => ({ kind, about: `ServiceGuide ${id}`, version, digest })),
  };
}

/** By the name of the mutation: what each one that changes something public tells. */
export const publicMutations: Readonly<Record<string, PublicMutation>> = {
  defineDivisions: { entries: () => [told('DIVISION_CHANGED', 'Division 310199')] },
  renameDivision: { entries: () => [told('DIVISION_CHANGED', 'Division 310107')] },
  registerBodies: { entries: () => [told('BODY_CHANGED', 'Body 310101-demo')] },
  renameBody: { entries: () => [told('BODY_CHANGED', 'Body 310101-civil-affairs')] },
  // The one that ends, and the one that carries on.
  mergeBodies: {
    entries: () => [told('BODY_CHANGED', 'Body 310101-finance'), told('BODY_CHANGED', 'Body 310101-civil-affairs')],
  },
  transferFunctions: {
    entries: () => [
      told('BODY_CHANGED', 'Body 310101-general-office'),
      told('BODY_CHANGED', 'Body 310101-civil-affairs'),
    ],
  },
  abolishBody: { entries: () => [told('BODY_CHANGED', 'Body 310101-culture-tourism')] },
  registerSite: {
    fields: 'site { id }',
    entries: (_input, payload) => {
      const { site } = z.object({ site: z.object({ id: z.string() }) }).parse(payload);
      return [told('SITE_CHANGED', site.id)];
    },
  },
  grantPlatform: { entries: () => [told('SITE_CHANGED', siteIdOf('310101-portal'))] },
  revokePlatformGrant: { entries: () => [told('SITE_CHANGED', siteIdOf('310101-portal'))] },
  // A group that holds no leaf yet is in nobody's catalogue: only its id is told.
  addItem: { entries: () => [told('CATALOGUE_CHANGED', toGlobalId('CatalogueItem', '310000/ZD-90'))] },
  addItems: addedItems,
  overrideField: oneItem,
  appendToField: oneItem,
  lockField: oneItem,
  unlockField: oneItem,
  resolveConflict: { entries: () => [told('CATALOGUE_CHANGED', 'CatalogueItem 310107/YL-03-03')] },
  publishEdition: { entries: () => [told('CATALOGUE_CHANGED', 'CatalogueItem 310107/ZH-08')] },
  releaseDrafts: release('DISCLOSURE_PUBLISHED'),
  correctDisclosure: release('DISCLOSURE_CORRECTED'),
  withdrawDisclosure: {
    fields: 'tombstone { id lastVersion }',
    entries: (_input, payload) => {
      const { tombstone } = z
        .object({ tombstone: z.object({ id: z.string(), lastVersion: z.number() }) })
        .parse(payload);
      const about = `Tombstone ${tombstone.id}`;
      return [{ kind: 'DISCLOSURE_WITHDRAWN', about, version: tombstone.lastVersion, digest: null }];
    },
  },
  addLink: { entries: () => [told('BODY_CHANGED', 'Body 310107-civil-affairs')] },
};

const node = z.object({
  __typename: z.string(),
  id: z.string(),
  code: z.string().optional(),
  slug: z.string().optional(),
  division: z.object({ code: z.string() }).optional(),
  digest: z.string().optional(),
});

/** What `node` says of the subject of an entry. */
export async function aboutOf(app: TestApp, subject: string): Promise<{ about: string; digest: string | null }> {
  const found = await ask(app, {
    query: `query ($id: ID!) { node(id: $id) { __typename id ... on Division { code } ... on Body { slug }
      ... on CatalogueItem { code division { code } } ... on Disclosure { digest } } }`,
    variables: { id: subject },
    shape: z.object({ node: node.nullable() }),
  });
  if (found.node === null) return { about: subject, digest: null };
  const { __typename, id, code, slug, division, digest = null } = found.node;
  const key = slug ?? (division === undefined ? code : `${division.code}/${code}`) ?? id;
  return { about: `${__typename} ${key}`, digest };
}
