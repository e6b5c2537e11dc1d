import { type Browser, expect, type Page } from '@playwright/test';
import { Call } from '../../../e2e/pages/Call.ts';
import { Prejoin } from '../../../e2e/pages/Prejoin.ts';
import { readClock } from './readClock.ts';
import { showClock } from './showClock.ts';

/**
 * One person's camera shows a clock, the other one's browser reads it in each picture that it shows.
 *
 * @returns how old each picture was when it was shown, in ms
 */
export async function glassToGlass(browser: Browser, url: string, pictures: number): Promise<number[]> {
  const [sending, receiving] = [await browser.newContext(), await browser.newContext()];
  try {
    const sender = await sending.newPage();
    await sender.addInitScript(showClock);
    await enter(sender, url, 'Clock', 'on');
    const receiver = await receiving.newPage();
    await enter(receiver, url, 'Reader', 'off');
    const video = new Call(receiver).tile('Clock').locator('video');
    await expect(video).toBeVisible({ timeout: 60_000 });
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
