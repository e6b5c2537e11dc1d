import { expect, test } from 'vitest';
import { countPlaywright, countVitest, distrust, summarize, together } from '../testing/results.mjs';

/** @param {string} status @param {string} fullName @param {string[]} [failureMessages] */
const assertion = (status, fullName, failureMessages = []) => ({ status, fullName, failureMessages });

test('vitest: passed, failed and skipped tests are told apart', () => {
  const result = countVitest({
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          assertion('passed', 'adds'),
          assertion('failed', 'divides', ['by zero']),
          assertion('skipped', 'roots'),
          assertion('todo', 'logarithms'),
        ],
      },
    ],
  });

  expect(result).toEqual({
    passed: 1,
    failed: [{ name: 'divides', message: 'by zero' }],
    skipped: ['roots', 'logarithms'],
  });
});

test('vitest: a file that cannot be loaded is a failure', () => {
  const result = countVitest({
    testResults: [{ name: 'b.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] }],
  });

  expect(result.failed).toEqual([{ name: 'b.test.ts', message: 'SyntaxError' }]);
});

test('vitest: a file whose process ended is a failure that names the tests it took along', () => {
  const file = {
    name: '/tests/d.test.ts',
    status: 'failed',
    message: '',
    assertionResults: [
      assertion('passed', 'joins'),
      assertion('pending', 'speaks'),
      assertion('pending', 'leaves'),
    ],
  };
  const crash =
    'Worker exited unexpectedly with signal SIGSEGV while running test file /tests/d.test.ts';

  expect(countVitest({ testResults: [file] }, ['something else', crash])).toEqual({
    passed: 1,
    failed: [{ name: '/tests/d.test.ts', message: `${crash}\nNot run to their end:\nspeaks\nleaves` }],
    skipped: [],
  });
  expect(countVitest({ testResults: [file] }).failed[0]?.message).toMatch(/^Its process ended/);
});

test('vitest: a file whose tests passed but whose clean-up failed is a failure', () => {
  const result = countVitest({
    testResults: [
      {
        name: 'c.test.ts',
        status: 'failed',
        message: 'afterAll',
        assertionResults: [assertion('passed', 'ok')],
      },
    ],
  });

  expect(result).toMatchObject({ passed: 1, failed: [{ name: 'c.test.ts', message: 'afterAll' }] });
});

test('playwright: nested suites are counted, and a test that passed only the second time has failed', () => {
  const result = countPlaywright({
    errors: [],
    suites: [
      {
        title: 'call.spec.ts',
        specs: [{ title: 'two people', tests: [{ status: 'expected', results: [{}] }] }],
        suites: [
          {
            title: 'chat',
            specs: [
              {
                title: 'arrives',
                tests: [{ status: 'unexpected', results: [{ error: { message: 'no text' } }] }],
              },
              {
                title: 'is kept',
                tests: [{ status: 'flaky', results: [{ error: { message: 'late' } }, {}] }],
              },
              { title: 'is read aloud', tests: [{ status: 'skipped', results: [] }] },
            ],
          },
        ],
      },
    ],
  });

  expect(result).toEqual({
    passed: 1,
    failed: [
      { name: 'call.spec.ts › chat › arrives', message: 'no text' },
      { name: 'call.spec.ts › chat › is kept', message: 'late' },
    ],
    skipped: ['call.spec.ts › chat › is read aloud'],
  });
});

test('playwright: an error outside of any test is a failure', () => {
  const result = countPlaywright({ errors: [{ message: 'no such project' }], suites: [] });

  expect(result.failed).toEqual([{ name: 'Playwright', message: 'no such project' }]);
});

test.each([
  ['no test at all', { passed: 0, failed: [], skipped: ['everything'] }, 0, 'It ran no test.'],
  [
    'a bad end without a failed test',
    { passed: 3, failed: [], skipped: [] },
    7,
    'It ended with exit code 7.',
  ],
])('a suite with %s has failed', (_, result, exitCode, message) => {
  expect(distrust(result, exitCode).failed).toEqual([{ name: 'the suite', message }]);
});

test('a suite that ended well is believed', () => {
  const result = { passed: 3, failed: [], skipped: [] };

  expect(distrust(result, 0)).toEqual(result);
});

test('what came of two runs is what came of both', () => {
  const one = { passed: 3, failed: [{ name: 'chat', message: 'no text' }], skipped: [] };
  const other = { passed: 1, failed: [{ name: 'crowd', message: 'too many' }], skipped: ['names'] };

  expect(together([one, other])).toEqual({
    passed: 4,
    failed: [...one.failed, ...other.failed],
    skipped: ['names'],
  });
});

test('the totals are the last line', () => {
  const summary = summarize([
    { name: 'unit', result: { passed: 40, failed: [], skipped: [] } },
    {
      name: 'e2e',
      result: { passed: 2, failed: [{ name: 'chat', message: 'no text\nat line 3' }], skipped: [] },
    },
  ]);

  expect(summary).toContain('✖ e2e: chat\n    no text\n    at line 3\n');
  expect(summary.split('\n').at(-1)).toBe('42 passed, 1 failed');
});

test('skipped tests are named, and counted only if there are any', () => {
  const summary = summarize([{ name: 'e2e', result: { passed: 1, failed: [], skipped: ['captions'] } }]);

  expect(summary).toBe('- e2e: skipped: captions\n1 passed, 0 failed, 1 skipped');
});
