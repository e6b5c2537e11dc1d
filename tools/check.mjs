// `pnpm check`: what should hold before every commit, in under a minute.
import { runMain } from './setup/failure.mjs';
import { prepareTests } from './setup/prepareTests.mjs';
import { chooseSuites, runSuites } from './testing/runSuites.mjs';

await runMain(async () => {
  const suites = chooseSuites(['check', 'unit']);
  return runSuites(suites, await prepareTests(suites));
});
