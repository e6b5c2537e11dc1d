import { launchChromium } from '../../../e2e/fixtures/chromium.ts';
import { SPOKEN_MS } from '../../../e2e/fixtures/speakOnClick.ts';
import type { Effort } from '../Effort.ts';
import { comparison, type Figure, gathered } from '../report/comparison.ts';
import { publish } from '../report/publish.ts';
import { startServer } from '../startServer.ts';
import { measureTurningOn } from './measureTurningOn.ts';

const ABOUT = [
  'Two pages of one Chromium in a call through the server. One turns the microphone, the camera and the screen on and ' +
    'off; whoever clicks begins to speak in that very moment. What counts is when the other page plays the first of it, ' +
    'or a picture is handed to the screen. Of a shared screen it counts from the moment at which it is chosen.',
  'The baseline of the sound is the same voice while the microphone was on before: what is left is what turning it on costs.',
];

/** From the click that turns something on to the other one's ear and eye. */
export async function benchTurningOn({ runs = 3, isSmall }: Effort): Promise<void> {
  const rounds = isSmall ? 1 : 8;
  const measured: Figure[][] = [];
  for (let run = 1; run <= runs; run += 1) {
    console.log(`run ${run} of ${runs}`);
    measured.push(await measureOnce(rounds));
  }
  await publish({
    name: 'turningOn',
    title: 'Turning on',
    about: ABOUT,
    tables: [comparison('From the click', gathered(measured))],
    plots: [],
    measured: { runs, rounds, measured },
  });
}

async function measureOnce(rounds: number): Promise<Figure[]> {
  const server = await startServer();
  const browser = await launchChromium({
    devices: null,
    extraFlags: ['--use-fake-device-for-media-stream'],
  });
  try {
    const { unmutedMs, heardMs, spokenMs, heardAnywayMs, cameraMs, screenMs } = await measureTurningOn(
      browser,
      server.url,
      rounds,
    );
    const wasOn = 'the microphone was on';
    return [
      {
        what: 'the microphone is turned on and is heard',
        unit: 'ms',
        values: unmutedMs,
        baseline: { name: wasOn, values: spokenMs },
      },
      {
        what: `of the ${SPOKEN_MS} ms of voice that begin with the click, heard`,
        unit: 'ms',
        values: heardMs,
        baseline: { name: wasOn, values: heardAnywayMs },
      },
      { what: 'the camera is turned on and is seen', unit: 'ms', values: cameraMs },
      { what: 'a screen is chosen and seen', unit: 'ms', values: screenMs },
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}
