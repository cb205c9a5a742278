import { expect, test } from 'vitest';
import { z } from 'zod';
import { siteIdOf } from '../../seeds/seed-sites.js';
import { achieve, act } from '../support/flow-act.js';
import { approveGuide, bodyId, caoyang, type Step } from '../support/flow-draft.js';
import { ask, headOf } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const portal = siteIdOf('310107-portal');
const office = bodyId(caoyang.body);

function release(draft: Step, section: string) {
  return act(app, 'caoyang-editor', {
    mutation: 'releaseDrafts',
    input: { drafts: [{ draftId: draft.id }], place: { siteId: portal, section } },
    fields: 'release { sequence disclosures { id } }',
  });
}

async function isPublic(id: string): Promise<boolean> {
  const shape = z.object({ disclosure: z.object({ id: z.string() }).nullable() });
  const query = 'query ($id: ID!) { disclosure(id: $id) { id } }';
  return (await ask(app, { query, variables: { id }, shape })).disclosure !== null;
}

const releasedShape = z.object({ release: z.object({ disclosures: z.tuple([z.object({ id: z.string() })]) }) });

test('H05 a street publishes on its district’s portal only with leave, where the leave says and while it lasts', async () => {
  const answer = await app.editorially(
    {
      query: 'query ($site: ID!, $body: ID!) { platformGrants(site: $site, body: $body) { id revokedAt } }',
      variables: { site: portal, body: office },
    },
    await app.signIn('putuo-office'),
  );
  const held = z.object({ platformGrants: z.tuple([z.object({ id: z.string(), revokedAt: z.null() })]) });
  const [old] = held.parse(answer.data).platformGrants;
  await achieve(app, 'putuo-office', {
    mutation: 'revokePlatformGrant',
    input: { grantId: old.id },
    shape: z.object({}),
  });

  const draft = await approveGuide(app, { title: '门户授权示例' });
  const head = await headOf(app);
  const without = await release(draft, '政府信息公开');
  expect(without.code).toBeNull();
  expect(without.told).toMatchObject([
    {
      code: 'GATE_UNMET',
      path: ['place'],
      rule: 'R-H03',
      explanation: {
        rule: 'R-H03',
        clause: 'DB31/T 1297—2021 5.7.3',
        pack: 'SHANGHAI',
        inputs: [
          { name: '公开主体', value: '曹杨新村街道办事处' },
          { name: '栏目', value: '政府信息公开' },
        ],
      },
    },
  ]);
  expect(await headOf(app), 'nothing became public').toBe(head);

  await achieve(app, 'putuo-office', {
    mutation: 'grantPlatform',
    input: {
      siteId: portal,
      bodyId: office,
      sections: ['政府信息公开'],
      validFrom: '2026-11-23T09:00:00.000+08:00',
      validTo: '2026-12-01T00:00:00.000+08:00',
    },
    shape: z.object({}),
  });
  const elsewhere = await release(draft, '要闻动态');
  expect(elsewhere.told).toMatchObject([{ code: 'GATE_UNMET', path: ['place'], rule: 'R-H03' }]);
  const [shown] = releasedShape.parse((await release(draft, '政府信息公开')).payload).release.disclosures;
  expect(await isPublic(shown.id)).toBe(true);

  const late = await approveGuide(app, { title: '授权到期以后' });
  app.clock.set('2026-12-01T00:00:00+08:00');
  const expired = await release(late, '政府信息公开');
  expect(expired.told).toMatchObject([{ code: 'GATE_UNMET', path: ['place'], rule: 'R-H03' }]);
  expect(await isPublic(shown.id), 'what was released stays').toBe(true);
});
