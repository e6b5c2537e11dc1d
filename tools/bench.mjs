// `npm run bench`: the benchmarks. Each prints a table and writes bench/results/.
import { spawnSync } from 'node:child_process';
import { runMain } from './setup/failure.mjs';
import { prepareTests } from './setup/prepareTests.mjs';
import { projectRoot } from './setup/projectRoot.mjs';

await runMain(async () => {
  const env = await prepareTests(['e2e']);
  const args = ['--disable-warning=ExperimentalWarning', 'bench/src/main.ts', ...process.argv.slice(2)];
  return spawnSync('node', args, { cwd: projectRoot, env, stdio: 'inherit' }).status ?? 1;
});
