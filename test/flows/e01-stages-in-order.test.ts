import { expect, test } from 'vitest';
import { z } from 'zod';
import { rulesOf } from '../support/flow-act.js';
import { caoyang, passStage, submitOpen, tryReview, writeGuide } from '../support/flow-draft.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

async function standing(id: string): Promise<unknown> {
  const answer = await app.editorially(
    {
      query: 'query ($id: ID!) { draft(id: $id) { state revision } opinions(draft: $id) { stage verdict void } }',
      variables: { id },
    },
    await app.signIn('caoyang-drafter'),
  );
  return z.object({ draft: z.object({}).loose(), opinions: z.array(z.object({}).loose()) }).parse(answer.data);
}

test('E01 审定 before 复审 is refused, and before 初审 as well', async () => {
  const submitted = await submitOpen(app, await writeGuide(app));

  const atOnce = await tryReview(app, `${caoyang.people}-final`, { draft: submitted, stage: 'FINAL' });
  expect(rulesOf(atOnce)).toEqual(['R-V01']);

  const first = await passStage(app, `${caoyang.people}-preliminary`, { draft: submitted, stage: 'PRELIMINARY' });
  expect(first.state).toBe('FIRST_PASSED');
  const before = await standing(first.id);
  expect(before).toEqual({
    draft: { state: 'FIRST_PASSED', revision: first.revision },
    opinions: [{ stage: 'PRELIMINARY', verdict: 'PASS', void: false }],
  });

  const tooEarly = await tryReview(app, `${caoyang.people}-final`, { draft: first, stage: 'FINAL' });
  expect(tooEarly.code).toBeNull();
  expect(tooEarly.told).toEqual([
    {
      code: 'RULE_VIOLATION',
      path: ['stage'],
      message: '初审、复审、审定依次进行：应先进行复审，不能审定。',
      rule: 'R-V01',
      explanation: {
        rule: 'R-V01',
        clause: 'DB31/T 1297—2021 6.2.3',
        pack: 'SHANGHAI',
        packVersion: '2021-06-01',
        calendarVersion: null,
        inputs: [{ name: '审查环节', value: '审定' }],
        text: '初审、复审、审定依次进行：应先进行复审，不能审定。',
      },
    },
  ]);
  expect(await standing(first.id), 'nothing of it is stored').toEqual(before);

  const second = await passStage(app, `${caoyang.people}-second`, { draft: first, stage: 'SECOND' });
  const last = await passStage(app, `${caoyang.people}-final`, { draft: second, stage: 'FINAL' });
  expect(last.state).toBe('APPROVED');
});
