import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { packetsArriving, watchTraffic } from '../senses/traffic.ts';

/** Which sizes of the own camera are being encoded, the smallest first, by the browser's own statistics. */
function encodedLayers(page: Page): Promise<boolean[]> {
  return page.evaluate(async () => {
    const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
    const layers: { rid: string; isActive: boolean }[] = [];
    for (const connection of testConnections) {
      if (connection.connectionState === 'closed') continue;
      (await connection.getStats()).forEach((report) => {
        if (report.type !== 'outbound-rtp' || report.kind !== 'video') return;
        layers.push({ rid: report.rid, isActive: report.active });
      });
    }
    return layers.sort((a, b) => (a.rid < b.rid ? -1 : 1)).map(({ isActive }) => isActive);
  });
}

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
