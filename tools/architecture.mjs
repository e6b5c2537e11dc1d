// `node tools/architecture.mjs`: the import rules of docs/ARCHITECTURE.md.
import { checkArchitecture } from './architecture/cruise.mjs';
import { projectRoot } from './setup/projectRoot.mjs';

const { moduleCount, overlooked, violations } = await checkArchitecture(projectRoot);

for (const { rule, from, to, comment } of violations) {
  process.stderr.write(`${from} → ${to}\n    ${rule}: ${comment}\n`);
}
for (const path of overlooked) process.stderr.write(`${path} was not looked at\n`);
process.stdout.write(`${moduleCount} modules looked at, ${violations.length} violations\n`);
if (moduleCount === 0) process.stderr.write('Nothing was looked at: the check itself is broken.\n');
process.exitCode = violations.length > 0 || overlooked.length > 0 || moduleCount === 0 ? 1 : 0;
