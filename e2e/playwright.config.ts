import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

/** The tag of tests that want the machine for themselves. */
const CROWD = /@crowd/;

const reportPath = process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'];

export default defineConfig({
  testDir: 'specs',
  globalSetup: './fixtures/globalSetup.ts',
  // Each worker runs a server and up to four browsers that encode and decode video. A call of two keeps a
  // third of a processor busy with each of them, and most tests wait half of their time.
  workers: Math.min(4, availableParallelism()),
  projects: [
    { name: 'calls', grepInvert: CROWD, outputDir: 'test-results/calls' },
    // So many browsers are more than two processors can bear beside others: `npm test` runs these afterwards.
    { name: 'crowds', grep: CROWD, workers: 1, outputDir: 'test-results/crowds' },
  ],
  retries: 0,
  forbidOnly: true,
  timeout: 360_000,
  expect: { timeout: 45_000 },
  use: {
    screenshot: 'only-on-failure',
    // Without pictures of every step: taking those would cost the browsers more than the call does.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
  },
  reporter: reportPath ? [['list'], ['json', { outputFile: reportPath }]] : [['list']],
});
