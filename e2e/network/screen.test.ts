import { expect, test } from 'vitest';
import { randomRoom } from '../fixtures/randomRoom.ts';
import { serverOnTheStreet } from './onTheStreet.ts';
import { expectTogether, joinFrom, PATIENTLY } from './twoPeople.ts';

/** In seconds. What can be read for so long is no lucky moment. */
const LOOK_S = 4;

test('a page that is turned on a shared screen can be read, and speech is clear again, where 600 kbit/s come down', async () => {
  const { street, url } = await serverOnTheStreet();
  const room = randomRoom();
  const ada = await joinFrom(await street.home(), url, room, 'Ada', 'pages');
  const cy = await joinFrom(await street.home(), url, room, 'Cy');
  const home = await street.home();
  const ben = await joinFrom(home, url, room, 'Ben');
  await expectTogether(cy, ben);
  await expect.poll(() => ben.reads(0, LOOK_S), PATIENTLY).toBe(true);
  const { loudness } = await ben.perceiveFor(LOOK_S);

  await home.limit({ upKbps: 1_000, downKbps: 600 });
  for (const page of [1, 2]) {
    ada.turnPage();
    // At once: the page stays, and takes nothing from the voices.
    await expect
      .poll(async () => {
        const [isRead, heard] = await Promise.all([ben.reads(page, LOOK_S), ben.perceiveFor(LOOK_S)]);
        return isRead && heard.loudness >= 0.95 * loudness;
      }, PATIENTLY)
      .toBe(true);
  }
});
