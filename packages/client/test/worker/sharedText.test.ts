import { afterEach, it } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import { headlessSession } from '../support/headless.ts';
import { lineScreen, seeLines } from '../support/lineScreen.ts';
import { watchScreen } from '../support/watchScreen.ts';

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

it.each([2, 20])(
  'lines of one pixel on a shared screen are seen by each of %d viewers',
  async (count) => {
    const server = await ParleyServer.start();
    ending.push(() => server.stop());
    const ann = headlessSession(server.url, 'shared-text');
    const screen = lineScreen('upright');
    ending.push(screen.stop, () => ann.leave());
    await ann.publishTrack('screen', screen.track);
    await ann.join('Ann');
    const viewers = Array.from({ length: count }, () => headlessSession(server.url, 'shared-text'));
    ending.push(...viewers.map((viewer) => () => viewer.leave()));
    const tracks = await Promise.all(
      viewers.map((viewer, place) => watchScreen(viewer, `Viewer ${place}`)),
    );
    await Promise.all(tracks.map((track) => seeLines(track, 'upright')));

    // What has stood still since before they came would need nothing to come any more.
    screen.show('level');
    await Promise.all(tracks.map((track) => seeLines(track, 'level')));
  },
);
