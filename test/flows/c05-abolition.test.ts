import { expect, test } from 'vitest';
import { z } from 'zod';
import { CatalogueDesk } from '../support/catalogue-desk.js';
import { achieve, act } from '../support/flow-act.js';
import {
  bodyId,
  civilAffairs,
  correctGuide,
  type Place,
  publishGuide,
  withdraw,
  writeGuide,
} from '../support/flow-draft.js';
import { ask, headOf } from '../support/flow-read.js';
import { letWorkerWork } from '../support/flow-worker.js';
import { standardCity } from '../support/standard-city.js';

const app = await standardCity();

/** The people of the district work for every body of it. */
const government: Place = { people: 'putuo', body: '310107-government', division: '310107' };
const [x, g] = [bodyId(civilAffairs.body), bodyId(government.body)];
const [named, byFunction] = ['GG-01-01', 'GG-03-02'];

function read(ids: { readonly one: string; readonly two: string }, at?: string) {
  return ask(app, {
    query: `query ($one: ID!, $two: ID!, $x: ID!, $g: ID!) {
      one: disclosure(id: $one) { ...r } two: disclosure(id: $two) { ...r }
      x: body(id: $x) { name validTo disclosures { edges { node { id } } } }
      g: body(id: $g) { disclosures { edges { node { id } } } }
      listed: disclosures(where: { body: $g }) { totalCount }
      civil: catalogue(division: "310107") { items(where: { function: "CIVIL_AFFAIRS", text: "GG-0" }) { edges { node { code } } } }
      named: catalogueItem(division: "310107", code: "${named}") { ...i }
      byFunction: catalogueItem(division: "310107", code: "${byFunction}") { ...i } }
      fragment r on Disclosure { version digest responsibleBody { id } originBody { id name } }
      fragment i on CatalogueItem { responsibility { body { id } explanation { rule text inputs { name value } } } }`,
    variables: { ...ids, x, g },
    shape: z.object({}).loose(),
    ...(at === undefined ? {} : { at }),
  });
}

const listing = (...ids: string[]) => ({ edges: ids.map((id) => ({ node: { id } })) });

test('C05 what names a body that is abolished, and what it published, falls to its government from that day on', async () => {
  const office = await CatalogueDesk.of(app, 'city-office');
  await office.does('overrideField', {
    divisionCode: '310000',
    itemCode: named,
    value: { responsibility: { bodyId: x } },
  });
  await letWorkerWork(app);
  const one = await publishGuide(app, { place: civilAffairs, title: '撤销以前', item: named });
  const two = await publishGuide(app, { place: civilAffairs, title: '同日', item: byFunction });
  const abolition = { mutation: 'abolishBody', input: { bodyId: x, effectiveOn: '2026-04-01' } };
  await achieve(app, 'putuo-office', { ...abolition, shape: z.object({}) });
  await letWorkerWork(app);

  const ids = { one: one.id, two: two.id };
  const before = await read(ids);
  const codes = [named, byFunction].map((code) => ({ node: { code } }));
  const civil = { items: { edges: expect.arrayContaining(codes) as unknown } };
  const own = { responsibleBody: { id: x }, originBody: { id: x } };
  expect(before).toMatchObject({
    one: own,
    two: own,
    x: { validTo: '2026-03-31' },
    g: { disclosures: listing() },
    civil,
    named: { responsibility: { body: { id: x }, explanation: { rule: 'R-P01' } } },
    byFunction: { responsibility: { body: { id: x }, explanation: { rule: 'R-P01' } } },
  });
  const earlier = await headOf(app);

  app.clock.set('2026-04-01T00:00:00+08:00');
  await letWorkerWork(app);
  const name = '普陀区民政局';
  const fallen = { version: 1, responsibleBody: { id: g }, originBody: { id: x, name } };
  expect(await read(ids)).toMatchObject({
    one: { ...fallen, digest: one.digest },
    two: { ...fallen, digest: two.digest },
    x: { name, disclosures: listing(two.id, one.id) },
    g: { disclosures: listing(two.id, one.id) },
    listed: { totalCount: 2 },
    civil,
    named: {
      responsibility: {
        body: { id: g },
        explanation: {
          rule: 'R-P06',
          text: '普陀区民政局已撤销，无机关承继其职责，由政府(办事处)承担：普陀区人民政府',
          inputs: [{ name: '指定机关', value: name }],
        },
      },
    },
    byFunction: { responsibility: { body: { id: g } } },
  });
  expect(await read(ids, earlier)).toEqual(before);

  const ended = await act(app, 'putuo-civil-editor', {
    mutation: 'withdrawDisclosure',
    input: { id: one.id, reason: '撤回' },
  });
  expect(ended.code).toBe('FORBIDDEN');
  const corrected = await correctGuide(app, one.id, { place: government, title: '由政府更正', item: named });
  expect(corrected).toMatchObject({ id: one.id, version: 2, indexNo: one.indexNo });
  expect(await read(ids)).toMatchObject({
    one: { version: 2, responsibleBody: { id: g }, originBody: { id: x, name } },
  });
  expect((await withdraw(app, two.id, government)).id).toBe(two.id);
});

test('C05 new content of the abolished body is published by the government, with its origin', async () => {
  const publisher = { id: g, name: '普陀区人民政府' };
  const draft = await writeGuide(app, { place: government, title: '撤销以后', content: { originBodyId: x } });
  const answer = await app.editorially(
    {
      query: `query ($id: ID!) { draft(id: $id) { publisher { standing rule body { id name } explanation { text } } } }`,
      variables: { id: draft.id },
    },
    await app.signIn('putuo-drafter'),
  );
  expect(answer.data).toMatchObject({
    draft: { publisher: { standing: 'MAY_PUBLISH', rule: 'R-P06', body: publisher } },
  });
});
