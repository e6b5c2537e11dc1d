import { defineConfig } from 'vitest/config';

/** Each kind of test that needs more than Node has a folder of its own in the package that it tests. */
const testsIn = (folder: string) => [`{bench,apps/*,packages/*}/test/${folder}/**/*.test.ts`];

const slow = [...['wire', 'storage', 'worker'].flatMap(testsIn), 'e2e/**'];

/** Suites whose files build the same image, or keep both processors busy each, run file after file. */
const oneAtATime = { fileParallelism: false };

/**
 * How long a test waits for what it waits for, and how long it may take: what is never reached on a machine
 * with nothing else to do. One that is busy is slow, and not wrong.
 */
const patience = {
  setupFiles: ['tools/testing/patience.ts'],
  expect: { poll: { timeout: 20_000 } },
};

/** The suites of `npm test`, fastest first; `vitest run --project unit` runs one. */
export default defineConfig({
  test: {
    // One less, as is usual, would be one on two processors. Most of these tests wait for something.
    maxWorkers: '100%',
    // A suite whose files have moved away must not pass because nothing was left to fail.
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'unit',
          ...patience,
          testTimeout: 30_000,
          include: [
            '{apps,packages}/*/{src,test}/**/*.test.{ts,tsx,mjs}',
            'bench/test/**/*.test.ts',
            'tools/test/**/*.test.mjs',
          ],
          exclude: slow,
        },
      },
      {
        test: {
          name: 'wire',
          include: testsIn('wire'),
          ...patience,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'storage',
          include: testsIn('storage'),
          ...patience,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'worker',
          include: testsIn('worker'),
          globalSetup: ['tools/testing/workerSetup.mjs'],
          ...patience,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'doctor',
          include: ['e2e/doctor/**/*.test.ts'],
          globalSetup: ['tools/testing/workerSetup.mjs'],
          ...patience,
          testTimeout: 360_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'network',
          include: ['e2e/network/**/*.test.ts'],
          globalSetup: ['tools/testing/workerSetup.mjs'],
          ...patience,
          testTimeout: 480_000,
          hookTimeout: 240_000,
          // Each test has a street of its own; more than two at once are more than two processors can bear.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'firefox',
          include: ['e2e/firefox/**/*.test.ts'],
          globalSetup: ['tools/testing/workerSetup.mjs'],
          ...patience,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          ...oneAtATime,
        },
      },
      {
        test: {
          name: 'container',
          include: ['e2e/container/**/*.test.ts'],
          // Builds the image; the first run makes a base image too and builds everything in it.
          globalSetup: ['e2e/container/imageSetup.ts'],
          ...patience,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          ...oneAtATime,
        },
      },
    ],
  },
});
