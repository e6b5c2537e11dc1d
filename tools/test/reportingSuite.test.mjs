import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { projectRoot } from '../setup/projectRoot.mjs';
import { vitestReporters } from '../testing/reportingSuite.mjs';
import { countVitest } from '../testing/results.mjs';

test('a file of tests whose process is killed fails by name, with the signal and the tests that it took along', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [killed, report, errors] = ['killed.test.mjs', 'report.json', 'errors.json'].map((name) =>
    join(folder, name),
  );
  writeFileSync(
    String(killed),
    `test('kills', () => { process.kill(process.pid, 'SIGKILL'); return new Promise(() => {}); });
     test('comes later', () => {});`,
  );

  const vitest = spawn(
    process.execPath,
    [
      join(projectRoot, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--root', folder, '--globals', ...vitestReporters(String(report))],
    ],
    { stdio: 'ignore', env: { ...process.env, VITEST_ERRORS_OUTPUT_FILE: errors } },
  );
  await once(vitest, 'close');
  /** @param {unknown} path */
  const read = (path) => JSON.parse(readFileSync(String(path), 'utf8'));
  const { passed, failed, skipped } = countVitest(read(report), read(errors));

  expect({ passed, skipped }).toEqual({ passed: 0, skipped: [] });
  expect(failed).toEqual([
    { name: killed, message: expect.stringMatching(/SIGKILL.*\nkills\ncomes later$/s) },
  ]);
});
