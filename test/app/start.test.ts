import { expect, test } from 'vitest';
import { html } from '../../src/modules/delivery/start-page/html.js';
import { demoApp, testApp } from '../support/test-app.js';

const app = await demoApp();
const empty = await testApp();

test('the start page shows one item as three levels read it, and one digest on four paths', async () => {
  const page = await app.server.inject('/');
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(page.body).not.toContain('<script');
  expect([...page.body.matchAll(/<h3>([^<]+) <span>/g)].map(([, name]) => name)).toEqual([
    '上海市',
    '黄浦区',
    '南京东路街道',
  ]);
  expect(page.body).toContain('<span class="own">本级</span>');
  expect(page.body).toContain('<span class="inherited">承自区级</span>');
  const digests = [...page.body.matchAll(/<code>(sha256:[0-9a-f]{64})<\/code>/g)].map(([, digest]) => digest);
  expect(digests).toHaveLength(4);
  expect(new Set(digests).size).toBe(1);
  const { headers } = await app.server.inject('/start.css');
  expect(headers['content-type']).toBe('text/css; charset=utf-8');
});

test('an empty store has a start page too', async () => {
  const page = await empty.server.inject('/');
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('<dt>公开信息</dt><dd>0</dd>');
});

test('what comes from the store is escaped', () => {
  const title = `<img src=x onerror="alert('x')">&`;
  expect(html`<p>${title}</p>`.text).toBe('<p>&lt;img src=x onerror=&quot;alert(&#39;x&#39;)&quot;&gt;&amp;</p>');
});

test('the public schema is there as text', async () => {
  const { body } = await empty.server.inject('/schema/public.graphql');
  expect(body).toContain('interface Disclosure implements Node');
});
