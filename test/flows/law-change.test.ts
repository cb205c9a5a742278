import { expect, test } from 'vitest';
import { z } from 'zod';
import { openLawAdjustments } from '../../src/modules/catalogue/audit/open-law-adjustments.handlers.js';
import { drainOutbox } from '../../src/platform/outbox/relay.js';
import { achieve } from '../support/flow-act.js';
import { CatalogueDesk } from '../support/catalogue-desk.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();
const title = '中华人民共和国政府信息公开条例';

const listed = z.object({
  laws: z.array(
    z.object({
      id: z.string(),
      versions: z.array(
        z.object({ version: z.number(), docNo: z.string(), state: z.string(), replaces: z.number().nullable() }),
      ),
    }),
  ),
});

async function law(search: string) {
  const query = `query ($search: String) { laws(search: $search) { id versions { version docNo state replaces } } }`;
  const answer = await app.editorially({ query, variables: { search } }, await app.signIn('caoyang-drafter'));
  return listed.parse(answer.data).laws;
}

test('CAT-19 a law that is amended opens one task for each leaf whose bases or term cite it', async () => {
  const [regulation, ...others] = await law('国务院令第711号');
  expect(others).toEqual([]);
  expect(regulation?.versions).toEqual([
    { version: 2, docNo: '国务院令第711号', state: 'IN_FORCE', replaces: 1 },
    { version: 1, docNo: '国务院令第492号', state: 'AMENDED', replaces: null },
  ]);
  await achieve(app, 'city-office', {
    mutation: 'amendLaw',
    input: {
      lawId: regulation?.id,
      expectedVersion: 2,
      docNo: '国务院令第999号',
      effectiveFrom: '2026-11-23',
      note: '示例修订',
    },
    shape: z.object({}),
  });
  await drainOutbox(app.db, [openLawAdjustments]);
  const opened = await app.db.sql<{ subject: string; count: number }>(
    `select subject, count(*)::int as count from task where kind = 'LAW_ADJUSTMENT' group by subject order by subject collate "C"`,
  );
  const citing = await app.db.sql<{ subject: string; count: number }>(
    `select distinct f.division_code || '/' || f.item_code collate "C" as subject, 1 as count
     from catalogue_fact f join catalogue_item i on i.code = f.item_code and i.to_sequence is null
     where f.to_sequence is null and f.field in ('bases', 'deadline') and f.slot <> 'LOCK' and f.value::text like '%' || $1 || '%'
     order by 1`,
    [title],
  );
  expect(opened).toEqual(citing);
  expect(opened.length).toBeGreaterThan(70);
});

test('CAT-19 from then on the former number is refused with the present one', async () => {
  const city = await CatalogueDesk.of(app, 'city-office');
  const bases = [{ title, docNo: '国务院令第711号', clause: '第二十条' }];
  const [refusal] = await city.isRefused('overrideField', {
    divisionCode: '310000',
    itemCode: 'ZH-07',
    value: { bases },
  });
  expect(refusal).toMatchObject({ code: 'INVALID', path: ['value', 'bases', '0', 'docNo'], rule: 'CAT-09' });
  expect(refusal?.message).toContain('国务院令第999号');
});
