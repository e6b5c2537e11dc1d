import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, expect, type Page } from '@playwright/test';
import { Call } from '../../../e2e/pages/Call.ts';
import { Prejoin } from '../../../e2e/pages/Prejoin.ts';
import { readClock } from './readClock.ts';
import { showClock } from './showClock.ts';

const PATIENTLY = { timeout: 60_000 };
const SETTLE_MS = 4_000;

/** Which way the pictures take. */
export type Way = 'server' | 'direct';

/**
 * One person's camera shows a clock, the other one's browser reads it in each picture that it shows.
 *
 * @returns how old each picture was when it was shown, in ms
 */
export async function glassToGlass(
  browser: Browser,
  url: string,
  { pictures, way }: { pictures: number; way: Way },
): Promise<number[]> {
  const [sending, receiving] = [await browser.newContext(), await browser.newContext()];
  try {
    const sender = await sending.newPage();
    await sender.addInitScript(showClock);
    await enter(sender, url, 'Clock', 'on');
    const receiver = await receiving.newPage();
    await enter(receiver, url, 'Reader', 'off');
    const tile = new Call(receiver).tile('Clock');
    const video = tile.locator('video');
    await expect(video).toBeVisible(PATIENTLY);
    const marks = tile.getByText('direct', { exact: true });
    await expect(marks).toHaveCount(way === 'direct' ? 1 : 0, PATIENTLY);
    // What was under way on the other way, and pictures that are still growing, are none of it.
    await pause(SETTLE_MS);
    return await video.evaluate(readClock, pictures);
  } finally {
    await sending.close();
    await receiving.close();
  }
}

async function enter(page: Page, url: string, name: string, camera: 'on' | 'off'): Promise<void> {
  const prejoin = new Prejoin(page);
  await prejoin.open(url, 'glass');
  await prejoin.turn('microphone', 'off');
  await prejoin.turn('camera', camera);
  await prejoin.join(name);
  await expect(new Call(page).main).toBeVisible();
}
