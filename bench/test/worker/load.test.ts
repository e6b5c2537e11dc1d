import { expect, onTestFinished, test, vi } from 'vitest';
import { BareSfu, fittingLayer } from '../../src/load/BareSfu.ts';
import { PlainSfu } from '../../src/load/PlainSfu.ts';
import type { Sfu } from '../../src/load/Sfu.ts';
import { SOUND, TestStream, THREE_LAYERS } from '../../src/load/streams.ts';

const TILE = { width: 320, height: 180 };
const patiently = { timeout: 40_000, interval: 50 };

test.each<[string, Sfu]>([
  ['over ICE, DTLS and SRTP', new BareSfu('bare worker', fittingLayer)],
  ['over plain RTP', new PlainSfu(fittingLayer)],
])('sound and picture of the load come through a bare worker %s', async (_way, sfu) => {
  await sfu.start();
  onTestFinished(() => sfu.stop());
  const speaker = await sfu.join('Speaker');
  onTestFinished(() => speaker.leave());
  await speaker.publish('microphone', new TestStream('audio', SOUND));
  await speaker.publish('camera', new TestStream('video', THREE_LAYERS));
  const viewer = await sfu.join('Viewer');
  onTestFinished(() => viewer.leave());
  expect(viewer.received()).toEqual({ packets: 0, bytes: 0 });
  await viewer.watch(1, TILE);
  await vi.waitUntil(() => viewer.streamsReceived() === 2, patiently);
  expect((await sfu.used()).mediaCpuS).toBeGreaterThan(0);
});
