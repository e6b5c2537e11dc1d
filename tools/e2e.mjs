// `pnpm e2e`: the tests in real browsers alone. Arguments are Playwright's: `pnpm e2e specs/chat --debug`, with the
// folder, because Playwright looks for the pattern in the whole path, that of this checkout too.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runMain } from './setup/failure.mjs';
import { prepareTests } from './setup/prepareTests.mjs';
import { projectRoot } from './setup/projectRoot.mjs';

await runMain(async () => {
  const env = await prepareTests(['e2e']);
  const playwright = join(projectRoot, 'e2e/node_modules/.bin/playwright');
  const args = ['test', '--config', 'e2e/playwright.config.ts', ...process.argv.slice(2)];
  return spawnSync(playwright, args, { cwd: projectRoot, env, stdio: 'inherit' }).status ?? 1;
});
