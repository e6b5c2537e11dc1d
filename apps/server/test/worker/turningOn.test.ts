import { RTCVideoSource } from '@parley/webrtc-node/nonstandard';
import { expect, onTestFinished, test, vi } from 'vitest';
import { join, patiently } from './support/join.ts';
import { madeFromNowOn } from './support/madeFromNowOn.ts';
import { Picture, RED } from './support/Picture.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

/** Of a camera that is turned on again; two thirds of a second. */
const FEW_PICTURES = 10;

test.each([
  ['the same worker', 1],
  ['another worker', 2],
])(
  'of a camera that was off for long the first few pictures are enough to be seen again on %s',
  async (_, workers) => {
    const { producers } = madeFromNowOn();
    const server = await startMedia({ workers, peersPerWorker: 1 });
    const room = await openRoom(server);
    const [ann, bob] = [await join(server, room), await join(server, room)];
    const picture = new Picture(RED, { width: 640, height: 360 });
    onTestFinished(() => picture.stop());
    const camera = await ann.publish('camera', picture.track, {
      encodings: [2, 1].map((scaleResolutionDownBy) => ({ scaleResolutionDownBy, maxBitrate: 200_000 })),
    });
    await bob.watch([camera], { width: 1280, height: 720 });
    // A layer that is new is looked at with its first packet; those that were there are not.
    await vi.waitFor(() => expect(bob.eye(camera).width).toBe(640), patiently);

    await ann.media.setPaused(camera, true);
    await ann.carry(camera, null);
    // So long that mediasoup has forgotten what it took.
    await vi.waitFor(async () => {
      const streams = (await producers[0]?.getStats()) ?? [];
      expect(streams.length).toBeGreaterThan(0);
      for (const { bitrate } of streams) expect(bitrate).toBe(0);
    }, patiently);
    const [seen, sent] = [await bob.framesReceived(camera), await ann.framesSent()];

    await ann.media.setPaused(camera, false);
    await ann.carry(camera, picture.track);
    await vi.waitFor(
      async () => expect(await ann.framesSent()).toBeGreaterThanOrEqual(sent + FEW_PICTURES),
      patiently,
    );
    await ann.carry(camera, null);
    await expect.poll(() => bob.framesReceived(camera)).toBeGreaterThan(seen);
  },
  120_000,
);

test.each([
  ['the same worker', 1],
  ['another worker', 2],
])(
  'of a picture that was published ahead the very first is seen, without being asked for again, on %s',
  async (_, workers) => {
    const { producers } = madeFromNowOn();
    const server = await startMedia({ workers, peersPerWorker: 1 });
    const room = await openRoom(server);
    const [ann, bob] = [await join(server, room), await join(server, room)];
    const picture = new Picture(RED, { width: 640, height: 360 });
    onTestFinished(() => picture.stop());
    const nothingYet = new RTCVideoSource().createTrack();
    const screen = await ann.publish('screen', nothingYet, {
      encodings: [2, 1].map((scaleResolutionDownBy) => ({ scaleResolutionDownBy, maxBitrate: 200_000 })),
    });
    await ann.media.setPaused(screen, true);
    await bob.watch([screen], { width: 1280, height: 720 });
    await ann.media.setPaused(screen, false);
    // What comes before it is on, on the way to another worker too, would be asked for again.
    await expect.poll(() => producers.map(({ paused }) => paused)).toEqual(Array(workers).fill(false));
    await ann.carry(screen, picture.track);
    await vi.waitFor(async () => expect(await ann.framesSent()).toBeGreaterThan(0), patiently);
    await ann.carry(screen, null);
    await expect.poll(() => bob.framesReceived(screen)).toBeGreaterThan(0);
  },
  120_000,
);

test('a camera that is off again before a picture came of it stays off', async () => {
  const server = await startMedia();
  const room = await openRoom(server);
  const [ann, bob] = await Promise.all([join(server, room), join(server, room)]);
  const camera = await ann.show(RED);
  await bob.watch([camera]);
  await vi.waitFor(() => expect(bob.eye(camera).sees(RED)).toBe(true), patiently);
  await ann.media.setPaused(camera, true);
  await ann.media.setPaused(camera, false);
  await ann.media.setPaused(camera, true);
  const forwarded = () => bob.media.inspect(camera);
  const before = await forwarded();
  const sentBefore = before.producer?.packets ?? 0;
  await expect
    .poll(async () => (await forwarded()).producer?.packets)
    .toBeGreaterThan(sentBefore + FEW_PICTURES);
  const { producer, consumer } = await forwarded();
  expect(producer?.isPaused).toBe(true);
  expect(consumer?.packets).toBe(before.consumer?.packets);
});
