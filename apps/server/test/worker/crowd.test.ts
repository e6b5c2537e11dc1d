import { RTCVideoSource } from '@parley/webrtc-node/nonstandard';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { HeadlessPeer } from './support/HeadlessPeer.ts';
import { join } from './support/join.ts';
import { Picture, RED } from './support/Picture.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

const TILE = { width: 320, height: 180 };
/** Of so many pictures that are sent it is counted how many come. */
const SPAN = 48;
const patiently = { timeout: 60_000, interval: 10 };

test('[M17] the more pictures are shown in one size, the fewer come of each a second, and none is large', async () => {
  const server = await startMedia();
  const room = await openRoom(server);
  const [ann, bob, cy] = await Promise.all([join(server, room), join(server, room), join(server, room)]);
  const picture = new Picture(RED, { width: 640, height: 360 });
  onTestFinished(() => picture.stop());
  const encodings = [2, 1].map((scaleResolutionDownBy) => ({
    scaleResolutionDownBy,
    maxBitrate: 200_000,
  }));
  const camera = await ann.publish('camera', picture.track, { encodings });
  // Cameras in front of which nothing moves: they are shown as well.
  const others: string[] = [];
  while (others.length < 25) {
    const track = new RTCVideoSource().createTrack();
    onTestFinished(() => track.stop());
    others.push(await cy.publish('camera', track));
  }
  const shown = (count: number) => [camera, ...others.slice(0, count - 1)];

  for (const [count, share] of [
    [9, 1],
    [10, 1 / 2],
    [26, 1 / 4],
    [9, 1],
  ] as const) {
    await bob.watch(shown(count), TILE);
    await vi.waitFor(async () => {
      expect(Math.abs((await shareOfFrames(ann, bob, camera)) - share)).toBeLessThan(0.1);
    }, patiently);
  }

  const large = { width: 1_280, height: 720 };
  await bob.watch(shown(16), large);
  expect(ann.layersWanted.get(camera)).toBe(2);
  await bob.watch(shown(17), large);
  expect(ann.layersWanted.get(camera)).toBe(1);
}, 240_000);

/** Of the pictures that one of them sends in the smallest size, how many come to the other one. */
async function shareOfFrames(sender: HeadlessPeer, receiver: HeadlessPeer, camera: string) {
  const look = async () => [await sender.framesSent(), await receiver.framesReceived(camera)] as const;
  const [sent, received] = await look();
  let now = await look();
  await vi.waitFor(async () => {
    now = await look();
    expect(now[0] - sent).toBeGreaterThanOrEqual(SPAN);
  }, patiently);
  return (now[1] - received) / (now[0] - sent);
}
