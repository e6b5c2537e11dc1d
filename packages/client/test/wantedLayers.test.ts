import type { types } from 'mediasoup-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SendSide } from '../src/media/SendSide.ts';
import { NO_PICTURE_LIMIT } from '../src/media/SentLayers.ts';
import { FakeSender } from './support/FakeSender.ts';
import { FakeTrack } from './support/FakeTrack.ts';
import { FakePublishing, fakeDevice, fakeSendSide } from './support/fakeMedia.ts';

let side: SendSide;
let senders: FakeSender[];

beforeEach(async () => {
  vi.useFakeTimers();
  senders = [];
  side = fakeSendSide(await fakeDevice(), new FakePublishing());
  side.transport.observer.on('newproducer', (producer: types.Producer) => {
    senders.push(FakeSender.of(producer));
  });
});
afterEach(() => {
  side.close();
  vi.useRealTimers();
});

const publish = () => side.publish('camera', new FakeTrack('video').asTrack(), false);
const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** How many layers were encoded after each change. */
const changes = (sender = senders[0]) =>
  sender?.set.map((encodings) => encodings.filter(({ active }) => active).length);

it('encodes more at once, and less after a while in which nobody came back', async () => {
  const { publicationId } = await publish();
  side.wantLayers(publicationId, 1);
  await passes(2_000);
  side.wantLayers(publicationId, 3);
  await passes(10_000);
  expect(changes()).toEqual([]);
  side.wantLayers(publicationId, 2);
  await passes(3_000);
  side.wantLayers(publicationId, 1);
  await passes(3_000);
  side.wantLayers(publicationId, 3);
  await passes(0);
  expect(changes()).toEqual([2, 1, 3]);
  expect(senders[0]?.set[1]?.map(({ active }) => active)).toEqual([true, false, false]);
});

it('knows what was said before the answer to the publishing came', async () => {
  side.wantLayers('publication-1', 1);
  await publish();
  await passes(3_000);
  expect(changes()).toEqual([1]);
});

it('encodes all when nobody can say what is watched, and changes nothing of what has one layer', async () => {
  const { publicationId } = await publish();
  const sound = await side.publish('microphone', new FakeTrack('audio').asTrack(), false);
  side.wantLayers(publicationId, 1);
  side.wantLayers(sound.publicationId, 1);
  await passes(3_000);
  side.wantAllLayers();
  await passes(0);
  expect(changes()).toEqual([1, 3]);
  expect(changes(senders[1])).toEqual([]);
});

it('goes on when the browser refuses, and takes the next wish', async () => {
  const { publicationId } = await publish();
  senders[0]?.refuse(new DOMException('not now', 'InvalidStateError'));
  side.wantLayers(publicationId, 1);
  await passes(3_000);
  expect(changes()).toEqual([]);
  side.wantLayers(publicationId, 2);
  await passes(0);
  expect(changes()).toEqual([2]);
});

it('keeps to a limit at once, and shares it with what is published later', async () => {
  await publish();
  side.limit((_source, published) => ({ ...NO_PICTURE_LIMIT, bitrate: 300_000 / published.size }));
  await passes(0);
  expect(changes()).toEqual([1]);
  const bits = () => senders[0]?.set.at(-1)?.[0]?.maxBitrate;
  expect(bits()).toBe(150_000);
  await side.publish('screen', new FakeTrack('video').asTrack(), false);
  await side.publish('microphone', new FakeTrack('audio').asTrack(), false);
  await passes(0);
  expect(bits()).toBe(100_000);
});

it('spends less on the smallest layer where it is told to, and what it is made for again after that', async () => {
  await publish();
  const bits = () => senders[0]?.set.at(-1)?.map(({ maxBitrate }) => maxBitrate);
  side.limit(() => ({ ...NO_PICTURE_LIMIT, smallestBitrate: 70_000 }));
  await passes(0);
  expect(bits()).toEqual([70_000, 500_000, 1_700_000]);
  side.limit(() => NO_PICTURE_LIMIT);
  await passes(0);
  expect(bits()).toEqual([150_000, 500_000, 1_700_000]);
});

it('sends letters in the largest size that is watched alone while there is little, and in all of them after that', async () => {
  const { publicationId } = await side.publish('screen', new FakeTrack('video').asTrack(), false);
  const active = () => senders[0]?.set.at(-1)?.map((encoding) => encoding.active);
  side.limit(() => ({ ...NO_PICTURE_LIMIT, isLargestAlone: true }));
  await passes(0);
  expect(active()).toEqual([false, true]);
  side.wantLayers(publicationId, 1);
  await passes(3_000);
  expect(active()).toEqual([true, false]);
  side.wantLayers(publicationId, 2);
  await passes(0);
  expect(active()).toEqual([false, true]);
  side.limit(() => NO_PICTURE_LIMIT);
  await passes(0);
  expect(active()).toEqual([true, true]);
});

it('sends every frame while they count, and those of the layer with few bits smaller; all as it is made after that', async () => {
  const sent = await side.publish('screen', new FakeTrack('video').asTrack(), false);
  const made = () => senders[0]?.set.at(-1)?.map((one) => [one.maxFramerate, one.scaleResolutionDownBy]);
  sent.setMotion(true);
  await passes(0);
  expect(made()).toEqual([
    [30, 2],
    [undefined, 1],
  ]);
  sent.setMotion(false);
  await passes(0);
  expect(made()).toEqual([
    [10, 1],
    [undefined, 1],
  ]);
});
