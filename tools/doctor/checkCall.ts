import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Call } from '../../e2e/pages/Call.ts';
import { Prejoin } from '../../e2e/pages/Prejoin.ts';
import { watchTraffic } from '../../e2e/senses/traffic.ts';
import { firstLine } from './checkMedia.ts';
import type { Finding } from './Finding.ts';
import type { Browser, Page } from './openBrowser.ts';
import { readArrivals } from './readArrivals.ts';

const WITHIN_MS = 60_000;
const LOOK_MS = 250;

/** Two people in a call, as they would be: through the pages, with picture and sound; then a cut. */
export async function checkCall(url: URL, browser: Browser): Promise<Finding[]> {
  const room = `doctor-${randomUUID()}`;
  const contexts = await Promise.all(
    ['one', 'other'].map(() => browser.newContext({ locale: 'en-GB', ignoreHTTPSErrors: true })),
  );
  const findings: Finding[] = [];
  let check = 'call';
  try {
    const [one, other] = await Promise.all(
      contexts.map(async (context, index) => {
        await watchTraffic(context);
        return join(await context.newPage(), url, room, `Doctor ${index + 1}`);
      }),
    );
    if (!one || !other) throw new Error('a page is missing');
    await Promise.all([one, other].map(untilMediaArrives));
    findings.push({ check, level: 'ok', text: 'picture and sound arrive on both sides' });

    check = 'reconnect';
    findings.push(await cutAndMend(one));
  } catch (error) {
    findings.push({ check, level: 'fail', text: firstLine(error) });
  } finally {
    for (const context of contexts) await context.close();
  }
  return findings;
}

async function join(page: Page, url: URL, room: string, name: string): Promise<Page> {
  const prejoin = new Prejoin(page);
  await prejoin.open(url.origin, room);
  await prejoin.turn('microphone', 'on');
  await prejoin.turn('camera', 'on');
  await prejoin.join(name);
  await new Call(page).main.waitFor({ timeout: WITHIN_MS });
  return page;
}

/** The signalling goes and comes back; who was there is still there, and so is their picture. */
async function cutAndMend(page: Page): Promise<Finding> {
  const call = new Call(page);
  const banner = page.getByText('The connection is gone.');
  await page.context().setOffline(true);
  await banner.waitFor({ timeout: WITHIN_MS });
  const mendedAt = Date.now();
  await page.context().setOffline(false);
  await banner.waitFor({ state: 'hidden', timeout: WITHIN_MS });
  const ms = Date.now() - mendedAt;
  await call.everyTile().nth(1).waitFor({ timeout: WITHIN_MS });
  await untilMediaArrives(page);
  return { check: 'reconnect', level: 'ok', text: `back ${ms} ms after a cut` };
}

async function untilMediaArrives(page: Page): Promise<void> {
  const before = await readArrivals(page);
  const giveUpAt = Date.now() + WITHIN_MS;
  let now = before;
  while (Date.now() < giveUpAt) {
    await pause(LOOK_MS);
    now = await readArrivals(page);
    if (now.frames > before.frames && now.energy > before.energy) return;
  }
  const missing = [
    now.frames > before.frames ? '' : 'picture',
    now.energy > before.energy ? '' : 'sound',
  ];
  throw new Error(`no ${missing.filter(Boolean).join(' and no ')} arrives in a call of two`);
}
