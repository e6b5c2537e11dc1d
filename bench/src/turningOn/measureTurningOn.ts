import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, expect, type Page } from '@playwright/test';
import { SPOKEN_MS, speakOnClick } from '../../../e2e/fixtures/speakOnClick.ts';
import { Call } from '../../../e2e/pages/Call.ts';
import { Prejoin } from '../../../e2e/pages/Prejoin.ts';
import { startListening, untilHeard } from '../../../e2e/senses/firstSound.ts';
import { startLooking, untilSeen } from './notice.ts';

/** Each once for every round, in ms. */
export type TurningOn = {
  /** From the click that turns the microphone on until the other one hears what was said in that moment. */
  readonly unmutedMs: number[];
  /** How much of the `SPOKEN_MS` from the click on was heard. */
  readonly heardMs: number[];
  /** The same two where the microphone was on all the time. */
  readonly spokenMs: number[];
  readonly heardAnywayMs: number[];
  /** From the click, or the choice of a screen, to the other one's first picture. */
  readonly cameraMs: number[];
  readonly screenMs: number[];
};

const ROOM = 'turning-on';
const PATIENTLY = { timeout: 60_000 };
/** What the click before has brought about is over after this, in ms. */
const SETTLED_AFTER_MS = 2_000;

/** One of two who are in a call turns things on and off, the other one's page notes when it hears and sees it. */
export async function measureTurningOn(
  browser: Browser,
  url: string,
  rounds: number,
): Promise<TurningOn> {
  const contexts = [];
  try {
    // What measures the sound is no script of the page's own.
    for (let i = 0; i < 2; i += 1) contexts.push(await browser.newContext({ bypassCSP: true }));
    const [sender, receiver] = (await Promise.all(contexts.map((context) => context.newPage()))) as [
      Page,
      Page,
    ];
    await sender.addInitScript(speakOnClick, SPOKEN_MS);
    await enter(sender, url, 'Ada', 'on');
    await enter(receiver, url, 'Ben', 'off');
    await expect(new Call(receiver).tile('Ada')).toBeVisible(PATIENTLY);

    const measured: TurningOn = {
      unmutedMs: [],
      heardMs: [],
      spokenMs: [],
      heardAnywayMs: [],
      cameraMs: [],
      screenMs: [],
    };
    const call = new Call(sender);
    for (let round = 0; round < rounds; round += 1) {
      // A click on what does nothing.
      const spoken = await hear(sender, receiver, () => call.main.click({ position: { x: 1, y: 1 } }));
      measured.spokenMs.push(spoken.afterMs);
      measured.heardAnywayMs.push(spoken.forMs);

      await call.switch('Turn microphone off', 'Turn microphone on');
      const unmuted = await hear(sender, receiver, () =>
        call.switch('Turn microphone on', 'Turn microphone off'),
      );
      measured.unmutedMs.push(unmuted.afterMs);
      measured.heardMs.push(unmuted.forMs);

      measured.cameraMs.push(
        await see(sender, receiver, () => call.switch('Turn camera on', 'Turn camera off')),
      );
      await call.switch('Turn camera off', 'Turn camera on');
      measured.screenMs.push(
        await see(sender, receiver, () => call.switch('Share screen', 'Stop sharing')),
      );
      await call.switch('Stop sharing', 'Share screen');
    }
    return measured;
  } finally {
    for (const context of contexts) await context.close();
  }
}

async function enter(page: Page, url: string, name: string, microphone: 'on' | 'off'): Promise<void> {
  const prejoin = new Prejoin(page);
  await prejoin.open(url, ROOM);
  await prejoin.turn('microphone', microphone);
  await prejoin.turn('camera', 'off');
  await prejoin.join(name);
  await expect(new Call(page).main).toBeVisible(PATIENTLY);
}

async function hear(
  sender: Page,
  receiver: Page,
  click: () => Promise<void>,
): Promise<{ afterMs: number; forMs: number }> {
  await pause(SETTLED_AFTER_MS);
  await receiver.evaluate(startListening);
  await click();
  const { atMs, forMs } = await receiver.evaluate(untilHeard);
  return { afterMs: atMs - (await clickedAt(sender)), forMs };
}

async function see(sender: Page, receiver: Page, click: () => Promise<void>): Promise<number> {
  await pause(SETTLED_AFTER_MS);
  await receiver.evaluate(startLooking);
  await click();
  return (await receiver.evaluate(untilSeen)) - (await clickedAt(sender));
}

function clickedAt(page: Page): Promise<number> {
  return page.evaluate(() => globalThis.clickedAt);
}
