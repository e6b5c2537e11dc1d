import type { WebRtcTransport } from 'mediasoup/types';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { HeadlessPeer } from './support/HeadlessPeer.ts';
import { join } from './support/join.ts';
import { madeFromNowOn } from './support/madeFromNowOn.ts';
import { Noise } from './support/Noise.ts';
import { RED } from './support/Picture.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

const CAP = 300_000;
/** Long enough that one key frame does not count for more than it is. */
const SPAN_MS = 10_000;
const patiently = { timeout: 70_000, interval: 10 };

test('what a peer receives stays below what it asked for, and the sound is all there', async () => {
  const server = await startMedia();
  const room = await openRoom(server);
  const [ann, bob, cy] = await Promise.all([join(server, room), join(server, room), join(server, room)]);
  const cameras = await Promise.all([showNoise(ann), showNoise(bob)]);
  const voice = await ann.speak(440);
  const size = { width: 640, height: 360 };
  await cy.watch([...cameras, voice], size);
  // Without a limit it is more, so that the limit has something to do.
  await vi.waitFor(async () => expect(await bitrateOf(cy, 2_000)).toBeGreaterThan(1.2 * CAP), patiently);

  await cy.watch([...cameras, voice], size, CAP);
  await vi.waitFor(async () => {
    const before = await cy.packets(voice);
    const bitrate = await bitrateOf(cy, SPAN_MS);
    expect(bitrate).toBeLessThan(1.1 * CAP);
    // Opus sends 50 packets a second (20 ms each, RFC 7587), fewer on a machine that is out of breath.
    expect((await cy.packets(voice)) - before).toBeGreaterThan((20 * SPAN_MS) / 1_000);
    expect(bitrate).toBeGreaterThan(CAP / 4);
  }, patiently);

  await cy.watch([...cameras, voice], size);
  await vi.waitFor(async () => expect(await bitrateOf(cy, 2_000)).toBeGreaterThan(1.2 * CAP), patiently);
}, 240_000);

test('a line is never taken to hold less than the first picture of a page needs while a screen is watched, unless its owner says so', async () => {
  const { transports } = madeFromNowOn();
  const server = await startMedia();
  const room = await openRoom(server);
  const [ann, bob] = await Promise.all([join(server, room), join(server, room)]);
  const screen = await ann.show(RED, 'screen');
  const camera = await ann.show(RED);
  const bounds = async () => {
    const receiving = transports.find(
      (one): one is WebRtcTransport => one.id === bob.media.receive.transportId,
    );
    const [stats] = (await receiving?.getStats()) ?? [];
    return [stats?.minOutgoingBitrate, stats?.maxOutgoingBitrate];
  };
  await bob.watch([camera]);
  expect(await bounds()).toEqual([undefined, undefined]);
  await bob.watch([camera, screen]);
  expect(await bounds()).toEqual([150_000, undefined]);
  await bob.watch([camera, screen], undefined, CAP);
  const [least, most] = await bounds();
  expect(least).toBe(150_000);
  expect(most).toBeLessThan(CAP);
  await bob.watch([camera, screen], undefined, 150_000);
  const [leastOfLittle, little] = await bounds();
  expect(little).toBeLessThan(150_000);
  expect(leastOfLittle).toBe(little);
  await bob.watch([camera]);
  expect(await bounds()).toEqual([undefined, undefined]);
});

async function showNoise(peer: HeadlessPeer): Promise<string> {
  const noise = new Noise({ width: 640, height: 360 });
  onTestFinished(() => noise.stop());
  return await peer.publish('camera', noise.track, {
    encodings: [
      { scaleResolutionDownBy: 4, maxBitrate: 150_000 },
      { scaleResolutionDownBy: 2, maxBitrate: 500_000 },
    ],
  });
}

/** In bit/s, over so long. */
async function bitrateOf(peer: HeadlessPeer, spanMs: number): Promise<number> {
  const [bytes, since] = [await peer.bytesReceived(), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, spanMs));
  return (((await peer.bytesReceived()) - bytes) * 8_000) / (performance.now() - since);
}
