import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

const reportPath = process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'];

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  globalSetup: './fixtures/globalSetup.ts',
  // Each worker runs a server and up to four browsers that encode and decode video. A call of two keeps a
  // third of a processor busy with each of them, and most tests wait half of their time.
  workers: Math.min(4, availableParallelism()),
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    screenshot: 'only-on-failure',
    // Without pictures of every step: taking those would cost the browsers more than the call does.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
  },
  reporter: reportPath ? [['list'], ['json', { outputFile: reportPath }]] : [['list']],
});
