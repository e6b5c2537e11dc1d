import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, expect, type Page } from '@playwright/test';
import { Call } from '../../../e2e/pages/Call.ts';
import { Prejoin } from '../../../e2e/pages/Prejoin.ts';
import { BenchPeer } from '../BenchPeer.ts';
import { sendContinuously } from './sendContinuously.ts';
import { type Gaps, watchGaps } from './watchGaps.ts';

/** At both ends of a call, in each case as many as there were rounds. */
export type Switches = {
  readonly still: readonly Gaps[];
  readonly toServer: readonly Gaps[];
  readonly toDirect: readonly Gaps[];
};

const ROOM = 'switch';
const PATIENTLY = { timeout: 90_000 };
/** What was under way when it was looked at is over after this, in ms. */
const SETTLED_AFTER_MS = 4_000;

/**
 * Two people are connected straight to each other; somebody who sends nothing comes, so that the server carries the
 * call, and leaves again. Between two looks nobody does anything else.
 *
 * @param stillMs for so long nobody comes or leaves, before each round
 */
export async function measureSwitches(
  browser: Browser,
  url: string,
  { rounds, stillMs }: { rounds: number; stillMs: number },
): Promise<Switches> {
  const pages: Page[] = [];
  try {
    for (const name of ['Ada', 'Ben']) pages.push(await join(browser, url, name));
    const measured = { still: [] as Gaps[], toServer: [] as Gaps[], toDirect: [] as Gaps[] };
    await untilDirect(pages, true);
    await takeAll(pages);
    for (let round = 0; round < rounds; round += 1) {
      await pause(stillMs);
      measured.still.push(...(await takeAll(pages)));
      const third = new BenchPeer(url, ROOM, 'Cleo', 0);
      await third.prepare();
      await third.join();
      await untilDirect(pages, false);
      measured.toServer.push(...(await takeAll(pages)));
      await third.leave();
      await untilDirect(pages, true);
      measured.toDirect.push(...(await takeAll(pages)));
    }
    return measured;
  } finally {
    for (const page of pages) await page.context().close();
  }
}

async function join(browser: Browser, url: string, name: string): Promise<Page> {
  // What measures the sound is no script of the page's own.
  const context = await browser.newContext({ bypassCSP: true });
  await context.addInitScript(sendContinuously);
  await context.addInitScript(watchGaps);
  const page = await context.newPage();
  const prejoin = new Prejoin(page);
  await prejoin.open(url, ROOM);
  await prejoin.turn('microphone', 'on');
  await prejoin.turn('camera', 'on');
  await prejoin.join(name);
  return page;
}

async function untilDirect(pages: readonly Page[], isDirect: boolean): Promise<void> {
  const marks = pages.map((page) => new Call(page).tiles.getByText('direct', { exact: true }));
  await Promise.all(marks.map((mark) => expect(mark).toHaveCount(isDirect ? 1 : 0, PATIENTLY)));
  await pause(SETTLED_AFTER_MS);
}

function takeAll(pages: readonly Page[]): Promise<Gaps[]> {
  return Promise.all(pages.map((page) => page.evaluate(() => globalThis.takeGaps())));
}
