// How long people wait: joining, and being read. Prints a table and writes results/latest.json.
//
//     npm run bench

import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { MEASUREMENTS, type MeasurementName, measure, type Size } from './measure.ts';
import { startServer } from './startServer.ts';
import { type Summary, summarize } from './statistics.ts';

const SIZE: Size = { residents: 3, joins: 20, messages: 50 };
const RESULTS = fileURLToPath(new URL('../results/', import.meta.url));

const server = await startServer();
try {
  const measurements = await measure(server.url, SIZE);
  const names = Object.keys(MEASUREMENTS) as MeasurementName[];
  const results = names.map((name) => ({
    name,
    what: MEASUREMENTS[name],
    unit: 'ms',
    ...summarize(measurements[name]),
  }));
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism() };
  const report = {
    measuredAt: new Date().toISOString(),
    node: process.version,
    machine,
    size: SIZE,
    results,
  };
  await mkdir(RESULTS, { recursive: true });
  await writeFile(`${RESULTS}latest.json`, `${JSON.stringify(report, null, 2)}\n`);
  console.log(
    `\n${SIZE.residents} people with pictures in the room; the peers, the server and the SFU share ` +
      `${machine.cores} cores (${machine.cpu}) and one loopback: no network is in these numbers.\n`,
  );
  console.table(Object.fromEntries(results.map((result) => [result.what, toRow(result)])));
  console.log(`Written to ${RESULTS}latest.json`);
} finally {
  await server.stop();
}
// @roamhq/wrtc keeps threads of its own that would hold the process.
process.exit();

function toRow({ count, median, p95, max }: Summary) {
  const ms = (value: number) => Number(value.toFixed(1));
  return { times: count, 'median ms': ms(median), 'p95 ms': ms(p95), 'max ms': ms(max) };
}
