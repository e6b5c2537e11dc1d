import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { encodedLayers } from '../senses/traffic.ts';

/** Runs in the page before its own scripts: its browser says of every picture that the processor limits it. */
function sayThatItIsBusy(): void {
  const { getStats } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.getStats = async function (this: RTCPeerConnection) {
    const stats = new Map<string, object>();
    (await getStats.call(this)).forEach((report, id) => {
      const isPicture = report.type === 'outbound-rtp' && report.kind === 'video';
      stats.set(id, isPicture ? { ...report, qualityLimitationReason: 'cpu' } : report);
    });
    return stats as RTCStatsReport;
  };
}

test('a busy computer sends smaller pictures and says so, unless its person wants them large', async ({
  person,
  server,
  room,
}) => {
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  await ben.context.addInitScript(sayThatItIsBusy);
  await Promise.all([ada.join(server.url, room), ben.join(server.url, room)]);
  await expect.poll(() => encodedLayers(ben.page)).toEqual([true, true, false]);

  await ben.call.button('More').click();
  await ben.page.getByRole('menuitem', { name: 'Settings' }).click();
  await ben.page.getByRole('switch', { name: 'Smaller pictures while' }).click();
  await ben.page.keyboard.press('Escape');
  await expect(ben.page.getByText('This computer is busy')).toBeVisible();
  await expect.poll(() => encodedLayers(ben.page)).toEqual([true, false, false]);

  await ben.page.getByRole('button', { name: 'Keep them large' }).click();
  await expect(ben.page.getByText('This computer is busy')).toBeHidden();
  await expect.poll(() => encodedLayers(ben.page)).toEqual([true, true, false]);
});
