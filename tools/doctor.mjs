// `npm run doctor -- https://meet.example.org`: checks a deployment from outside, with a real browser.
// `npm run doctor -- --code 043HZP-…`: says what the code of somebody's connection check means.
import { spawnSync } from 'node:child_process';
import { createReport } from '../packages/mediasoup-worker/src/report.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { environmentFor } from './setup/environment.mjs';
import { runMain } from './setup/failure.mjs';
import { prepareTests } from './setup/prepareTests.mjs';
import { projectRoot } from './setup/projectRoot.mjs';
import { ensureNode } from './setup/toolbox.mjs';

await runMain(async () => {
  const wanted = process.argv.slice(2);
  const env = wanted.includes('--code') ? await prepareReading() : await prepareTests(['browser']);
  const args = ['--disable-warning=ExperimentalWarning', 'tools/doctor/main.ts', ...wanted];
  return spawnSync('node', args, { cwd: projectRoot, env, stdio: 'inherit' }).status ?? 1;
});

/** A code is read without a browser. */
async function prepareReading() {
  const report = createReport();
  const node = await ensureNode(report);
  await ensureDependencies(node, report);
  return environmentFor(node);
}
