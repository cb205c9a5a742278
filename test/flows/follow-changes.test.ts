import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { correctGuide, publishGuide, withdraw } from '../support/flow-draft.js';
import { addItemFor, demoKeys, issueKey, registerAudience } from '../support/flow-consumers.js';
import { ask, headOf } from '../support/flow-read.js';
import { demoApp } from '../support/test-app.js';

const example = fileURLToPath(new URL('../../schema/examples/follow-changes.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tongyuan-follow-'));
const app = await demoApp();
let url = '';

beforeAll(async () => {
  url = `${await app.server.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly code: number;
  readonly printed: string;
  readonly complained: string;
}

/** The example as a program of its own; `file` is where it keeps its replica between two runs. */
function follow(file?: string, env: Readonly<Record<string, string>> = {}): Promise<Run> {
  return new Promise((resolve) => {
    const args = file === undefined ? [example] : [example, join(folder, file)];
    const child = execFile(
      process.execPath,
      args,
      { env: { TONGYUAN_URL: url, ...env } },
      (_error, printed, complained) => resolve({ code: child.exitCode ?? -1, printed, complained }),
    );
  });
}

/** What a run without a difference prints. */
function agreed(sequence: string, records: number): Run {
  return { code: 0, printed: `Sequence ${sequence}: ${records} records compared, 0 different.\n`, complained: '' };
}

async function countOf(): Promise<number> {
  const shape = z.object({ disclosures: z.object({ totalCount: z.number() }) });
  return (await ask(app, { query: '{ disclosures { totalCount } }', shape })).disclosures.totalCount;
}

const keptShape = z.object({
  after: z.string(),
  replica: z.array(
    z.tuple([z.string(), z.object({ id: z.string(), version: z.number(), digest: z.string(), title: z.string() })]),
  ),
});
const kept = (file: string) => keptShape.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));

test('it is short, and plain Node', () => {
  const source = readFileSync(example, 'utf8');
  expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  expect([...source.matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual(['node:fs']);
});

test('from the beginning: a whole replica, each record as the lists have it', async () => {
  const records = await countOf();
  expect(records).toBeGreaterThan(400);
  expect(await follow()).toEqual(agreed(await headOf(app), records));
});

test('it goes on where it ended: what is new comes, what is corrected changes, what is withdrawn goes', async () => {
  const [stays, corrected, withdrawn] = [
    await publishGuide(app, { title: '留下的指南' }),
    await publishGuide(app, { title: '将更正的指南' }),
    await publishGuide(app, { title: '将撤回的指南' }),
  ];
  const records = await countOf();
  expect(await follow('goes-on.json')).toEqual(agreed(withdrawn.sequence, records));
  expect(new Map(kept('goes-on.json').replica).get(withdrawn.id)?.title).toBe('将撤回的指南');

  const second = await correctGuide(app, corrected.id, { title: '更正后的指南' });
  await withdraw(app, withdrawn.id);
  const late = await publishGuide(app, { title: '后来的指南' });
  expect(await follow('goes-on.json')).toEqual(agreed(late.sequence, records));
  const { after, replica } = kept('goes-on.json');
  expect(after).toBe(late.sequence);
  const held = new Map(replica);
  const { id, version, digest } = second;
  expect(held.get(id)).toEqual({ id, version, digest, title: '更正后的指南' });
  expect(held.get(stays.id)?.digest).toBe(stays.digest);
  expect(held.get(late.id)?.digest).toBe(late.digest);
  expect(held.has(withdrawn.id)).toBe(false);
});

test('while others publish, correct and withdraw it finds no difference', { timeout: 90_000 }, async () => {
  let acts = 0;
  const runs: Run[] = [];
  const others = (async () => {
    for (; acts < 4 || runs.length < 2; acts += 1) {
      const { id } = await publishGuide(app, { title: `此间发布的指南${acts}` });
      if (acts % 2 === 0) await correctGuide(app, id, { title: `此间更正的指南${acts}` });
      if (acts % 3 === 0) await withdraw(app, id);
    }
  })();
  while (acts < 4 || runs.length < 2) runs.push(await follow('busy.json'));
  await others;
  for (const { code, printed } of runs) {
    expect({ code, printed }).toEqual({
      code: 0,
      printed: expect.stringMatching(/^Sequence \d+: \d+ records compared, 0 different\.\n$/),
    });
  }
  expect(await follow('busy.json')).toEqual(agreed(await headOf(app), await countOf()));
});

test('with a key: as the others, and with what is for a described group where the key covers it', {
  timeout: 90_000,
}, async () => {
  const specific = '本区参加示例项目的家庭';
  const item = await addItemFor(app, specific);
  const member = await issueKey(app, { audienceIds: [await registerAudience(app, specific)] });
  const forEverybody = await countOf();
  const { sequence } = await publishGuide(app, { title: '只给示例项目家庭的指南', item });
  expect(await follow(undefined, { TONGYUAN_KEY: member })).toEqual(agreed(sequence, forEverybody + 1));
  const runs = await Promise.all([
    follow(),
    ...demoKeys.map((key, place) => follow(`key-${place}.json`, { TONGYUAN_KEY: key })),
  ]);
  expect(runs).toEqual(Array.from({ length: 5 }, () => agreed(sequence, forEverybody)));
  const [first, ...others] = demoKeys.map((_key, place) => kept(`key-${place}.json`));
  expect(others).toEqual(Array.from({ length: 3 }, () => first));

  const refused = await follow(undefined, { TONGYUAN_KEY: `${member}x` });
  expect(refused).toMatchObject({ code: 1, printed: '', complained: expect.stringContaining('UNAUTHENTICATED') });
});

test('a digest that is not the one of the lists is found', async () => {
  expect((await follow('changed.json')).code).toBe(0);
  const { after, replica } = kept('changed.json');
  const [[id, record] = ['', null], ...rest] = replica;
  const forged = { ...record, digest: `sha256:${'0'.repeat(64)}` };
  writeFileSync(join(folder, 'changed.json'), JSON.stringify({ after, replica: [[id, forged], ...rest] }));
  const run = await follow('changed.json');
  expect(run).toEqual({
    code: 1,
    printed: `Sequence ${after}: ${replica.length} records compared, 1 different.\n`,
    complained: '',
  });
});

test('so is a change that the feed forgot to tell', async () => {
  const { id, sequence } = await publishGuide(app, { title: '没有告知的指南' });
  await app.db.sql('alter table ledger_entry disable trigger user');
  await app.db.sql('delete from ledger_entry where subject = $1', [id]);
  const run = await follow();
  expect(run).toEqual({
    code: 1,
    printed: `Sequence ${sequence}: ${await countOf()} records compared, 1 different.\n`,
    complained: '',
  });
});

test('a refusal ends it with what was said', async () => {
  const run = await follow(undefined, { TONGYUAN_URL: url.replace('/graphql', '/editorial/graphql') });
  expect(run).toMatchObject({ code: 1, printed: '', complained: expect.stringContaining('GRAPHQL_VALIDATION_FAILED') });
});
