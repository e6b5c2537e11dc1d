import type { Browser } from '@playwright/test';
import { launchChromium } from '../../../e2e/fixtures/chromium.ts';
import type { Effort } from '../Effort.ts';
import { barPlots } from '../report/barPlots.ts';
import { comparison, type Figure, gathered } from '../report/comparison.ts';
import { publish } from '../report/publish.ts';
import { startServer } from '../startServer.ts';
import { glassToGlass } from './glassToGlass.ts';
import { firstLoad } from './load.ts';
import { cpuOfCall } from './tiles.ts';

const ABOUT = [
  'Chromium without a graphics processor, beside the server and everybody else. The first load is that of a room by ' +
    'its link with nothing in the cache. The others in the call send 320 by 180 at 15 pictures a second from the ' +
    'same machine; what they need is not counted.',
  'Glass to glass: the camera of one page is a clock, which the other page reads in each picture at the moment it is ' +
    'handed to the screen. Both pages run in one browser; through the server, and connected straight to each other.',
];

const OTHERS = 8;
const FULL = { loads: 5, forMs: 6_000, pictures: 200 };
const SMALL = { loads: 1, forMs: 2_000, pictures: 20 };
const KIB = 1024;

/** What the page costs, and how old its pictures are. */
export async function benchPage({ runs = 3, isSmall }: Effort): Promise<void> {
  const size = isSmall ? SMALL : FULL;
  const measured: Figure[][] = [];
  for (let run = 1; run <= runs; run += 1) {
    console.log(`run ${run} of ${runs}`);
    measured.push(await measurePage(size));
  }
  await publish({
    name: 'page',
    title: 'The page',
    about: ABOUT,
    tables: [comparison('In a browser', gathered(measured))],
    plots: barPlots(gathered(measured)),
    measured: { runs, ...size, measured },
  });
}

async function measurePage({ loads, forMs, pictures }: typeof FULL): Promise<Figure[]> {
  const server = await startServer();
  const browser = await launchChromium({
    devices: null,
    extraFlags: ['--use-fake-device-for-media-stream'],
  });
  try {
    const first: { usableMs: number; bytes: number }[] = [];
    while (first.length < loads) first.push(await firstLoad(browser, server.url));
    const call = await cpuOfCall(browser, server.url, { others: OTHERS, forMs });
    const pair = await cpuOfCall(browser, server.url, { others: 1, forMs });
    return [
      { what: 'first load of a room', unit: 'KiB', values: first.map(({ bytes }) => bytes / KIB) },
      {
        what: 'from opening the link to a button that can be clicked',
        unit: 'ms',
        values: first.map(({ usableMs }) => usableMs),
      },
      {
        what: `the whole browser in a call with ${OTHERS} others on the screen`,
        unit: '% of a core',
        values: [call],
        baseline: { name: 'with one other', values: [pair] },
      },
      {
        what: 'glass to glass, straight to each other',
        unit: 'ms',
        values: await directGlassToGlass(browser, pictures),
        baseline: {
          name: 'through the server',
          values: await glassToGlass(browser, server.url, { pictures, way: 'server' }),
        },
      },
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function directGlassToGlass(browser: Browser, pictures: number): Promise<number[]> {
  const server = await startServer({ DIRECT_CALLS: 'on' });
  try {
    return await glassToGlass(browser, server.url, { pictures, way: 'direct' });
  } finally {
    await server.stop();
  }
}
