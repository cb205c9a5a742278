import { expect, test } from 'vitest';
import { z } from 'zod';
import { achieve, rulesOf } from '../support/flow-act.js';
import { bodyId, caoyang, passStage, submitOpen, tryReview, writeGuide } from '../support/flow-draft.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

async function accountOf(login: string): Promise<string> {
  const answer = await app.editorially({ query: '{ me { id } }' }, await app.signIn(login));
  return z.object({ me: z.object({ id: z.string() }) }).parse(answer.data).me.id;
}

async function alsoHolds(login: string, role: string): Promise<void> {
  await achieve(app, 'operator', {
    mutation: 'grantRoleOn',
    input: { accountId: await accountOf(login), role, scope: bodyId(caoyang.body) },
    shape: z.object({}),
  });
}

test('E02 whoever gave 初审 cannot give 审定, whatever roles he holds', async () => {
  await alsoHolds('caoyang-preliminary', 'FINAL_REVIEWER');
  const submitted = await submitOpen(app, await writeGuide(app));
  const first = await passStage(app, 'caoyang-preliminary', { draft: submitted, stage: 'PRELIMINARY' });
  const second = await passStage(app, 'caoyang-second', { draft: first, stage: 'SECOND' });

  const again = await tryReview(app, 'caoyang-preliminary', { draft: second, stage: 'FINAL' });
  expect(again.code).toBeNull();
  expect(again.told).toHaveLength(1);
  expect(again.told[0]).toMatchObject({
    code: 'RULE_VIOLATION',
    path: ['stage'],
    rule: 'R-V02',
    message: '您已作出初审意见，不得再任审定。',
  });

  const last = await passStage(app, 'caoyang-final', { draft: second, stage: 'FINAL' });
  expect(last.state).toBe('APPROVED');
});

test('E02 whoever wrote a draft cannot review it', async () => {
  await alsoHolds('caoyang-drafter', 'PRELIMINARY_REVIEWER');
  const submitted = await submitOpen(app, await writeGuide(app));
  const own = await tryReview(app, 'caoyang-drafter', { draft: submitted, stage: 'PRELIMINARY' });
  expect(rulesOf(own)).toEqual(['R-V02']);
  const rows = await app.db.sql('select 1 from review_opinion where draft_id = $1', [submitted.id]);
  expect(rows).toEqual([]);
});
