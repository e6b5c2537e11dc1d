import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { encodedLayers, packetsArriving, watchTraffic } from '../senses/traffic.ts';

test('a camera is sent only as large as somebody watches it, and with sound only not at all', async ({
  person,
  server,
  room,
}) => {
  const ada = await person('Ada');
  await watchTraffic(ada.page.context());
  const ben = await person('Ben');
  await watchTraffic(ben.page.context());
  await ada.join(server.url, room);
  // Nobody is there to look.
  await expect.poll(() => encodedLayers(ada.page)).toEqual([true, false, false]);
  await ben.join(server.url, room);
  await expect.poll(() => encodedLayers(ada.page)).toEqual([true, true, false]);

  await ben.call.button('More').click();
  await ben.page.getByRole('menuitemradio', { name: 'Sound only' }).click();
  await expect.poll(() => packetsArriving(ben.page, 'video')).toBe(0);
  await expect.poll(() => packetsArriving(ben.page, 'audio')).toBeGreaterThan(0);
  await expect.poll(() => encodedLayers(ada.page)).toEqual([true, false, false]);
  await ben.page.getByRole('button', { name: 'No limit' }).click();
  await expect.poll(() => encodedLayers(ada.page)).toEqual([true, true, false]);
  await expect.poll(() => packetsArriving(ben.page, 'video')).toBeGreaterThan(0);
});

test('a display with more pixels to the inch gets a larger picture in the same place', async ({
  person,
  server,
  room,
}) => {
  const ada = await person('Ada');
  await ada.join(server.url, room);
  // The first one's display is as large as the other's, and half as fine.
  const [coarse, fine] = [
    await person('Ben', { context: { deviceScaleFactor: 1 } }),
    await person('Cleo', { context: { deviceScaleFactor: 2 } }),
  ];
  await coarse.join(server.url, room, { camera: 'off' });
  await expect.poll(() => encodedLayers(ada.page)).toEqual([true, true, false]);
  await fine.join(server.url, room, { camera: 'off' });
  await expect.poll(() => encodedLayers(ada.page)).toEqual([true, true, true]);
  await fine.call.leave();
  await expect.poll(() => encodedLayers(ada.page)).toEqual([true, true, false]);
});
