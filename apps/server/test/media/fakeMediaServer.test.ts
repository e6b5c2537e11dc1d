import { describe, expect, test, vi } from 'vitest';
import { createFakeMediaServer } from '../../src/media/fake/FakeMediaServer.ts';
import { FAKE_RTP_CAPABILITIES, fakeRtpParameters } from '../../src/media/fake/fakeParameters.ts';

const SETUP = {
  rtpCapabilities: FAKE_RTP_CAPABILITIES,
  fingerprint: undefined,
  layersWanted() {},
  offered: () => true,
  rested() {},
  lost() {},
};
const FINGERPRINT = { algorithm: 'sha-256', value: 'AB:CD' } as const;
const SIZE = { width: 320, height: 180 };

async function roomOfTwo() {
  const server = createFakeMediaServer();
  const speakersChanged = vi.fn();
  const lost = vi.fn();
  const room = await server.createRoom({ speakersChanged, lost });
  const ann = await room.addPeer('ann', SETUP);
  const bob = await room.addPeer('bob', SETUP);
  const microphone = {
    publicationId: 'ann-microphone',
    source: 'microphone',
    rtpParameters: fakeRtpParameters('audio'),
    isPaused: false,
  } as const;
  return { server, room, ann, bob, microphone, speakersChanged, lost };
}

/** The fake is what the wire tests believe; it has to be as strict as the real one. */
describe('the fake media server', () => {
  test('counts what is open, and nothing is left when all have gone', async () => {
    const { server, room, ann, bob, microphone } = await roomOfTwo();
    await ann.publish(microphone);
    await bob.wantFirst({ videos: 1, size: SIZE });
    const open = { rooms: 1, peers: 2, transports: 4, producers: 1, consumers: 1, flowing: 0 };
    expect(server.counts()).toEqual(open);
    ann.close();
    expect(server.counts()).toEqual({ ...open, peers: 1, transports: 2, producers: 0, consumers: 0 });
    room.close();
    expect(Object.values(server.counts())).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('lets a sound flow only while it is wished for, resumed and not paused', async () => {
    const { server, ann, bob, microphone } = await roomOfTwo();
    await ann.publish(microphone);
    const wishes = [{ publicationId: microphone.publicationId }];
    const { consumers } = await bob.want(wishes);
    expect((await bob.want(wishes)).consumers).toEqual(consumers);
    expect(server.counts().flowing).toBe(0);
    await bob.resume(consumers.map((one) => one.consumerId));
    expect(server.counts().flowing).toBe(1);
    expect((await bob.want(wishes)).consumers).toEqual([]);
    await ann.setPaused(microphone.publicationId, true);
    expect(server.counts().flowing).toBe(0);
    await ann.setPaused(microphone.publicationId, false);
    expect(server.counts().flowing).toBe(1);
    await bob.want([]);
    expect(server.counts()).toMatchObject({ flowing: 0, consumers: 1 });
  });

  test('refuses what the real one refuses', async () => {
    const { room, ann, bob, microphone } = await roomOfTwo();
    await ann.publish(microphone);
    await expect(bob.publish(microphone)).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      bob.publish({ ...microphone, publicationId: 'other', rtpParameters: {} }),
    ).rejects.toMatchObject({
      code: 'bad-request',
    });
    await expect(bob.setPaused(microphone.publicationId, true)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(room.addPeer('ann', SETUP)).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      room.addPeer('cai', { ...SETUP, rtpCapabilities: { codecs: 1 } }),
    ).rejects.toMatchObject({
      code: 'bad-request',
    });
    const own = await ann.want([
      { publicationId: microphone.publicationId },
      { publicationId: 'nothing' },
    ]);
    expect(own).toEqual({
      consumers: [],
      unavailable: [microphone.publicationId, 'nothing'],
      dormant: [],
    });
    await ann.connect('send', FINGERPRINT);
    await expect(ann.connect('send', FINGERPRINT)).rejects.toMatchObject({ code: 'conflict' });
    ann.close();
    await expect(ann.want([])).rejects.toMatchObject({ code: 'not-found' });
  });

  test('tells of speakers when they change, and of a lost worker once', async () => {
    const { server, room, ann, speakersChanged, lost } = await roomOfTwo();
    room.speak(['ann']);
    room.speak(['ann']);
    room.speak([]);
    expect(speakersChanged.mock.calls).toEqual([[['ann']], [[]]]);
    room.lose();
    room.lose();
    expect(lost).toHaveBeenCalledOnce();
    expect(server.counts().rooms).toBe(0);
    await expect(ann.restartIce('send')).rejects.toMatchObject({ code: 'not-found' });
  });
});
