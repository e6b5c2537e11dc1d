import { MEASUREMENTS, type MeasurementName, measure, type Size } from './measure.ts';
import { circumstances, writeResults } from './report.ts';
import { startServer } from './startServer.ts';
import { type Summary, summarize } from './statistics.ts';

const SIZE: Size = { residents: 3, joins: 20, messages: 50 };

/** How long people wait: joining, and being read. */
export async function benchWaiting(): Promise<void> {
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
    console.log(`\n${SIZE.residents} people with pictures in the room. ${circumstances()}\n`);
    console.table(Object.fromEntries(results.map((result) => [result.what, toRow(result)])));
    await writeResults('waiting', { size: SIZE, results });
  } finally {
    await server.stop();
  }
}

function toRow({ count, median, p95, max }: Summary) {
  const ms = (value: number) => Number(value.toFixed(1));
  return { times: count, 'median ms': ms(median), 'p95 ms': ms(p95), 'max ms': ms(max) };
}
