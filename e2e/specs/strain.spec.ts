import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { expectToHear, expectToSee } from '../senses/everybody.ts';
import { madeUpShares } from '../senses/stutter.ts';
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

test('on a page that is six times slower the others are heard without stutter', {
  tag: '@crowd',
}, async ({ person, server, room }) => {
  const people = [await person('Ada'), await person('Ben'), await person('Cleo')] as const;
  const [ada, ben, cleo] = people;
  await Promise.all(people.map((one) => one.join(server.url, room)));
  await expectToSee(ada, ben);
  await expectToSee(ada, cleo);

  const devtools = await ada.context.newCDPSession(ada.page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await expect
    .poll(async () => (await madeUpShares(ada.page, 5_000)).map((share) => share < 0.03), {
      message: 'both are heard, and hardly anything of it is made up',
      timeout: 120_000,
    })
    .toEqual([true, true]);
  await expectToHear(ada, [ben, cleo]);
});
