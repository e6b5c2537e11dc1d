// `npm test`: from nothing to all tests run. `npm test -- unit wire` runs those suites alone.
import { runMain } from './setup/failure.mjs';
import { prepareTests } from './setup/prepareTests.mjs';
import { chooseSuites, runSuites } from './testing/runSuites.mjs';

await runMain(async () => {
  const suites = chooseSuites(process.argv.slice(2));
  return runSuites(suites, await prepareTests(suites));
});
