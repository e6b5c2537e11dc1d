import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { readMetrics } from '../fixtures/metrics.ts';
import { test } from '../fixtures/test.ts';
import { expectToHear, expectToSee } from '../senses/everybody.ts';
import { untilSaid } from '../senses/untilSaid.ts';

test('a covered lens and a microphone that is switched off at itself are named to both', async ({
  person,
  server,
  room,
}) => {
  const [ada, ben] = [await person('Ada', { devices: 'covered' }), await person('Ben')];
  await ada.join(server.url, room);
  // Where somebody is heard, Chromium's echo cancellation fills a dead microphone with noise of its own.
  await ben.join(server.url, room, { microphone: 'off' });

  const alerts = ada.page.getByRole('alert');
  await expect(alerts.filter({ hasText: 'Your camera delivers a black picture' })).toBeVisible();
  await expect(alerts.filter({ hasText: 'Your microphone is on but delivers no sound' })).toBeVisible();
  for (const sentence of [
    'Ada cannot be seen: the camera there delivers a black picture.',
    'Ada cannot be heard: the microphone there delivers no sound.',
  ]) {
    await expect(ben.call.main.getByText(sentence).first()).toBeVisible();
  }
  // Ben is well, and nobody says otherwise.
  await expectToSee(ada, ben);
  await expect(ada.page.getByText(/Ben cannot be/)).toHaveCount(0);
});

test('a microphone that the system has muted is named to both, until it gives it back', async ({
  person,
  server,
  room,
}) => {
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  await ada.page.addInitScript(letTheSystemMute);
  for (const someone of [ada, ben]) await someone.join(server.url, room);
  await expectToHear(ben, [ada]);

  await systemMutes(ada.page, true);
  await expect(ada.page.getByRole('alert')).toContainText('Your system has muted this microphone');
  await expect(ben.call.tile('Ada')).toContainText('the system there has muted the microphone');
  await systemMutes(ada.page, false);
  await expect(ada.page.getByText('Your system has muted')).toHaveCount(0);
  await expect(ben.call.tile('Ada')).not.toContainText('the system there');
});

test('a camera that stops delivering is named, opened again, and seen again', async ({
  person,
  ownServer,
  room,
}) => {
  const server = await ownServer();
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  await ada.page.addInitScript(putValveBehindCamera);
  for (const someone of [ada, ben]) await someone.join(server.url, room);
  await expectToSee(ben, ada);

  const told = [
    untilSaid(ada.page, /The picture of your camera stands still/),
    untilSaid(ben.page, /Ada stands still: the camera there delivers no new pictures/),
  ];
  await ada.page.evaluate(() => {
    const { testValve } = window as typeof window & { testValve: { close(): void } };
    testValve.close();
  });
  await Promise.all(told);
  await expectToSee(ben, ada);
  await expect(ada.page.getByText('stands still')).toHaveCount(0);
  const steps = await readMetrics(server);
  expect(steps.get('parley_heal_steps_total{step="recapture"}')).toBeGreaterThanOrEqual(1);
});

/**
 * Runs in the page before its own scripts. No fake device can be muted by a system, so this is a stand-in:
 * the real track says what a track says that its system has muted (W3C Media Capture and Streams, 4.3.1).
 */
function letTheSystemMute(): void {
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  const tracks = new Set<MediaStreamTrack>();
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    for (const track of stream.getAudioTracks()) tracks.add(track);
    return stream;
  };
  const testSystem = {
    mute(isMuted: boolean) {
      for (const track of tracks) {
        Object.defineProperty(track, 'muted', { configurable: true, value: isMuted });
        track.dispatchEvent(new Event(isMuted ? 'mute' : 'unmute'));
      }
    },
  };
  Object.assign(window, { testSystem });
}

async function systemMutes(page: Page, isMuted: boolean): Promise<void> {
  await page.evaluate((wanted) => {
    const { testSystem } = window as typeof window & {
      testSystem: { mute(isMuted: boolean): void };
    };
    testSystem.mute(wanted);
  }, isMuted);
}

/**
 * Runs in the page before its own scripts: the frames of each camera that is opened pass a valve. Closed,
 * it holds back those of the cameras that are open, and none of one that is opened later.
 */
function putValveBehindCamera(): void {
  // W3C MediaStreamTrack Insertable Media Processing; Chromium has them, TypeScript's DOM does not.
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = window as unknown as {
    MediaStreamTrackProcessor: new (options: {
      track: MediaStreamTrack;
    }) => { readable: ReadableStream<VideoFrame> };
    MediaStreamTrackGenerator: new (options: {
      kind: 'video';
    }) => MediaStreamTrack & { writable: WritableStream<VideoFrame> };
  };
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  const valves = new Set<{ isClosed: boolean }>();
  const testValve = {
    close() {
      for (const valve of valves) valve.isClosed = true;
    },
  };
  Object.assign(window, { testValve });
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    const camera = stream.getVideoTracks()[0];
    if (!camera) return stream;
    const valve = { isClosed: false };
    valves.add(valve);
    const output = new MediaStreamTrackGenerator({ kind: 'video' });
    const gate = new TransformStream<VideoFrame, VideoFrame>({
      transform(frame, controller) {
        if (valve.isClosed) frame.close();
        else controller.enqueue(frame);
      },
    });
    // Ends with an error when the page stops the track; nobody is left to hear of it.
    new MediaStreamTrackProcessor({ track: camera }).readable
      .pipeThrough(gate)
      .pipeTo(output.writable)
      .catch(() => undefined);
    return new MediaStream([output]);
  };
}
