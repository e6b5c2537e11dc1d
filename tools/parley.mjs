#!/usr/bin/env node
// `npx parley …` and `npm run parley -- …`: the command line. Needs Node 18 and npm, nothing else.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createReport } from '../packages/mediasoup-worker/src/report.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { environmentFor } from './setup/environment.mjs';
import { runMain } from './setup/failure.mjs';
import { ensureNode } from './setup/toolbox.mjs';

const MAIN = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));

await runMain(async () => {
  const report = createReport();
  const node = await ensureNode(report);
  await ensureDependencies(node, report);
  const args = ['--disable-warning=ExperimentalWarning', MAIN, ...process.argv.slice(2)];
  return spawnSync(node, args, { env: environmentFor(node), stdio: 'inherit' }).status ?? 1;
});
