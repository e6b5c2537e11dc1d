import type { types } from 'mediasoup-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SendSide } from '../src/media/SendSide.ts';
import { FakeTrack } from './support/FakeTrack.ts';
import { FakePublishing, fakeDevice, fakeSendSide } from './support/fakeMedia.ts';

let side: SendSide;
let set: ReturnType<typeof vi.fn>;

beforeEach(async () => {
  vi.useFakeTimers();
  side = fakeSendSide(await fakeDevice(), new FakePublishing());
  set = vi.fn();
  side.transport.observer.on('newproducer', (producer: types.Producer) => {
    vi.spyOn(producer, 'setMaxSpatialLayer').mockImplementation(async (layer) => set(layer));
  });
});
afterEach(() => {
  side.close();
  vi.useRealTimers();
});

const publish = () => side.publish('camera', new FakeTrack('video').asTrack(), false);

it('encodes more at once, and less after a while in which nobody came back', async () => {
  const { publicationId } = await publish();
  side.wantLayers(publicationId, 1);
  vi.advanceTimersByTime(2_000);
  side.wantLayers(publicationId, 3);
  vi.advanceTimersByTime(10_000);
  expect(set).not.toHaveBeenCalled();
  side.wantLayers(publicationId, 2);
  vi.advanceTimersByTime(3_000);
  side.wantLayers(publicationId, 1);
  vi.advanceTimersByTime(3_000);
  side.wantLayers(publicationId, 3);
  expect(set.mock.calls).toEqual([[1], [0], [2]]);
});

it('knows what was said before the answer to the publishing came', async () => {
  side.wantLayers('publication-1', 1);
  await publish();
  vi.advanceTimersByTime(3_000);
  expect(set.mock.calls).toEqual([[0]]);
});

it('encodes all when nobody can say what is watched, and sends nothing new for what has one layer', async () => {
  const { publicationId } = await publish();
  const sound = await side.publish('microphone', new FakeTrack('audio').asTrack(), false);
  side.wantLayers(publicationId, 1);
  side.wantLayers(sound.publicationId, 1);
  vi.advanceTimersByTime(3_000);
  side.wantAllLayers();
  expect(set.mock.calls).toEqual([[0], [2]]);
});
