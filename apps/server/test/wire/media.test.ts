import { describe, expect, test } from 'vitest';
import { fakeRtpParameters } from '../../src/media/fake/fakeParameters.ts';
import { TestServer } from './support/TestServer.ts';

async function pair() {
  const server = await TestServer.start();
  const ada = await server.join('home', 'Ada');
  const bob = await server.join('home', 'Bob');
  await ada.hears('peer:joined');
  ada.heard.length = 0;
  return { server, ada, bob };
}

describe('publishing', () => {
  test('[M15] how many layers are watched is told to the publisher alone, and again when it comes back', async () => {
    const { server, ada, bob } = await pair();
    const { publicationId } = await ada.publish('camera');
    server.media.rooms[0]?.peer(ada.peerId)?.wantLayers(publicationId, 2);
    expect(await ada.hears('media:layersWanted')).toEqual({ publicationId, layers: 2 });
    const again = await server.connect();
    await again.resume(ada, ada.joined.snapshot.seq);
    expect(await again.hears('media:layersWanted')).toEqual({ publicationId, layers: 2 });
    expect(bob.of('media:layersWanted')).toEqual([]);
  });

  test('[M5] is told to all once the SFU has it', async () => {
    const { server, ada, bob } = await pair();
    const publication = await ada.publish('screen');
    expect(publication).toMatchObject({ peerId: ada.peerId, source: 'screen', isPaused: false });
    expect(await bob.hears('media:published')).toEqual({ publication });
    expect(server.media.rooms[0]?.publications).toMatchObject([
      { publicationId: publication.publicationId, source: 'screen' },
    ]);
  });

  test('[A3] what the SFU refuses is not told', async () => {
    const { server, ada, bob } = await pair();
    await expect(
      ada.request('media:publish', { source: 'camera', rtpParameters: { codecs: [] }, isPaused: false }),
    ).rejects.toMatchObject({ code: 'bad-request' });
    await ada.publish('camera');
    await bob.hears('media:published');
    expect(bob.of('media:published')).toHaveLength(1);
    expect(server.media.counts().producers).toBe(1);
  });

  test('[M4] each source once, also when asked twice at once', async () => {
    const { server, ada, bob } = await pair();
    const both = await Promise.allSettled([ada.publish('camera'), ada.publish('camera')]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    const [first, second] = both;
    expect(second).toMatchObject({
      reason: {
        code: 'conflict',
        details: { publicationId: first?.status === 'fulfilled' && first.value.publicationId },
      },
    });
    await ada.publish('microphone');
    await ada.publish('screen-audio');
    await bob.publish('camera');
    expect(server.media.counts().producers).toBe(4);
  });

  test('[M5] [A5] pausing is told once it is so, and once', async () => {
    const { server, ada, bob } = await pair();
    const { publicationId } = await ada.publish('microphone');
    for (const isPaused of [true, true, false, false]) {
      await ada.request('media:setPaused', { publicationId, isPaused });
      expect(server.media.rooms[0]?.publications[0]?.isPaused).toBe(isPaused);
    }
    await ada.request('media:unpublish', { publicationId });
    await bob.hears('media:unpublished');
    expect(bob.heard.map(({ name, data }) => [name, data]).slice(1)).toEqual([
      ['media:changed', { publicationId, isPaused: true }],
      ['media:changed', { publicationId, isPaused: false }],
      ['media:unpublished', { publicationId }],
    ]);
    expect(server.media.counts().producers).toBe(0);
  });

  test('[M6] nobody touches what another publishes', async () => {
    const { server, ada, bob } = await pair();
    const { publicationId } = await ada.publish('microphone', true);
    await expect(
      bob.request('media:setPaused', { publicationId, isPaused: false }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(bob.request('media:unpublish', { publicationId })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      bob.request('media:setPaused', { publicationId: 'no-such-one', isPaused: false }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await ada.request('media:unpublish', { publicationId });
    await expect(ada.request('media:unpublish', { publicationId })).rejects.toMatchObject({
      code: 'not-found',
    });
    // Nor does somebody in another room even learn that it exists.
    const { publicationId: again } = await ada.publish('microphone');
    const stranger = await server.join('elsewhere', 'Stranger');
    await expect(
      stranger.request('media:setPaused', { publicationId: again, isPaused: true }),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect(server.media.rooms[0]?.publications).toMatchObject([{ isPaused: false }]);
  });

  test('[A3] leaving while publishing leaves nothing', async () => {
    const { server, ada, bob } = await pair();
    const publishing = ada.request('media:publish', {
      source: 'camera',
      rtpParameters: fakeRtpParameters('video'),
      isPaused: false,
    });
    const outcome = publishing.then(
      () => 'published',
      (error) => error.code,
    );
    await ada.request('room:leave', {});
    expect(['published', 'not-joined', 'not-found']).toContain(await outcome);
    await bob.hears('peer:left');
    expect(server.media.counts().producers).toBe(0);
    const late = await server.join('home', 'Late');
    expect(late.joined.snapshot.publications).toEqual([]);
  });
});

describe('watching', () => {
  test('[M7] [M9] the list is the whole wish, and flows once the browser is ready', async () => {
    const { server, ada, bob } = await pair();
    const camera = await ada.publish('camera');
    const microphone = await ada.publish('microphone');
    const size = { width: 640, height: 360 };
    const wishes = [
      { publicationId: camera.publicationId, size },
      { publicationId: microphone.publicationId },
    ];
    const { consumers, unavailable } = await bob.request('media:want', { wishes });
    expect(unavailable).toEqual([]);
    expect(consumers.map(({ publicationId, kind }) => [publicationId, kind])).toEqual([
      [camera.publicationId, 'video'],
      [microphone.publicationId, 'audio'],
    ]);
    expect(server.media.counts().flowing).toBe(0);
    const consumerIds = consumers.map(({ consumerId }) => consumerId);
    await bob.request('media:resume', { consumerIds: [...consumerIds, 'gone-meanwhile'] });
    expect(server.media.counts().flowing).toBe(2);
    await bob.request('media:want', { wishes: wishes.slice(1) });
    expect(server.media.counts().flowing).toBe(1);
    expect((await bob.request('media:want', { wishes })).consumers).toEqual([]);
    expect(server.media.counts().flowing).toBe(2);
  });

  test('[M16] the limit is the one of the last list, and has bounds', async () => {
    const { server, bob } = await pair();
    const limit = () => server.media.rooms[0]?.peer(bob.peerId)?.maxBitrate;
    await bob.request('media:want', { wishes: [], maxBitrate: 300_000 });
    expect(limit()).toBe(300_000);
    for (const maxBitrate of [0, 49_999, 300_000.5, 1_000_000_001]) {
      await expect(bob.request('media:want', { wishes: [], maxBitrate })).rejects.toMatchObject({
        code: 'bad-request',
      });
    }
    expect(limit()).toBe(300_000);
    await bob.request('media:want', { wishes: [] });
    expect(limit()).toBeUndefined();
  });

  test('[M16] the limit of a first wish holds until the first list, and has the same bounds', async () => {
    const { server } = await pair();
    const cy = await server.connect();
    const join = (maxBitrate: number) => {
      const firstWish = { videos: 1, size: { width: 320, height: 180 }, maxBitrate };
      return cy.join('home', 'Cy', { firstWish });
    };
    for (const maxBitrate of [0, 49_999, 300_000.5, 1_000_000_001]) {
      await expect(join(maxBitrate)).rejects.toMatchObject({ code: 'bad-request' });
    }
    const { peerId } = await join(300_000);
    const limit = () => server.media.rooms[0]?.peer(peerId)?.maxBitrate;
    expect(limit()).toBe(300_000);
    await cy.request('media:want', { wishes: [] });
    expect(limit()).toBeUndefined();
  });

  test('[M8] what was never resumed is described again', async () => {
    const { ada, bob } = await pair();
    const camera = await ada.publish('camera');
    const wishes = [{ publicationId: camera.publicationId }];
    const first = await bob.request('media:want', { wishes });
    expect(first.consumers).toHaveLength(1);
    expect(await bob.request('media:want', { wishes })).toEqual(first);
  });

  test('[M10] what cannot be had is said', async () => {
    const { ada, bob } = await pair();
    const own = await bob.publish('camera');
    const gone = await ada.publish('camera');
    await ada.request('media:unpublish', { publicationId: gone.publicationId });
    const wishes = [own.publicationId, gone.publicationId, 'never-was'].map((publicationId) => ({
      publicationId,
    }));
    expect(await bob.request('media:want', { wishes })).toEqual({
      consumers: [],
      unavailable: [own.publicationId, gone.publicationId, 'never-was'],
      dormant: [],
    });
  });

  test('[M12] a consumer ends with its publication', async () => {
    const { server, ada, bob } = await pair();
    const { publicationId } = await ada.publish('camera');
    await bob.request('media:want', { wishes: [{ publicationId }] });
    expect(server.media.counts().consumers).toBe(1);
    await ada.request('media:unpublish', { publicationId });
    expect(server.media.counts().consumers).toBe(0);
  });
});
