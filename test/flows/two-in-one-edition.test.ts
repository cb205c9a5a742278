import { expect, it } from 'vitest';
import { z } from 'zod';
import { demoPassword } from '../../seeds/seed-accounts.js';
import { createAccount } from '../../src/modules/identity/create-account.js';
import { grantRoleOn } from '../../src/modules/jurisdictions/grant-role-on.js';
import { EditionPath } from '../support/by-edition.js';
import { localBasis, workingDays } from '../support/catalogue-inputs.js';
import { type Act, actWith, type ToldError } from '../support/flow-act.js';
import { cheapCost, operator } from '../support/identity.js';
import { standardCity } from '../support/standard-city.js';

const app = await standardCity();
const putuo = { divisionCode: '310107', itemCode: 'WH-01-01' };
const token = await app.signIn('putuo-office');
const colleague = await colleagueOf('310107');
const change = z.object({ change: z.object({ factId: z.string().nullable() }) });

/** Somebody else of the same office. */
async function colleagueOf(scope: string): Promise<string> {
  const account = { login: 'second-keeper', displayName: '乙', password: demoPassword, passwordCost: cheapCost };
  await app.db.transaction(async (tx) => {
    const { id: accountId } = await createAccount(tx, operator, account);
    await grantRoleOn(tx, operator, { accountId, role: 'DISCLOSURE_OFFICE', scope });
  });
  return app.signIn(account.login);
}

async function done(by: string, wanted: Act): Promise<string | null> {
  const { payload, told, code } = await actWith(app, by, { ...wanted, fields: 'change { factId }' });
  expect([told, code]).toEqual([[], null]);
  return change.parse(payload).change.factId;
}

async function conflict(by: string, wanted: Act): Promise<ToldError | undefined> {
  const { told } = await actWith(app, by, wanted);
  expect(told.map(({ code }) => code)).toEqual(['CONFLICT']);
  return told[0];
}

function named(error: ToldError | undefined): readonly string[] | undefined {
  return error?.explanation?.inputs.map(({ name, value }) => `${name}=${value}`);
}

it('the second is told what he saw and what the edition says now, whoever proposed it', async () => {
  const { id: editionId } = await EditionPath.open(app, { token, divisionCode: '310107' });
  const term = (amount: number, expectedFactId?: string | null): Act => ({
    mutation: 'overrideField',
    input: { ...putuo, editionId, value: { deadline: workingDays(amount) }, expectedFactId },
  });
  const text = (amount: number) => `自信息变更之日起${amount}个工作日内(承诺时限)`;
  const first = await done(token, term(9, null));
  const second = await done(colleague, term(8, first));
  expect(named(await conflict(token, term(7, first)))).toEqual([`您看到的值=${text(9)}`, `当前的值=${text(8)}`]);
  expect(named(await conflict(token, term(7, null)))).toEqual(['您看到的值=(空)', `当前的值=${text(8)}`]);
  const back = { mutation: 'resetField', input: { ...putuo, editionId, field: 'deadline', expectedFactId: first } };
  expect(named(await conflict(token, back))).toEqual([`您看到的值=${text(9)}`, `当前的值=${text(8)}`]);
  await done(token, term(7, second));
});

it('also of what is added to a list', async () => {
  const { id: editionId } = await EditionPath.open(app, { token, divisionCode: '310107' });
  const added = (title: string, expectedFactId: string | null): Act => ({
    mutation: 'appendToField',
    input: { ...putuo, editionId, value: { bases: [{ ...localBasis, title }] }, expectedFactId },
  });
  const first = await done(token, added('示例区甲办法', null));
  await done(colleague, added('示例区乙办法', first));
  const [seen, now] = named(await conflict(token, added('示例区丙办法', first))) ?? [];
  expect(seen).toContain('甲办法');
  expect(seen).not.toContain('乙办法');
  expect(now).toContain('甲办法');
  expect(now).toContain('乙办法');
});

it('what somebody proposes in another edition is told to nobody', async () => {
  const { id: one } = await EditionPath.open(app, { token, divisionCode: '310107' });
  const { id: other } = await EditionPath.open(app, { token, divisionCode: '310107' });
  const note = (editionId: string, text: string, expectedFactId: string | null): Act => ({
    mutation: 'overrideField',
    input: { ...putuo, editionId, value: { note: text }, expectedFactId },
  });
  const hidden = await done(token, note(one, '未公开的备注', null));
  expect(named(await conflict(colleague, note(other, '另一备注', hidden)))).toEqual([
    '您看到的值=(空)',
    '当前的值=(空)',
  ]);
});
