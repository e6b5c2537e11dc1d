import { expect, test } from 'vitest';
import { fakeRtpCapabilities, fakeRtpParameters } from '../../src/media/fake/fakeParameters.ts';
import { TestServer } from './support/TestServer.ts';

const MODERN = { rtpCapabilities: fakeRtpCapabilities(['vp8', 'vp9', 'h264']) };
const OLD = { rtpCapabilities: fakeRtpCapabilities(['vp8']) };
const all = { codecs: ['vp8', 'vp9', 'h264'] };
const vp8 = { codecs: ['vp8'] };
const vp9 = { codecs: ['vp9'] };

async function enter(server: TestServer, name: string, media: typeof MODERN) {
  const client = await server.connect();
  await client.join('home', name, media);
  return client;
}

test('[M18] what everybody can decode is told whenever it changes, and to whoever comes', async () => {
  const server = await TestServer.start();
  const ada = await enter(server, 'Ada', MODERN);
  expect(await ada.hears('media:codecsAllowed')).toEqual(all);
  const bob = await enter(server, 'Bob', OLD);
  await ada.hears('media:codecsAllowed', ({ codecs }) => codecs.join() === 'vp8');
  expect(await bob.hears('media:codecsAllowed')).toEqual(vp8);
  await bob.request('room:leave', {});
  const cy = await enter(server, 'Cy', MODERN);
  expect(await cy.hears('media:codecsAllowed')).toEqual(all);
  await ada.hears('peer:joined', ({ peer }) => peer.name === 'Cy');
  expect(ada.of('media:codecsAllowed')).toEqual([all, vp8, all]);
});

test('[M18] one who comes back is told what may have changed meanwhile', async () => {
  const server = await TestServer.start();
  const ada = await enter(server, 'Ada', MODERN);
  await ada.hears('media:codecsAllowed');
  await enter(server, 'Bob', OLD);
  const again = await server.connect();
  await again.resume(ada, ada.joined.snapshot.seq);
  expect(await again.hears('media:codecsAllowed')).toEqual(vp8);
});

test('[M18] transports that are made anew may decode something else', async () => {
  const server = await TestServer.start();
  const ada = await enter(server, 'Ada', MODERN);
  await ada.hears('media:codecsAllowed');
  const firstWish = { videos: 0, size: { width: 1, height: 1 } };
  await ada.request('media:open', { ...OLD, firstWish });
  await ada.hears('media:codecsAllowed', ({ codecs }) => codecs.join() === 'vp8');
  expect(ada.of('media:codecsAllowed')).toEqual([all, vp8]);
});

test("[M18] the operator's choice is told alone, until somebody cannot decode it", async () => {
  const server = await TestServer.start({ config: { videoCodec: 'vp9' } });
  const ada = await enter(server, 'Ada', MODERN);
  expect(await ada.hears('media:codecsAllowed')).toEqual(vp9);
  const bob = await enter(server, 'Bob', OLD);
  await ada.hears('media:codecsAllowed', ({ codecs }) => codecs.join() === 'vp8');
  await bob.request('room:leave', {});
  await ada.hears('peer:left');
  expect(ada.of('media:codecsAllowed')).toEqual([vp9, vp8, vp9]);
});

test('[M18] where VP8 is all there ever was, nothing is said', async () => {
  const server = await TestServer.start();
  const ada = await enter(server, 'Ada', OLD);
  await enter(server, 'Bob', MODERN);
  await ada.hears('peer:joined');
  await ada.request('hand:set', { isRaised: true });
  await ada.hears('hand:changed');
  expect(ada.of('media:codecsAllowed')).toEqual([]);
});

test('[M19] a stream in the place of another one keeps the id, and whether it is paused', async () => {
  const server = await TestServer.start();
  const ada = await server.join('home', 'Ada');
  const bob = await server.join('home', 'Bob');
  const camera = await ada.publish('camera');
  const { publicationId } = camera;
  await ada.request('media:setPaused', { publicationId, isPaused: true });
  const request = {
    source: 'camera',
    rtpParameters: fakeRtpParameters('video'),
    isPaused: false,
    renews: publicationId,
  } as const;
  const { publication } = await ada.request('media:publish', request);
  expect(publication).toEqual({ ...camera, isPaused: true, revision: 2 });
  expect(await bob.hears('media:published', (one) => one.publication.revision === 2)).toEqual({
    publication,
  });
  expect(bob.of('media:unpublished')).toEqual([]);
  expect(server.media.rooms[0]?.publications).toMatchObject([
    { publicationId, isPaused: true, rtpParameters: request.rtpParameters },
  ]);
});

test('[M19] only what one publishes oneself is renewed, and as what it is', async () => {
  const server = await TestServer.start();
  const ada = await server.join('home', 'Ada');
  const bob = await server.join('home', 'Bob');
  const { publicationId } = await ada.publish('camera');
  const rtpParameters = fakeRtpParameters('video');
  const stranger = { source: 'camera', rtpParameters, isPaused: false, renews: publicationId } as const;
  const refused = { code: 'not-found' };
  await expect(bob.request('media:publish', stranger)).rejects.toMatchObject(refused);
  await expect(ada.request('media:publish', { ...stranger, source: 'screen' })).rejects.toMatchObject(
    refused,
  );
  await bob.publish('camera');
  await expect(bob.request('media:publish', stranger)).rejects.toMatchObject(refused);
  expect(server.media.counts().producers).toBe(2);
});

test('[M19] what is refused leaves the publication waiting for its next stream', async () => {
  const server = await TestServer.start();
  const ada = await server.join('home', 'Ada');
  const { publicationId } = await ada.publish('camera');
  const renewal = { source: 'camera', isPaused: false, renews: publicationId } as const;
  await expect(
    ada.request('media:publish', { ...renewal, rtpParameters: { codecs: [] } }),
  ).rejects.toMatchObject({ code: 'bad-request' });
  expect(server.media.counts().producers).toBe(0);
  const { publication } = await ada.request('media:publish', {
    ...renewal,
    rtpParameters: fakeRtpParameters('video'),
  });
  expect(publication.publicationId).toBe(publicationId);
  expect(server.media.counts().producers).toBe(1);
});
