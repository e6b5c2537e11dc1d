import { expect } from '../expect.ts';
import type { Person } from '../fixtures/Person.ts';
import { Relay } from '../fixtures/Relay.ts';
import { test } from '../fixtures/test.ts';
import { expectToSee } from '../senses/everybody.ts';
import { presentedFrames } from '../senses/sight.ts';

async function cameraOff(ada: Person, ben: Person): Promise<void> {
  await expectToSee(ben, ada);
  await ada.call.switch('Turn camera off', 'Turn camera on');
  await expect(ben.call.video('Ada')).toHaveCount(0);
}

/** Looks at Ada's tile until `isOver`; fails as soon as there is a picture in it. */
async function noPictureUntil(ben: Person, isOver: () => Promise<boolean>): Promise<void> {
  let pictures = 0;
  await expect
    .poll(
      async () => {
        pictures += await ben.call.video('Ada').count();
        return pictures > 0 || (await isOver());
      },
      { timeout: 120_000, intervals: [50] },
    )
    .toBe(true);
  expect(pictures).toBe(0);
}

test('whose camera is off is not seen when the connection is lost, the media worker dies, the page is loaded anew', async ({
  callOnOwnServer,
  room,
}) => {
  const { faults, people } = await callOnOwnServer(2);
  const [ada, ben] = people;
  await cameraOff(ada, ben);

  await faults.plant({ kind: 'worker-kill', room });
  const seesBen = expectToSee(ada, ben);
  let isBack = false;
  void seesBen.then(() => {
    isBack = true;
  });
  await noPictureUntil(ben, async () => isBack);
  await seesBen;

  await ada.context.setOffline(true);
  await ada.news.expectNext('Connection lost, reconnecting');
  await ada.context.setOffline(false);
  await noPictureUntil(ben, () => ada.news.take('Connected again'));

  await ada.page.reload();
  await expect(ada.prejoin.button('camera', 'on')).toBeVisible();
  await ada.prejoin.joinButton.click();
  await ada.arrive();
  await noPictureUntil(ben, async () => (await ben.call.tile('Ada').count()) === 1);
  await ada.call.switch('Turn camera on', 'Turn camera off');
  await expectToSee(ben, ada);
});

test('a camera that is turned off without a connection is off at once, and said so', async ({
  person,
  ownServer,
  room,
}) => {
  // Nobody leaves while this is looked at.
  const server = await ownServer({ RECONNECT_CLOSED_GRACE_S: '60' });
  const relay = await Relay.to(server.port);
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  await Promise.all([ada.join(relay.url, room), ben.join(server.url, room)]);
  await expectToSee(ben, ada);

  relay.cut();
  await ada.news.expectNext('Connection lost, reconnecting');
  await ada.call.button('Turn camera off').click();
  await expect(ada.page.getByText('Your camera was switched off on this device')).toBeVisible();
  await expect(ada.call.button('Turn camera on')).toBeVisible();
  // The server has not heard of it: the tile still has its picture, in which nothing moves any more.
  const video = ben.call.video('Ada');
  let shown = 0;
  const newPictures = async () => {
    const before = shown;
    shown = await presentedFrames(video);
    return shown - before;
  };
  await expect.poll(newPictures, { intervals: [500] }).toBe(0);

  relay.mend();
  await expect(video).toHaveCount(0);
  await expect(ada.page.getByText('Your camera was switched off on this device')).toHaveCount(0);
  await ada.call.switch('Turn camera on', 'Turn camera off');
  await expectToSee(ben, ada);
  await relay.close();
});
