import { RTCVideoSink } from '@parley/webrtc-node/nonstandard';
import { afterEach, expect, test, vi } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import { headlessSession } from '../support/headless.ts';
import { hasLines, lineScreen } from '../support/lineScreen.ts';
import { watchScreen } from '../support/watchScreen.ts';

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** All of it is about 700 kbit/s, and a quarter of its pictures 180. */
const CONTENT = { noise: 64, framesPerSecond: 20 };
const [ROOM_FOR_A_QUARTER, ROOM_FOR_FEW_BITS] = [300_000, 150_000];
/** So many pictures of the screen are one look. */
const LOOK = 40;
const patiently = { timeout: 90_000, interval: 10 };

test('with a limit, a shared screen comes with fewer pictures and all its lines, and with fewer bits when not even those fit', async () => {
  const server = await ParleyServer.start();
  ending.push(() => server.stop());
  const [ann, bob] = ['Ann', 'Bob'].map(() => headlessSession(server.url, 'narrow-screen'));
  if (!ann || !bob) throw new Error('there are two');
  const screen = lineScreen('upright', CONTENT);
  ending.push(
    screen.stop,
    () => ann.leave(),
    () => bob.leave(),
  );
  await ann.publishTrack('screen', screen.track);
  await ann.join('Ann');
  const sink = new RTCVideoSink(await watchScreen(bob, 'Bob'));
  ending.push(() => sink.stop());
  const seen: { width: number; isSharp: boolean }[] = [];
  sink.onframe = ({ frame }) => seen.push({ width: frame.width, isSharp: hasLines(frame, 'upright') });

  /** What comes while so many pictures are shown. */
  const look = async () => {
    const end = screen.shown + LOOK;
    seen.length = 0;
    await vi.waitFor(() => expect(screen.shown).toBeGreaterThanOrEqual(end), patiently);
    return { share: seen.length / LOOK, seen: [...seen] };
  };

  await vi.waitFor(async () => {
    const { share, seen } = await look();
    expect(seen.every(({ isSharp }) => isSharp)).toBe(true);
    expect(share).toBeGreaterThan(0.75);
  }, patiently);

  bob.setMaxBitrate(ROOM_FOR_A_QUARTER);
  await vi.waitFor(async () => {
    const { share, seen } = await look();
    expect(seen.every(({ isSharp }) => isSharp)).toBe(true);
    expect(Math.abs(share - 1 / 4)).toBeLessThan(0.1);
  }, patiently);

  bob.setMaxBitrate(ROOM_FOR_FEW_BITS);
  await vi.waitFor(async () => {
    const { share, seen } = await look();
    expect(seen.every(({ isSharp }) => isSharp)).toBe(true);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1 / 5);
  }, patiently);
});
