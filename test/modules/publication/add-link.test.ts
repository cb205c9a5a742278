import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/modules/identity/actor.js';
import { listEntries } from '../../../src/modules/ledger/list-entries.js';
import { addLink, type AddLinkInput } from '../../../src/modules/publication/add-link.js';
import { findBodyLinks } from '../../../src/modules/publication/find-body-links.js';
import { people, settleCatalogue } from '../../support/builders-content.js';
import { content, placed, publicTraces, withdrawn } from '../../support/builders-publication.js';
import { testDatabase } from '../../support/test-database.js';
import { ids } from '../jurisdictions/small-country.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

const add = (actor: Actor, input: AddLinkInput) => db.transaction((tx) => addLink(tx, actor, input));
const foreign = content({ leadBodyId: ids.huangpu, originBodyId: ids.huangpu, divisionCode: '310101' });

async function linkTo(contents = foreign): Promise<AddLinkInput> {
  const [disclosureId = ''] = await placed(db, [contents]);
  return { bodyId: ids.putuoCivil, disclosureId, itemCode: 'T-01-02' };
}

async function refusal(actor: Actor, input: AddLinkInput): Promise<unknown> {
  const before = await publicTraces(db);
  const error = await add(actor, input).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(await publicTraces(db)).toEqual(before);
  return error;
}

describe('addLink', () => {
  it("C01: a body shows the maker's record under an item of its own", async () => {
    const input = await linkTo();
    const link = await add(people.editor, input);
    expect(link).toEqual({ ...input, sequence: link.sequence, at: new Date('2026-03-02T01:00:00Z') });
    expect(await findBodyLinks(db, [ids.putuoCivil], { at: link.sequence })).toEqual(
      new Map([[ids.putuoCivil, [link]]]),
    );
    expect(await findBodyLinks(db, [ids.putuoCivil], { at: link.sequence - 1n })).toEqual(new Map());
    expect(await listEntries(db, { after: link.sequence - 1n, upTo: link.sequence, limit: 9 })).toMatchObject([
      { kind: 'BODY_CHANGED', subject: ids.putuoCivil, version: null, digest: null },
    ]);
  });

  it('is for editors of the body', async () => {
    const input = await linkTo();
    for (const actor of [people.elsewhere, people.supervisor, people.drafter, people.operator]) {
      expect(await refusal(actor, input)).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await refusal(people.editor, { ...input, bodyId: 'nonsense' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(people.editor, { ...input, disclosureId: ids.putuo })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses its own records, groups, what is linked already and what was withdrawn', async () => {
    const own = await linkTo(content());
    expect(await refusal(people.editor, own)).toMatchObject({ errors: [{ code: 'NOT_ALLOWED_HERE', rule: 'R-P03' }] });
    const input = await linkTo();
    expect(await refusal(people.editor, { ...input, itemCode: 'T-01' })).toMatchObject({
      errors: [{ path: ['itemCode'] }],
    });
    await add(people.editor, input);
    expect(await refusal(people.editor, input)).toMatchObject({ errors: [{ code: 'DUPLICATE' }] });
    const gone = await linkTo();
    await withdrawn(db, own.disclosureId);
    expect(await refusal(people.editor, { ...gone, disclosureId: own.disclosureId })).toMatchObject({
      errors: [{ code: 'INVALID', path: ['disclosureId'] }, { code: 'NOT_ALLOWED_HERE' }],
    });
  });
});
