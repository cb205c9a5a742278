import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { chromiumPath, startChromium } from '../support/chromium.js';
import { demoApp } from '../support/test-app.js';

const must = process.env['CI'] === 'true';
const app = await demoApp();

const layouts = [
  { name: '1280 px wide', width: 1_280, colorScheme: 'light', media: 'screen' },
  { name: '1280 px wide, dark', width: 1_280, colorScheme: 'dark', media: 'screen' },
  { name: '768 px wide', width: 768, colorScheme: 'light', media: 'screen' },
  { name: '360 px wide', width: 360, colorScheme: 'light', media: 'screen' },
  { name: '360 px wide, dark', width: 360, colorScheme: 'dark', media: 'screen' },
  { name: '320 px wide', width: 320, colorScheme: 'light', media: 'screen' },
  // The inner width of an A4 sheet in CSS pixels.
  { name: 'on paper', width: 718, colorScheme: 'light', media: 'print' },
] as const;

const finding = z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) });
const findings = z.object({
  violations: z.array(finding),
  // What it could not decide.
  incomplete: z.array(finding),
  passes: z.array(z.object({ id: z.string() })),
});

describe.skipIf(chromiumPath === undefined && !must)('the start page in a browser (skipped without Chromium)', () => {
  let address = '';
  let browser: Awaited<ReturnType<typeof startChromium>>;
  beforeAll(async () => {
    address = await app.server.listen({ host: '127.0.0.1', port: 0 });
    browser = await startChromium(chromiumPath ?? 'chromium');
  });
  afterAll(() => browser.close());

  /** Runs `look` on a page and says what the page complained about and whom it asked. */
  async function visit(
    path: string,
    options: { width: number; colorScheme?: 'light' | 'dark' },
    look: (page: Page) => Promise<void>,
  ): Promise<{ complaints: string[]; asked: string[] }> {
    const { width, colorScheme = 'light' } = options;
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    const complaints: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${address}${path}`, { waitUntil: 'networkidle' });
    await look(page);
    await context.close();
    return { complaints, asked: asked.map((url) => url.replace(address, '')) };
  }

  /** What an expression gives in the page, by way of the debugger: the page itself forbids every script. */
  async function evaluated(page: Page, expression: string): Promise<unknown> {
    const session = await page.context().newCDPSession(page);
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    expect(exceptionDetails).toBeUndefined();
    // The session stays: at its end it would take the emulated medium and colours with it.
    return result.value;
  }

  async function axeFindings(page: Page): Promise<z.infer<typeof findings>> {
    await evaluated(page, `${axe.source}; undefined`);
    return findings.parse(await evaluated(page, 'axe.run(document)'));
  }

  test.each(layouts)(
    '$name: nothing for axe to find, nothing wider than the page, nobody else asked',
    async (layout) => {
      const { complaints, asked } = await visit('/', layout, async (page) => {
        await page.emulateMedia({ media: layout.media });
        const { violations, incomplete, passes } = await axeFindings(page);
        expect({ violations, incomplete }).toEqual({ violations: [], incomplete: [] });
        expect(passes.length).toBeGreaterThan(20);
        expect(await evaluated(page, 'document.documentElement.scrollWidth')).toBe(layout.width);
        const { media, colorScheme } = layout;
        const medium = `matchMedia('${media} and (prefers-color-scheme: ${colorScheme})').matches`;
        expect(await evaluated(page, medium)).toBe(true);
        expect(await evaluated(page, 'document.scripts.length')).toBe(0);
      });
      expect(complaints).toEqual([]);
      expect(asked).toEqual(['/', expect.stringMatching(/^\/start\.css\?[0-9a-f]{16}$/)]);
    },
  );

  test('the same fields of the three portals stand at the same height', async () => {
    await visit('/', { width: 1_280 }, async (page) => {
      const tops = z.array(z.array(z.number())).parse(
        await evaluated(
          page,
          `[...document.querySelectorAll('.portal')].map((portal) =>
              [...portal.querySelectorAll('.field')].map((field) => field.getBoundingClientRect().top))`,
        ),
      );
      expect(tops.map((fields) => fields.length)).toEqual([6, 6, 6]);
      expect(tops[1]).toEqual(tops[0]);
      expect(tops[2]).toEqual(tops[0]);
    });
  });

  test('the first key leads past the header, and where it stands is seen', async () => {
    await visit('/', { width: 360 }, async (page) => {
      await page.keyboard.press('Tab');
      const focused = await evaluated(
        page,
        `(() => {
          const { left, right } = document.activeElement.getBoundingClientRect();
          const { outlineStyle } = getComputedStyle(document.activeElement);
          return { text: document.activeElement.textContent, inside: left >= 0 && right <= innerWidth, outlineStyle };
        })()`,
      );
      expect(focused).toEqual({ text: '跳到正文', inside: true, outlineStyle: 'solid' });
      await page.keyboard.press('Enter');
      expect(await evaluated(page, 'document.activeElement.id')).toBe('main');
    });
  });

  test('a ready query stands in GraphiQL as the page gave it, and gives data when it is run', async () => {
    await visit('/', { width: 1_280 }, async (page) => {
      const href = await page.getByRole('link', { name: '三级读同一事项' }).getAttribute('href');
      const query = new URL(href ?? '', address).searchParams.get('query') ?? '';
      expect(query).toContain('fragment Effective on CatalogueItem');
      await page.goto(`${address}${href}`);
      const lines = page.locator('.graphiql-query-editor .CodeMirror-line');
      await lines.first().waitFor();
      expect((await lines.allTextContents()).join('\n').replaceAll('\u200b', '')).toBe(query);
      await page.locator('.graphiql-execute-button').click();
      await page.locator('.result-window .cm-string').first().waitFor();
      const answer = (await page.locator('.result-window .CodeMirror-line').allTextContents()).join('\n');
      expect(answer).toContain('"data"');
      expect(answer).not.toContain('"errors"');
    });
  });

  test('a link puts nothing into the editor of the staff', async () => {
    await visit('/graphiql?schema=editorial&query=mutation{signOut}', { width: 1_280 }, async (page) => {
      const lines = page.locator('.graphiql-query-editor .CodeMirror-line');
      await lines.first().waitFor();
      expect((await lines.allTextContents()).join(' ')).toMatch(/^mutation SignIn/);
    });
  });
});
