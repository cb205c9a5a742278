import { defineConfig } from 'vitest/config';

const everything = ['test/**/*.test.ts'];
/** What starts, kills and starves processes. */
const ofProcesses = ['test/faults/**/*.test.ts', 'test/platform/embedded/**/*.test.ts', 'test/bench/**/*.test.ts'];

export default defineConfig(({ mode }) => {
  // Two copies of graphql (ESM and CommonJS) in one process refuse each other's schemas.
  const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };
  const limits = { testTimeout: 30_000, hookTimeout: 60_000 };
  return {
    test: {
      globalSetup: ['test/support/global-setup.ts'],
      reporters: ['default', './test/support/closing-line-reporter.ts'],
      // How often test/faults kills each of its victims: `npm run test:faults` does it ten times as often.
      provide: { kills: mode === 'faults' ? 50 : 5 },
      disableConsoleIntercept: mode === 'faults',
      pool: 'forks',
      maxWorkers: mode === 'faults' ? 1 : 2,
      dangerouslyIgnoreUnhandledErrors: false,
      projects: [
        // Most files share the modules that they import: loading them anew for each is half of a run.
        { resolve, test: { ...limits, name: 'shared', include: everything, exclude: ofProcesses, isolate: false } },
        { resolve, test: { ...limits, name: 'alone', include: ofProcesses, isolate: true } },
      ],
    },
  };
});
