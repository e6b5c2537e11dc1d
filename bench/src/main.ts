// The benchmarks. Each part prints a table and writes bench/results/.
//
//     npm run bench -- [part …] [--runs 3] [--small] [--compare results-of-before]
//
// Without a part: all but `resilience`, which takes longer than any other. With an older result, or a folder of them:
// what was measured then and now, side by side.

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { PARTS } from './parts.ts';
import { OlderResult } from './report/OlderResult.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string' },
    quiet: { type: 'string', default: '600' },
    small: { type: 'boolean', default: false },
    compare: { type: 'string' },
  },
});
const count = (text: string) => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new RangeError('a whole number from 1 up, please');
};
const effort = {
  runs: values.runs === undefined ? undefined : count(values.runs),
  quietS: count(values.quiet),
  isSmall: values.small,
};
const parts =
  positionals.length > 0 ? positionals : Object.keys(PARTS).filter((name) => name !== 'resilience');
const [first = '', ...others] = parts;
for (const name of parts) {
  if (name in PARTS) continue;
  const known = Object.entries(PARTS).map(([part, { about }]) => `  ${part.padEnd(12)}${about}`);
  throw new RangeError(`There is no benchmark ${name}. There are:\n${known.join('\n')}`);
}
if (others.length === 0) {
  const older = values.compare === undefined ? undefined : new OlderResult(first, values.compare);
  await PARTS[first]?.run(effort);
  older?.compare();
} else {
  // Each in a process of its own: none begins with what another one has left in memory.
  const options = process.argv.slice(2).filter((arg) => !parts.includes(arg));
  for (const name of parts) {
    const args = [...process.execArgv, import.meta.filename, name, ...options];
    const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
    if (status !== 0) throw new Error(`${name} failed`);
  }
}
// @roamhq/wrtc keeps threads of its own that would hold the process.
process.exit();
