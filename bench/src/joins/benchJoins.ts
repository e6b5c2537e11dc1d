import type { JoinTimes } from '@parley/protocol/health';
import { launchChromium } from '../../../e2e/fixtures/chromium.ts';
import type { Effort } from '../Effort.ts';
import { barPlots } from '../report/barPlots.ts';
import { comparison, type Figure, gathered } from '../report/comparison.ts';
import { publish } from '../report/publish.ts';
import type { Table } from '../report/Report.ts';
import { rounded, summarize, withSpread } from '../statistics.ts';
import { browserJoins, type Circumstances } from './browserJoins.ts';
import { parleyJoins, plainJoins } from './headlessJoins.ts';

const ABOUT = [
  'Somebody is in the room and seen. A browser (Chromium, with a camera and a microphone of its own that are on) ' +
    'opens the pre-join page and clicks; each step counts from the click, as the page itself tells its server. The ' +
    'round trip is added by a relay to everything between the browser and the server, media too.',
  'The baseline, without a browser: the same WebRTC stack joins Parley, and a plain mediasoup room whose people ' +
    'begin with the socket, the device and the transports on the click, until the first decoded picture.',
];

const STEPS: Readonly<Record<keyof JoinTimes, string>> = {
  socketMs: 'page opened to socket open (before the click)',
  joinMs: 'answer to the join',
  transportsMs: 'receiving transport connected',
  firstPacketMs: 'first packet',
  firstFrameMs: 'first picture shown',
};

const CASES: readonly (Circumstances & { readonly name: string })[] = [
  { name: 'alone', roundTripMs: 0, crowd: 0 },
  { name: 'alone, 100 ms of round trip', roundTripMs: 100, crowd: 0 },
  { name: 'while 200 others join in 10 s', roundTripMs: 0, crowd: 200 },
  { name: 'while 200 others join in 10 s, 100 ms of round trip', roundTripMs: 100, crowd: 200 },
];

const ROUND_TRIPS = [0, 100];
const FULL_COUNT = 8;
const SMALL_COUNT = 2;

type Joined = { readonly name: string; readonly times: readonly JoinTimes[] };

/** How long people wait between the click and the first face. */
export async function benchJoins({ runs = 2, isSmall }: Effort): Promise<void> {
  const count = isSmall ? SMALL_COUNT : FULL_COUNT;
  const joined: Joined[] = [];
  const headless: Figure[][] = [];
  for (let run = 1; run <= runs; run += 1) {
    console.log(`run ${run} of ${runs}`);
    const browser = await launchChromium({
      devices: null,
      extraFlags: ['--use-fake-device-for-media-stream'],
    });
    try {
      for (const { name, ...circumstances } of CASES) {
        joined.push({ name, times: await browserJoins(browser, count, circumstances) });
      }
    } finally {
      await browser.close();
    }
    const figures: Figure[] = [];
    for (const roundTripMs of ROUND_TRIPS) {
      figures.push({
        what: `click to the first decoded picture, without a browser, ${roundTripMs} ms of round trip`,
        unit: 'ms',
        values: await parleyJoins(count, roundTripMs),
        baseline: { name: 'a plain mediasoup room', values: await plainJoins(count, roundTripMs) },
      });
    }
    headless.push(figures);
  }
  await publish({
    name: 'joins',
    title: 'From the click to the first face',
    about: ABOUT,
    tables: [table(joined), comparison('Beside a plain room', gathered(headless))],
    plots: barPlots([
      ...stepsOf(joined).map(({ name, what, values }) => ({
        what: `${name}: ${what}`,
        unit: 'ms',
        values,
      })),
      ...gathered(headless),
    ]),
    measured: { runs, joined, headless },
  });
}

/** Of each step in each case, what there is of it. */
function stepsOf(joined: readonly Joined[]) {
  return CASES.flatMap(({ name }) =>
    Object.entries(STEPS).flatMap(([step, what]) => {
      const values = joined
        .filter((one) => one.name === name)
        .flatMap(({ times }) => times.flatMap((one) => one[step as keyof JoinTimes] ?? []));
      return values.length === 0 ? [] : [{ name, what, values }];
    }),
  );
}

function table(joined: readonly Joined[]): Table {
  return {
    title: 'In a browser, by step; ms',
    keys: 2,
    columns: ['when', 'step', 'times', 'median (lowest–highest)', '95 %'],
    rows: stepsOf(joined).map(({ name, what, values }) => {
      const summary = summarize(values);
      return [name, what, summary.count, withSpread(summary), rounded(summary.p95)];
    }),
  };
}
