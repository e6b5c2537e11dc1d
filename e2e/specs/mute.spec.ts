import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { expectToHear, expectToSee } from '../senses/everybody.ts';
import { loudestSample } from '../senses/hearing.ts';
import { packetsArriving } from '../senses/traffic.ts';

test('a muted microphone is silent at the receiver and shown there', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await expectToHear(ben, [ada]);

  await ada.call.switch('Turn microphone off', 'Turn microphone on');
  await expect(ben.call.tiles.getByRole('listitem', { name: 'Ada, muted', exact: true })).toBeVisible();
  await expect.poll(() => loudestSample(ben.page)).toBe(0);
  await expect.poll(() => packetsArriving(ben.page, 'audio')).toBe(0);
  expect(await loudestSample(ben.page)).toBe(0);

  await ada.call.switch('Turn microphone on', 'Turn microphone off');
  await expectToHear(ben, [ada]);
  await expect(ben.call.tile('Ada')).not.toHaveAccessibleName(/muted/);
});

test('whoever speaks is shown as speaking, and not once muted', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, speaking');
  await ada.call.switch('Turn microphone off', 'Turn microphone on');
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');
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
