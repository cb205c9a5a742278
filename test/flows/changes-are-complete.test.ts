import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { demoPassword } from '../../seeds/seed-accounts.js';
import { aboutOf, publicMutations, type Told } from '../support/expected-changes.js';
import { act, actWith } from '../support/flow-act.js';
import { approveGuide, bodyId } from '../support/flow-draft.js';
import { changesAfter, headOf } from '../support/flow-read.js';
import { attempts } from '../support/mutation-attempts.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

/** Drafts, reviews, accounts, keys and sessions: nothing of them is public. */
/** Those of the catalogue stand in an edition: only its publication tells. */
const silentMutations = [
  'addLocalItem',
  'resetField',
  'suppressItem',
  'retireItem',
  'importCatalogueSheet',
  'issueTemplate',
  'instantiateTemplate',
  'acceptTemplateRow',
  'openEdition',
  'withdrawChange',
  'submitEdition',
  'reviewEdition',
  'returnEdition',
  'recallEdition',
  'approveEdition',
  'amendLaw',
  'classifyRecords',
  'draftOldRecord',
  'endExemption',
  'exemptFunction',
  'importOldRecords',
  'recordCatalogueReview',
  'registerLaw',
  'repealLaw',
  'setFocusItems',
  'settleLawAdjustment',
  'createDraft',
  'reviseDraft',
  'reassignDraft',
  'decideAttribute',
  'submitDraft',
  'reviewDraft',
  'createAccount',
  'disableAccount',
  'grantRoleOn',
  'revokeRoleOn',
  'registerAudience',
  'issueKeyOn',
  'revokeKeyOn',
];
const ofSessions = ['signIn', 'refreshSession', 'signOut', 'changePassword'];

const next = (sequence: string): string => (BigInt(sequence) + 1n).toString();

/** The entries after a sequence, all of which must stand at the very next one; none means that the head stayed. */
async function toldSince(head: string): Promise<Told[]> {
  const entries = await changesAfter(app, head);
  const expected = entries.length === 0 ? head : next(head);
  expect(await headOf(app)).toBe(expected);
  expect([...new Set(entries.map((entry) => entry.sequence))]).toEqual(entries.length === 0 ? [] : [expected]);
  return Promise.all(
    entries.map(async ({ kind, subject, version, digest }) => {
      const read = await aboutOf(app, subject);
      // What the entry says of a disclosure is what a reader gets.
      expect(read.digest).toBe(digest);
      return { kind, about: read.about, version, digest };
    }),
  );
}

test('every mutation of the schema is either public or silent', async () => {
  const answer = await app.editorially({ query: '{ __schema { mutationType { fields { name } } } }' });
  const schema = z.object({
    __schema: z.object({ mutationType: z.object({ fields: z.array(z.object({ name: z.string() })) }) }),
  });
  const names = schema.parse(answer.data).__schema.mutationType.fields.map((field) => field.name);
  const known = [...Object.keys(publicMutations), ...silentMutations, ...ofSessions];
  expect(names.toSorted()).toEqual(known.toSorted());
});

describe('each public change is told at the next sequence, and nothing else is', () => {
  test.each(Object.entries(publicMutations))('%s', async (mutation, { fields = '', entries }) => {
    const attempt = attempts[mutation];
    if (attempt === undefined) throw new Error(`Nobody knows how to ${mutation}.`);
    const input = await attempt.prepare(app);
    const head = await headOf(app);
    const { payload, told, code } = await act(app, attempt.right, { mutation, input, fields });
    expect({ told, code }).toEqual({ told: [], code: null });
    const expected = entries(input, payload);
    expect(expected.length).toBeGreaterThan(0);
    expect(await toldSince(head)).toEqual(expected);
  });

  test('a bundle of two: two entries, in the order of the drafts, at one sequence', async () => {
    const drafts = [
      await approveGuide(app, { title: '一并发布之一' }),
      await approveGuide(app, { title: '一并发布之二' }),
    ];
    const head = await headOf(app);
    const { payload } = await act(app, 'caoyang-editor', {
      mutation: 'releaseDrafts',
      input: { drafts: drafts.map(({ id }) => ({ draftId: id })) },
      fields: 'release { sequence disclosures { id version digest } }',
    });
    const { release } = z
      .object({
        release: z.object({
          sequence: z.string(),
          disclosures: z.array(z.object({ id: z.string(), version: z.literal(1), digest: z.string() })).length(2),
        }),
      })
      .parse(payload);
    expect(release.sequence).toBe(next(head));
    expect(await toldSince(head)).toEqual(
      release.disclosures.map(({ id, version, digest }) => ({
        kind: 'DISCLOSURE_PUBLISHED',
        about: `ServiceGuide ${id}`,
        version,
        digest,
      })),
    );
  });
});

describe('what changes nothing public tells nothing', () => {
  test.each(silentMutations)('%s', async (mutation) => {
    const attempt = attempts[mutation];
    if (attempt === undefined) throw new Error(`Nobody knows how to ${mutation}.`);
    const input = await attempt.prepare(app);
    const head = await headOf(app);
    expect(await act(app, attempt.right, { mutation, input })).toEqual({ payload: {}, told: [], code: null });
    expect(await toldSince(head)).toEqual([]);
  });

  test('signing in, changing the password, refreshing, signing out', async () => {
    const head = await headOf(app);
    const signedIn = await act(app, null, {
      mutation: 'signIn',
      input: { login: 'huangpu-editor', password: demoPassword },
      fields: 'session { accessToken refreshToken }',
    });
    const { session } = z
      .object({ session: z.object({ accessToken: z.string(), refreshToken: z.string() }) })
      .parse(signedIn.payload);
    const { refreshToken } = session;
    const done = { payload: {}, told: [], code: null };
    expect(await act(app, null, { mutation: 'refreshSession', input: { refreshToken } })).toEqual(done);
    expect(await act(app, null, { mutation: 'signOut', input: { refreshToken } })).toEqual(done);
    const token = await app.signIn('huangpu-editor');
    const input = { currentPassword: demoPassword, newPassword: 'another long password' };
    expect(await actWith(app, token, { mutation: 'changePassword', input })).toEqual(done);
    expect(await toldSince(head)).toEqual([]);
  });

  const standing = { divisionCode: '310000', itemCode: 'ZH-09', value: { note: '本市备注' } };
  test.each([
    ['the same value of a field once more', 'city-office', { mutation: 'overrideField', input: standing }],
    [
      'the name that a body has',
      'city-office',
      { mutation: 'renameBody', input: { bodyId: bodyId('310101-culture-tourism'), name: ' 黄浦区文化和旅游局 ' } },
    ],
    [
      'the name that a division has',
      'operator',
      { mutation: 'renameDivision', input: { code: '310101', name: '黄浦区' } },
    ],
  ])('%s', async (_what, login, wanted) => {
    await act(app, login, wanted);
    const head = await headOf(app);
    expect(await act(app, login, wanted)).toEqual({ payload: {}, told: [], code: null });
    expect(await toldSince(head)).toEqual([]);
  });

  test('what is refused', async () => {
    const head = await headOf(app);
    const refused = await act(app, 'caoyang-office', {
      mutation: 'overrideField',
      input: {
        divisionCode: '310107005',
        itemCode: 'ZH-07',
        value: { deadline: { kind: 'COMMITTED', trigger: 'FORMED', amount: 60, unit: 'WORKING_DAY' } },
      },
    });
    expect(refused.told.map((error) => error.rule)).toEqual(['R-I05']);
    expect(await toldSince(head)).toEqual([]);
  });
});
