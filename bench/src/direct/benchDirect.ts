import { launchChromium } from '../../../e2e/fixtures/chromium.ts';
import type { Effort } from '../Effort.ts';
import { barPlots } from '../report/barPlots.ts';
import { comparison, type Figure, gathered } from '../report/comparison.ts';
import { publish } from '../report/publish.ts';
import { startServer } from '../startServer.ts';
import { measureSwitches, type Switches } from './measureSwitches.ts';
import type { Gaps } from './watchGaps.ts';

const ABOUT = [
  'Two pages of one Chromium, connected straight to each other, send a tone without a pause and a picture that is ' +
    'another one 30 times a second. Somebody who sends nothing comes and leaves: the call moves to the server and back.',
  'A gap is the longest stretch without sound, or without a new picture, at either end in one such move; the baseline ' +
    'is the longest of six seconds in the same call in which nothing moves.',
];

const FULL = { rounds: 4, stillMs: 2_000 };
const SMALL = { rounds: 1, stillMs: 1_000 };

/** What is missing when a call of two moves between its two ways. */
export async function benchDirect({ runs = 3, isSmall }: Effort): Promise<void> {
  const size = isSmall ? SMALL : FULL;
  const measured: Figure[][] = [];
  for (let run = 1; run <= runs; run += 1) {
    console.log(`run ${run} of ${runs}`);
    measured.push(figures(await measureOnce(size)));
  }
  await publish({
    name: 'direct',
    title: 'Straight to each other',
    about: ABOUT,
    tables: [comparison('The longest gap', gathered(measured))],
    plots: barPlots(gathered(measured)),
    measured: { runs, ...size, measured },
  });
}

async function measureOnce(size: typeof FULL): Promise<Switches> {
  const server = await startServer({ DIRECT_CALLS: 'on' });
  const browser = await launchChromium({
    devices: null,
    extraFlags: ['--use-fake-device-for-media-stream'],
  });
  try {
    return await measureSwitches(browser, server.url, size);
  } finally {
    await browser.close();
    await server.stop();
  }
}

function figures({ still, toServer, toDirect }: Switches): Figure[] {
  const figure = (what: string, gaps: readonly Gaps[], of: (gap: Gaps) => number): Figure => ({
    what,
    unit: 'ms',
    values: gaps.map(of),
    baseline: { name: 'nothing moves', values: still.map(of) },
  });
  const sound = ({ soundMs }: Gaps) => soundMs;
  const picture = ({ pictureMs }: Gaps) => pictureMs;
  return [
    figure('no sound: from the direct way to the server', toServer, sound),
    figure('no sound: from the server to the direct way', toDirect, sound),
    figure('no new picture: from the direct way to the server', toServer, picture),
    figure('no new picture: from the server to the direct way', toDirect, picture),
  ];
}
