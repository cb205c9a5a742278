import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  // Two copies of graphql (ESM and CommonJS) in one process refuse each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    // How often test/faults kills each of its victims: `npm run test:faults` does it ten times as often.
    provide: { kills: mode === 'faults' ? 50 : 5 },
    disableConsoleIntercept: mode === 'faults',
    pool: 'forks',
    maxWorkers: mode === 'faults' ? 1 : 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    dangerouslyIgnoreUnhandledErrors: false,
  },
}));
