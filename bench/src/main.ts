// The benchmarks. Each prints a table and writes bench/results/.
//
//     npm run bench                             how long people wait: joining, and being read
//     npm run bench -- resilience [--runs 20]   how long they hear nothing when something breaks

import { parseArgs } from 'node:util';
import { benchResilience } from './resilience/benchResilience.ts';
import { benchWaiting } from './waiting.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '20' } },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new RangeError('--runs is a whole number from 1 up');
const [which = 'waiting'] = positionals;
if (which === 'resilience') await benchResilience(runs);
else if (which === 'waiting') await benchWaiting();
else throw new RangeError(`There is no benchmark ${which}: waiting, resilience`);
// @roamhq/wrtc keeps threads of its own that would hold the process.
process.exit();
