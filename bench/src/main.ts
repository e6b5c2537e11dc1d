// The benchmarks. Each prints a table and writes bench/results/.
//
//     npm run bench                             how long people wait: joining, and being read
//     npm run bench -- resilience [--runs 20] [--quiet 600]
//                                               how long they hear nothing when something breaks; false
//                                               alarms in so many seconds in which nothing does

import { parseArgs } from 'node:util';
import { benchResilience } from './resilience/benchResilience.ts';
import { benchWaiting } from './waiting.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '20' }, quiet: { type: 'string', default: '600' } },
});
const [runs, quietSeconds] = [Number(values.runs), Number(values.quiet)];
for (const number of [runs, quietSeconds]) {
  if (!Number.isInteger(number) || number < 1) throw new RangeError('a whole number from 1 up, please');
}
const [which = 'waiting'] = positionals;
if (which === 'resilience') await benchResilience(runs, quietSeconds);
else if (which === 'waiting') await benchWaiting();
else throw new RangeError(`There is no benchmark ${which}: waiting, resilience`);
// @roamhq/wrtc keeps threads of its own that would hold the process.
process.exit();
