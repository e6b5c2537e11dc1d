import { setTimeout as pause } from 'node:timers/promises';
import { JoinTimes } from '@parley/protocol/health';
import type { Browser } from '@playwright/test';
import { Prejoin } from '../../../e2e/pages/Prejoin.ts';

const WITHIN_MS = 60_000;
/** As long as a person looks into the mirror at least, and a page has to make things ready. */
const LOOKING_MS = 3_000;

/** Somebody at a browser who joins, sees, and goes away again. */
export async function visit(browser: Browser, url: string, room: string): Promise<JoinTimes> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const reported = new Promise<JoinTimes>((resolve) => {
      page.on('websocket', (socket) =>
        socket.on('framesent', ({ payload }) => {
          const times = joinTimesIn(String(payload));
          if (times) resolve(times);
        }),
      );
    });
    const prejoin = new Prejoin(page);
    await prejoin.open(url, room);
    await prejoin.turn('microphone', 'on');
    await prejoin.turn('camera', 'on');
    await pause(LOOKING_MS);
    await prejoin.join('Guest');
    return await Promise.race([reported, late()]);
  } finally {
    await context.close();
  }
}

/** What the page itself tells its server, in socket.io's form: a number, then a list with name and data. */
function joinTimesIn(frame: string): JoinTimes | undefined {
  const [, data] = /^\d+\["health:reportJoin",(\{.*\})\]$/.exec(frame) ?? [];
  return data === undefined ? undefined : JoinTimes.parse(JSON.parse(data));
}

async function late(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, WITHIN_MS).unref());
  throw new Error('the page did not say how long joining took');
}
