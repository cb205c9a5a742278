import { beforeAll, describe, expect, it } from 'vitest';
import { closeDraft } from '../../../../src/modules/content/close-draft.js';
import type { CreateDraftInput } from '../../../../src/modules/content/create-draft.js';
import { inheritedOrigin } from '../../../../src/modules/content/publisher/inherited-origin.js';
import { findBody } from '../../../../src/modules/jurisdictions/find-body.js';
import { approved, create, guide, people, settleCatalogue } from '../../../support/builders-content.js';
import { testDatabase } from '../../../support/test-database.js';
import { ids } from '../../jurisdictions/small-country.js';

const db = await testDatabase();
beforeAll(() => settleCatalogue(db));

const received = {
  origin: 'RECEIVED_FROM_PERSON',
  sourceKind: 'CITIZEN',
  sourceName: '张三',
  sourceCopy: { name: '来信.pdf', mediaType: 'application/pdf', size: 12, sha256: `sha256:${'a'.repeat(64)}` },
} as const;

/** Released as this version of this disclosure. */
async function released(disclosureId: string, version: number, input: CreateDraftInput): Promise<void> {
  const { id: draftId } = await approved(db, input);
  await db.transaction((tx) => closeDraft(tx, people.editor, { draftId, disclosureId, version }));
}

async function inherited(bodyId: string, correctsId: string | null) {
  const body = await findBody(db, bodyId);
  if (body === null) throw new Error('No body.');
  return inheritedOrigin(db, { body, correctsId });
}

describe('inheritedOrigin', () => {
  const id = '00000000-0000-4000-8000-00000000beef';
  const correction = { correctsId: id, correctionReason: '电话有误' };
  beforeAll(async () => {
    await released(id, 1, guide());
    await released(id, 2, guide({ ...received, ...correction }));
  });

  it('a correction begins with what was said of the last version', async () => {
    expect(await inherited(ids.putuoCivil, id)).toEqual({
      ...received,
      originBodyId: ids.putuoCivil,
      coMakerIds: [],
      leadBodyId: null,
    });
    expect(await create(db, guide(correction))).toMatchObject(received);
    const made = await create(db, guide({ ...correction, origin: 'MADE' }));
    expect(made, 'what is given counts').toMatchObject({ origin: 'MADE', sourceName: null, sourceCopy: null });
  });

  it('tells another body nothing, nor anybody of what was never released', async () => {
    expect(await inherited(ids.putuo, id)).toBeNull();
    expect(await inherited(ids.putuoCivil, ids.putuo)).toBeNull();
    expect(await inherited(ids.putuoCivil, null)).toBeNull();
    expect(await inherited(ids.putuoCivil, 'nonsense')).toBeNull();
  });
});
