import { ParleyError } from '@parley/protocol/errors';
import type { Producer } from 'mediasoup-client/types';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { encodingsOf } from '../src/media/encodings.ts';
import type { RtcDevice } from '../src/media/RtcDevice.ts';
import type { SendSide } from '../src/media/SendSide.ts';
import { FakeTrack } from './support/FakeTrack.ts';
import { FakePublishing, fakeDevice, fakeSendSide } from './support/fakeMedia.ts';

describe('SendSide', () => {
  let device: RtcDevice;
  let server: FakePublishing;

  beforeEach(async () => {
    device = await fakeDevice();
    server = new FakePublishing();
  });

  const camera = () => new FakeTrack('video').asTrack();
  const microphone = () => new FakeTrack('audio').asTrack();

  it('asks for microphone and camera together, not one after the other', async () => {
    const side = fakeSendSide(device, server);
    const { promise, resolve } = Promise.withResolvers<void>();
    server.hold = promise;
    const both = [
      side.publish('microphone', microphone(), false),
      side.publish('camera', camera(), false),
    ];
    await vi.waitFor(() =>
      expect(server.asked).toEqual(['connect send', 'publish microphone', 'publish camera']),
    );
    resolve();
    const sent = await Promise.all(both);
    expect(sent.map(({ publicationId }) => publicationId)).toEqual(['publication-1', 'publication-2']);
  });

  it('sends a camera in three sizes as VP8', async () => {
    const publish = vi.spyOn(server, 'publish');
    await fakeSendSide(device, server).publish('camera', camera(), false);
    const parameters = publish.mock.calls[0]?.[0].rtpParameters as {
      codecs: { mimeType: string }[];
      encodings: [];
    };
    expect(parameters.encodings).toMatchObject(encodingsOf('camera'));
    expect(parameters.codecs[0]?.mimeType).toBe('video/VP8');
  });

  it('sends no picture before the server knows it, and sound at once', async () => {
    const side = fakeSendSide(device, server);
    const given: (MediaStreamTrack | null)[] = [];
    const sender = { replaceTrack: async (track: MediaStreamTrack | null) => void given.push(track) };
    const produce = side.transport.produce.bind(side.transport);
    vi.spyOn(side.transport, 'produce').mockImplementation(async (options) => {
      options?.onRtpSender?.(sender as unknown as RTCRtpSender);
      const producer = await produce(options);
      vi.spyOn(producer, 'rtpSender', 'get').mockReturnValue(sender as unknown as RTCRtpSender);
      return producer as never;
    });
    await side.publish('microphone', microphone(), false);
    expect(given).toEqual([]);
    const { promise, resolve } = Promise.withResolvers<void>();
    server.hold = promise;
    const track = camera();
    const published = side.publish('camera', track, false);
    await vi.waitFor(() => expect(server.asked).toContain('publish camera'));
    expect(given).toEqual([null]);
    resolve();
    await published;
    expect(given).toEqual([null, track]);
  });

  it('gives up a producer that the server refuses, and leaves the track alone', async () => {
    const side = fakeSendSide(device, server);
    const track = camera();
    await side.publish('microphone', microphone(), false);
    server.errors.push(new ParleyError('forbidden', 'only hosts'));
    await expect(side.publish('camera', track, false)).rejects.toMatchObject({ code: 'forbidden' });
    expect(track.readyState).toBe('live');
    await expect(side.publish('camera', track, false)).resolves.toMatchObject({ isPaused: false });
  });

  it('is paused when the server has said so, not before', async () => {
    const sent = await fakeSendSide(device, server).publish('camera', camera(), false);
    server.errors.push(new ParleyError('internal', 'no'));
    await expect(sent.setPaused(true)).rejects.toThrow();
    expect(sent.isPaused).toBe(false);
    await sent.setPaused(true);
    expect(sent.isPaused).toBe(true);
  });

  /** What each producer of this side sends at this moment. */
  function carried(side: SendSide): () => (MediaStreamTrack | null)[] {
    const producers: Producer[] = [];
    side.transport.observer.on('newproducer', (producer) => producers.push(producer));
    return () => producers.map(({ track }) => track);
  }

  it('sends nothing of what rests, whatever track is put there meanwhile, and then the last one', async () => {
    const side = fakeSendSide(device, server);
    const carries = carried(side);
    const [first, second] = [camera(), camera()];
    const sent = await side.publish('camera', first, false);
    side.divert(new Set([sent.publicationId]));
    await sent.replaceTrack(second);
    expect(sent.track).toBe(second);
    expect(carries()).toEqual([null]);
    side.divert(new Set());
    await vi.waitFor(() => expect(carries()).toEqual([second]));
    expect(server.asked).not.toContain(`pause ${sent.publicationId}`);
  });

  it('lets rest what is published anew under the same id', async () => {
    const side = fakeSendSide(device, server);
    const carries = carried(side);
    side.divert(new Set(['publication-1']));
    await side.publish('camera', camera(), false);
    await vi.waitFor(() => expect(carries()).toEqual([null]));
  });

  it('closes everything with its transport and stops no track', async () => {
    const side = fakeSendSide(device, server);
    const track = camera();
    const sent = await side.publish('camera', track, false);
    side.close();
    expect([side.isClosed, sent.isClosed, track.readyState]).toEqual([true, true, 'live']);
    await expect(side.publish('microphone', microphone(), false)).rejects.toThrow();
  });
});
