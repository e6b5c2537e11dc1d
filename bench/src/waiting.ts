import type { Effort } from './Effort.ts';
import { MEASUREMENTS, type MeasurementName, type Measurements, measure, type Size } from './measure.ts';
import { barPlots } from './report/barPlots.ts';
import { comparison, type Figure, gathered } from './report/comparison.ts';
import { publish } from './report/publish.ts';
import { startServer } from './startServer.ts';

const ABOUT = [
  'How long one person waits while nobody else does anything: joining, and being read. They use the engine of the web ' +
    'app without a browser. The baseline is the least that anything over the signalling takes.',
];

const FULL: Size = { residents: 3, joins: 20, messages: 50 };
const SMALL: Size = { residents: 2, joins: 2, messages: 5 };

/** How long people wait: joining, and being read. */
export async function benchWaiting({ runs = 2, isSmall }: Effort): Promise<void> {
  const size = isSmall ? SMALL : FULL;
  const measured: Figure[][] = [];
  for (let run = 1; run <= runs; run += 1) {
    console.log(`run ${run} of ${runs}`);
    const server = await startServer();
    try {
      measured.push(figures(await measure(server.url, size)));
    } finally {
      await server.stop();
    }
  }
  await publish({
    name: 'waiting',
    title: 'How long people wait',
    about: ABOUT,
    tables: [comparison(`${size.residents} people with pictures in the room`, gathered(measured))],
    plots: barPlots(gathered(measured)),
    measured: { runs, size, measured },
  });
}

function figures(measurements: Measurements): Figure[] {
  const { request, ...waited } = MEASUREMENTS;
  const baseline = { name: request, values: measurements.request };
  return Object.entries(waited).map(([name, what]) => ({
    what,
    unit: 'ms',
    values: measurements[name as MeasurementName],
    baseline,
  }));
}
