import { launchChromium } from '../../../e2e/fixtures/chromium.ts';
import { BenchPeer } from '../BenchPeer.ts';
import type { Effort } from '../Effort.ts';
import { visit } from '../joins/Visitor.ts';
import { barPlots } from '../report/barPlots.ts';
import { comparison, type Figure, gathered } from '../report/comparison.ts';
import { publish } from '../report/publish.ts';
import { startServer } from '../startServer.ts';
import { answerCalls } from './answerCalls.ts';

const ABOUT = [
  'Somebody calls a contact from the phone book, who answers with video: from the click on the answer until the first ' +
    'sound is there at either end, and the first picture on the screen of the one who called. Two pages of one Chromium ' +
    'with a camera and a microphone of its own; both are at the phone book before.',
  'The baseline of the picture is the click on “Join now” of a pre-join page that has had three seconds to make ' +
    'everything ready, in a room in which somebody is seen.',
];

const FULL_COUNT = 8;
const SMALL_COUNT = 1;
const ROOM = 'baseline';

/** How long it takes from accepting a call to seeing each other. */
export async function benchRinging({ runs = 2, isSmall }: Effort): Promise<void> {
  const count = isSmall ? SMALL_COUNT : FULL_COUNT;
  const measured: Figure[][] = [];
  for (let run = 1; run <= runs; run += 1) {
    console.log(`run ${run} of ${runs}`);
    measured.push(await measureRinging(count));
  }
  await publish({
    name: 'ringing',
    title: 'From the answer to the face',
    about: ABOUT,
    tables: [comparison('Answered with video', gathered(measured))],
    plots: barPlots(gathered(measured)),
    measured: { runs, count, measured },
  });
}

async function measureRinging(count: number): Promise<Figure[]> {
  const server = await startServer();
  const browser = await launchChromium({
    devices: null,
    extraFlags: ['--use-fake-device-for-media-stream'],
  });
  try {
    const answered = await answerCalls(browser, server.url, count);
    const baseline = { name: 'Join now, with everything ready', values: await joins() };
    return [
      {
        what: 'the one who called sees the other one',
        unit: 'ms',
        values: answered.callerSees,
        baseline,
      },
      { what: 'the one who called hears the other one', unit: 'ms', values: answered.callerHears },
      { what: 'the one who answers hears the other one', unit: 'ms', values: answered.answererHears },
    ];
  } finally {
    await browser.close();
    await server.stop();
  }

  async function joins(): Promise<number[]> {
    const resident = new BenchPeer(server.url, ROOM, 'Resident');
    await resident.publishPicture();
    await resident.prepare();
    await resident.join();
    const times: number[] = [];
    while (times.length < count) {
      const { firstFrameMs } = await visit(browser, server.url, ROOM);
      if (firstFrameMs === undefined) throw new Error('whoever joined saw nobody');
      times.push(firstFrameMs);
    }
    await resident.leave();
    return times;
  }
}
