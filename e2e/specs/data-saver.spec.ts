import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { bitrates, encodedLayers, watchTraffic } from '../senses/traffic.ts';

const LIMIT = 150_000;

test('a limit holds in both directions, says so, and is taken away with one click', async ({
  person,
  server,
  room,
}) => {
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  await watchTraffic(ben.page.context());
  await Promise.all([ada.join(server.url, room), ben.join(server.url, room)]);
  await expect.poll(() => encodedLayers(ben.page)).toEqual([true, true, false]);

  await ben.call.button('More').click();
  await ben.page.getByRole('menuitemradio', { name: 'At most 150 kbit/s' }).click();
  await expect(ben.page.getByText('At most 150 kbit/s in each direction')).toBeVisible();
  await expect.poll(() => encodedLayers(ben.page)).toEqual([true, false, false]);
  await expect(async () => {
    const { sent, received } = await bitrates(ben.page, 4_000);
    expect(sent).toBeLessThan(1.1 * LIMIT);
    expect(received).toBeLessThan(1.1 * LIMIT);
    expect(Math.min(sent, received)).toBeGreaterThan(LIMIT / 10);
  }).toPass();

  await ben.page.getByRole('button', { name: 'No limit' }).click();
  await expect(ben.page.getByText('in each direction')).toBeHidden();
  await expect.poll(() => encodedLayers(ben.page)).toEqual([true, true, false]);
});
