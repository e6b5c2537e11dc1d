import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, expect } from '@playwright/test';
import { Call } from '../../../e2e/pages/Call.ts';
import { Prejoin } from '../../../e2e/pages/Prejoin.ts';
import { BenchPeer } from '../BenchPeer.ts';
import { browserCpuS } from './browserCpu.ts';

const SETTLE_MS = 3_000;
const PLAYING_WITHIN_MS = 60_000;

/**
 * A call in which so many others are seen; nothing of one's own is sent.
 *
 * @returns per cent of a core that the whole browser takes
 */
export async function cpuOfCall(
  browser: Browser,
  url: string,
  { others, forMs }: { others: number; forMs: number },
): Promise<number> {
  const room = `tiles-${others}`;
  const peers = Array.from(
    { length: others },
    (_, index) => new BenchPeer(url, room, `Person ${index + 1}`, 0),
  );
  for (const peer of peers) {
    await peer.publishPicture();
    await peer.prepare();
    await peer.join();
  }
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const prejoin = new Prejoin(page);
    await prejoin.open(url, room);
    await prejoin.turn('microphone', 'off');
    await prejoin.turn('camera', 'off');
    await prejoin.join('Viewer');
    const call = new Call(page);
    await expect
      .poll(() => call.main.locator('video').evaluateAll(countPlaying), { timeout: PLAYING_WITHIN_MS })
      .toBeGreaterThanOrEqual(others);
    await pause(SETTLE_MS);
    const before = await browserCpuS(browser);
    const begunAt = performance.now();
    await pause(forMs);
    const used = (await browserCpuS(browser)) - before;
    return (used * 100) / ((performance.now() - begunAt) / 1_000);
  } finally {
    await context.close();
    for (const peer of peers) await peer.leave();
  }
}

/** Runs in the page, by itself. */
function countPlaying(videos: Element[]): number {
  return videos.filter((one) => one instanceof HTMLVideoElement && one.videoWidth > 0 && !one.paused)
    .length;
}
