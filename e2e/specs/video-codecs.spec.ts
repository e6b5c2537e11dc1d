import type { Page } from '@playwright/test';
import { freePorts } from '../../tools/testing/freePorts.ts';
import { expect } from '../expect.ts';
import { readMetrics } from '../fixtures/metrics.ts';
import type { Person } from '../fixtures/Person.ts';
import { test } from '../fixtures/test.ts';
import { codecsOf, refuseVp9 } from '../senses/codecs.ts';
import { expectToSee } from '../senses/everybody.ts';

const ONLY = (codec: string) => ({ sent: [codec], received: [codec] });
/** So small that the smallest layer of a camera covers its tile. */
const SMALL = { width: 400, height: 300 };

const widthOf = (viewer: Person, name: string) =>
  viewer.call.video(name).evaluate((video) => (video as HTMLVideoElement).videoWidth);

test('of one VP9 stream each viewer gets the layer that fits, and only those that are watched are encoded', async ({
  person,
  ownServer,
  room,
}) => {
  const server = await ownServer({ VIDEO_CODEC: 'vp9' });
  const [ada, ben, cleo] = [
    await person('Ada'),
    await person('Ben', { context: { viewport: SMALL } }),
    await person('Cleo'),
  ];
  await ada.join(server.url, room);
  for (const viewer of [ben, cleo]) await viewer.join(server.url, room, { camera: 'off' });
  await expect.poll(() => scalabilityModes(ada.page)).toEqual(['L2T3_KEY']);
  for (const viewer of [ben, cleo]) {
    await expect.poll(() => codecsOf(viewer.page)).toEqual({ sent: [], received: ['VP9'] });
  }
  await expect.poll(() => widthOf(ben, 'Ada')).toBeGreaterThan(0);
  // The smallest of the layers, or less where a busy machine encodes less than the whole picture.
  await expect.poll(() => widthOf(ben, 'Ada')).toBeLessThanOrEqual(320);
  await cleo.call.leave();
  await expect.poll(() => scalabilityModes(ada.page)).toEqual(['L1T3']);
  await ben.page.setViewportSize({ width: 1024, height: 640 });
  await expect.poll(() => scalabilityModes(ada.page)).toEqual(['L2T3_KEY']);
  await expect.poll(() => codecsOf(ben.page)).toEqual({ sent: [], received: ['VP9'] });
});

test('a VP9 stream is decoded on another media worker, in the layers that are watched there', async ({
  person,
  ownServer,
  room,
}) => {
  const server = await ownServer({
    VIDEO_CODEC: 'vp9',
    MEDIA_PORT: String(await freePorts(2)),
    MEDIA_WORKERS: '2',
    MEDIA_PEERS_PER_WORKER: '1',
  });
  const [ada, ben] = [await person('Ada'), await person('Ben', { context: { viewport: SMALL } })];
  await ada.join(server.url, room);
  await ben.join(server.url, room, { microphone: 'off', camera: 'off' });
  await expectToSee(ben, ada);
  await expect.poll(() => codecsOf(ben.page)).toEqual({ sent: [], received: ['VP9'] });
  // Her sound and her picture.
  await expect.poll(async () => (await readMetrics(server)).get('parley_worker_piped')).toBe(2);
  await expect.poll(() => scalabilityModes(ada.page)).toEqual(['L1T3']);
  await expect.poll(() => widthOf(ben, 'Ada')).toBeLessThanOrEqual(320);
  await ben.page.setViewportSize({ width: 1024, height: 640 });
  await expect.poll(() => scalabilityModes(ada.page)).toEqual(['L2T3_KEY']);
  await expectToSee(ben, ada);
  await expect.poll(() => codecsOf(ben.page)).toEqual({ sent: [], received: ['VP9'] });
});

test('pictures go over to VP8 when somebody comes who has no VP9, and back when they go', async ({
  person,
  ownServer,
  room,
}) => {
  const server = await ownServer({ VIDEO_CODEC: 'vp9' });
  const [ada, ben, cleo] = [await person('Ada'), await person('Ben'), await person('Cleo')];
  await cleo.context.addInitScript(refuseVp9);
  await Promise.all([ada.join(server.url, room), ben.join(server.url, room)]);
  for (const viewer of [ada, ben]) await expect.poll(() => codecsOf(viewer.page)).toEqual(ONLY('VP9'));
  await cleo.join(server.url, room, { camera: 'off' });
  for (const viewer of [ada, ben]) await expect.poll(() => codecsOf(viewer.page)).toEqual(ONLY('VP8'));
  await expect.poll(() => codecsOf(cleo.page)).toEqual({ sent: [], received: ['VP8'] });
  for (const name of ['Ada', 'Ben']) await expect.poll(() => widthOf(cleo, name)).toBeGreaterThan(0);
  await cleo.call.leave();
  for (const viewer of [ada, ben]) await expect.poll(() => codecsOf(viewer.page)).toEqual(ONLY('VP9'));
});

/** How many layers the page encodes of each of its pictures, in the words of W3C webrtc-svc. */
async function scalabilityModes(page: Page): Promise<(string | undefined)[]> {
  return page.evaluate(() => {
    const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
    return testConnections
      .filter(({ connectionState }) => connectionState === 'connected')
      .flatMap((connection) => connection.getSenders())
      .filter(({ track }) => track?.kind === 'video')
      .flatMap((sender) => sender.getParameters().encodings)
      .map(
        (encoding: RTCRtpEncodingParameters & { scalabilityMode?: string }) => encoding.scalabilityMode,
      );
  });
}
