import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { startWorker } from '../../src/app/worker.js';
import { demoApp } from '../support/test-app.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const steps = [...readme.matchAll(/```sh\n(curl[^`]*|TOKEN=[^`]*)```\n\n```json\n([^`]*)\n```/g)];
const hasTools = spawnSync('bash', ['-c', 'curl --version']).status === 0;
const must = process.env['CI'] === 'true';
const app = await demoApp();
// What the demo city did long ago, without a worker, would keep one busy for a while.
await app.db.sql('update outbox_event set fanned_out_at = created_at');
const worker = startWorker(app.store);
afterAll(() => worker.stop());

function paste(lines: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const shell = spawn('bash', ['-c', lines]);
    let printed = '';
    shell.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
    });
    shell.on('error', reject);
    shell.on('close', () => resolve(printed.trim()));
  });
}

test.skipIf(!hasTools && !must)(
  'the pasted lines of the tour give what it says (skipped without bash and curl)',
  async () => {
    const address = await app.server.listen({ host: '127.0.0.1', port: 0 });
    expect(steps.length).toBe(11);
    for (const [, lines = '', answer] of steps) {
      expect(await paste(lines.replaceAll('http://localhost:4000', address))).toBe(answer);
    }
  },
);
