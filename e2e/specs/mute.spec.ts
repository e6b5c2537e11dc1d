import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { expectToHear, expectToSee } from '../senses/everybody.ts';
import { loudestSample } from '../senses/hearing.ts';
import { packetsArriving } from '../senses/traffic.ts';

declare global {
  /** Offers that this page has made since it began to count. */
  var negotiations: number;
}

/** Runs in the page. */
function countNegotiations(): void {
  globalThis.negotiations = 0;
  RTCPeerConnection.prototype.createOffer = new Proxy(RTCPeerConnection.prototype.createOffer, {
    apply(createOffer, connection, given) {
      globalThis.negotiations += 1;
      return Reflect.apply(createOffer, connection, given);
    },
  });
}

test('a muted microphone is silent at the receiver and shown there', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await expectToHear(ben, [ada]);
  await ada.page.evaluate(countNegotiations);

  await ada.call.switch('Turn microphone off', 'Turn microphone on');
  await expect(ben.call.tiles.getByRole('listitem', { name: 'Ada, muted', exact: true })).toBeVisible();
  await expect.poll(() => loudestSample(ben.page)).toBe(0);
  await expect.poll(() => packetsArriving(ben.page, 'audio')).toBe(0);
  expect(await loudestSample(ben.page)).toBe(0);

  await ada.call.switch('Turn microphone on', 'Turn microphone off');
  await expectToHear(ben, [ada]);
  await expect(ben.call.tile('Ada')).not.toHaveAccessibleName(/muted/);
  expect(await ada.page.evaluate(() => globalThis.negotiations)).toBe(0);

  // What is turned on for the first time has to be negotiated, and is counted.
  await ada.call.switch('Share screen', 'Stop sharing');
  await expect.poll(() => ada.page.evaluate(() => globalThis.negotiations)).toBeGreaterThan(0);
});

test('whoever speaks is shown as speaking, and not once muted', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, speaking');
  await ada.call.switch('Turn microphone off', 'Turn microphone on');
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');
});

test('somebody can be made silent for oneself alone, and loud again', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await expectToHear(ben, [ada]);
  await ben.call.button('People').click();
  await ben.page.getByRole('button', { name: 'Actions for Ada', exact: true }).click();
  await ben.page.getByRole('menuitem', { name: 'Volume for me …' }).click();
  const volume = ben.page.getByRole('slider', { name: 'Volume of Ada, for me alone' });

  await volume.fill('0');
  await expect.poll(() => loudestSample(ben.page)).toBe(0);
  // Ada does not notice, and is sent as before.
  await expect(ada.call.ownTile('Ada')).not.toHaveAccessibleName(/muted/);
  await expect.poll(() => packetsArriving(ben.page, 'audio')).toBeGreaterThan(0);

  await volume.fill('40');
  await expectToHear(ben, [ada]);
});

test('a camera that is off sends nothing and leaves no picture', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await expectToSee(ben, ada);

  await ada.call.switch('Turn camera off', 'Turn camera on');
  await expect(ben.call.video('Ada')).toHaveCount(0);
  await expect.poll(() => packetsArriving(ben.page, 'video')).toBe(0);
  await expectToHear(ben, [ada]);

  await ada.call.switch('Turn camera on', 'Turn camera off');
  await expectToSee(ben, ada);
});

test('the camera itself is let go while it is off, so that its light goes out', async ({
  person,
  server,
  room,
}) => {
  const ada = await person('Ada');
  await ada.context.addInitScript(() => {
    const captured: MediaStreamTrack[] = [];
    Object.assign(window, { testCaptured: captured });
    const capture = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await capture(constraints);
      captured.push(...stream.getVideoTracks());
      return stream;
    };
  });
  const liveCameras = () =>
    ada.page.evaluate(() => {
      const { testCaptured } = window as typeof window & { testCaptured: MediaStreamTrack[] };
      return testCaptured.filter(({ readyState }) => readyState === 'live').length;
    });
  await ada.join(server.url, room);
  await expect.poll(liveCameras).toBe(1);
  await ada.call.switch('Turn camera off', 'Turn camera on');
  await expect.poll(liveCameras).toBe(0);
  await ada.call.switch('Turn camera on', 'Turn camera off');
  await expect.poll(liveCameras).toBe(1);
  await ada.call.leave();
  await expect.poll(liveCameras).toBe(0);
});
