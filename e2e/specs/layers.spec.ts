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
