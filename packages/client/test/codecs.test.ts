import { ParleyError } from '@parley/protocol/errors';
import type { Producer } from 'mediasoup-client/types';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RtcDevice } from '../src/media/RtcDevice.ts';
import type { SendSide } from '../src/media/SendSide.ts';
import { FakeSender } from './support/FakeSender.ts';
import { FakeTrack } from './support/FakeTrack.ts';
import { FakePublishing, fakeDevice, fakeSendSide } from './support/fakeMedia.ts';

let device: RtcDevice;
let server: FakePublishing;
let side: SendSide;
let producers: Producer[];
let senders: FakeSender[];

beforeEach(async () => {
  vi.useFakeTimers();
  device = await fakeDevice();
  // What stands in for the browser has VP9, but no connection that could be asked for its layers.
  vi.spyOn(device, 'has').mockReturnValue(true);
  server = new FakePublishing();
  side = fakeSendSide(device, server);
  producers = [];
  senders = [];
  side.transport.observer.on('newproducer', (producer: Producer) => {
    producers.push(producer);
    senders.push(FakeSender.of(producer));
  });
});
afterEach(() => {
  side.close();
  vi.useRealTimers();
});

const camera = () => new FakeTrack('video').asTrack();
const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const codecs = () => producers.map(({ rtpParameters }) => rtpParameters.codecs[0]?.mimeType);
/** Which of the streams that were made are sent now. */
const open = () => producers.flatMap(({ closed }, index) => (closed ? [] : [index]));

it('goes over to what everybody can decode, under the same id, and closes the stream before only then', async () => {
  side.allowCodecs(['vp9']);
  const sent = await side.publish('camera', camera(), false);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.hold = promise;
  side.allowCodecs(['vp8']);
  await passes(0);
  expect(open()).toHaveLength(2);
  resolve();
  await passes(0);
  expect(codecs()).toEqual(['video/VP9', 'video/VP8']);
  expect(open()).toEqual([1]);
  expect(server.asked.at(-1)).toBe(`publish camera for ${sent.publicationId}`);
  expect([sent.isClosed, side.streams]).toEqual([
    false,
    [
      expect.objectContaining({
        publicationId: sent.publicationId,
        mid: producers[1]?.rtpParameters.mid,
      }),
    ],
  ]);
});

it('stays with what it has for as long as that is allowed', async () => {
  await side.publish('camera', camera(), false);
  side.allowCodecs(['vp9', 'vp8']);
  side.allowCodecs(['vp8']);
  await passes(0);
  expect(codecs()).toEqual(['video/VP8']);
});

it('sends as many layers of the new stream as are watched', async () => {
  side.allowCodecs(['vp9']);
  const { publicationId } = await side.publish('camera', camera(), false);
  side.wantLayers(publicationId, 1);
  await passes(3_000);
  side.allowCodecs(['vp8']);
  await passes(3_000);
  const active = (sender = senders[1]) => sender?.set.at(-1)?.map((encoding) => encoding.active);
  expect(active()).toEqual([true, false, false]);
});

it('tries again until the server has the new stream, and the stream before goes on so long', async () => {
  side.allowCodecs(['vp9']);
  await side.publish('camera', camera(), false);
  server.errors.push(new ParleyError('rate-limited', 'not so fast'));
  side.allowCodecs(['vp8']);
  await passes(0);
  expect(open()).toEqual([0]);
  await passes(1_000);
  expect(open()).toEqual([2]);
});

it('goes over with the next track when there is none at the moment', async () => {
  side.allowCodecs(['vp9']);
  const sent = await side.publish('camera', camera(), false);
  await sent.replaceTrack(null);
  side.allowCodecs(['vp8']);
  await passes(0);
  expect(codecs()).toEqual(['video/VP9']);
  const track = camera();
  await sent.replaceTrack(track);
  expect(codecs()).toEqual(['video/VP9', 'video/VP8']);
  expect([open(), producers[1]?.track]).toEqual([[1], track]);
});

it('ends both when it is unpublished on the way, and when the server knows nothing of it', async () => {
  side.allowCodecs(['vp9']);
  const sent = await side.publish('camera', camera(), false);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.hold = promise;
  side.allowCodecs(['vp8']);
  await passes(0);
  const unpublished = sent.unpublish();
  resolve();
  await unpublished;
  await passes(0);
  expect([open(), side.streams]).toEqual([[], []]);

  server.hold = undefined;
  side.allowCodecs(['vp9']);
  const next = await side.publish('camera', camera(), false);
  server.errors.push(new ParleyError('not-found', 'gone'));
  side.allowCodecs(['vp8']);
  await passes(0);
  expect([open(), next.isClosed]).toEqual([[], true]);
});
