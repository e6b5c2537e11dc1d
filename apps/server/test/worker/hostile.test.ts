import { randomUUID } from 'node:crypto';
import { ParleyError } from '@parley/protocol/errors';
import type { DtlsFingerprint, Opaque } from '@parley/protocol/media';
import type { types } from 'mediasoup-client';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { MediaRoom, MediaServer, PeerMedia } from '../../src/media/MediaServer.ts';
import type { HeadlessPeer } from './support/HeadlessPeer.ts';
import { randomFrom, spoil } from './support/hostile.ts';
import { join, patiently } from './support/join.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

const SHA_256: DtlsFingerprint = { algorithm: 'sha-256', value: Array(32).fill('AB').join(':') };

/** What a browser sends for three sizes of one picture. */
const SIMULCAST = {
  mid: '0',
  codecs: [
    {
      mimeType: 'video/VP8',
      payloadType: 96,
      clockRate: 90_000,
      parameters: {},
      rtcpFeedback: [
        { type: 'nack', parameter: '' },
        { type: 'nack', parameter: 'pli' },
        { type: 'transport-cc' },
      ],
    },
    {
      mimeType: 'video/rtx',
      payloadType: 97,
      clockRate: 90_000,
      parameters: { apt: 96 },
      rtcpFeedback: [],
    },
  ],
  headerExtensions: [
    { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4, encrypt: false, parameters: {} },
    { uri: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', id: 10, encrypt: false, parameters: {} },
    { uri: 'urn:3gpp:video-orientation', id: 13, encrypt: false, parameters: {} },
  ],
  encodings: [
    { rid: 'r0', scalabilityMode: 'L1T3', maxBitrate: 100_000, scaleResolutionDownBy: 4, dtx: false },
    { rid: 'r1', scalabilityMode: 'L1T3', maxBitrate: 300_000, scaleResolutionDownBy: 2, dtx: false },
    { rid: 'r2', scalabilityMode: 'L1T3', maxBitrate: 900_000, scaleResolutionDownBy: 1, dtx: false },
  ],
  rtcp: { cname: 'someone', reducedSize: true },
};

const MICROPHONE = {
  mid: '1',
  codecs: [
    {
      mimeType: 'audio/opus',
      payloadType: 111,
      clockRate: 48_000,
      channels: 2,
      parameters: { minptime: 10, useinbandfec: 1 },
      rtcpFeedback: [{ type: 'transport-cc', parameter: '' }],
    },
  ],
  headerExtensions: [
    { uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: 1, encrypt: false, parameters: {} },
  ],
  encodings: [{ ssrc: 11_112_222, dtx: true, rtx: { ssrc: 11_112_223 } }],
  rtcp: { cname: 'someone', reducedSize: true },
};

function publishing(rtpParameters: Opaque, source: 'camera' | 'microphone' = 'camera') {
  return { publicationId: randomUUID(), source, rtpParameters, isPaused: false };
}

/** The code of the refusal; undefined when it was taken. Anything but a ParleyError fails the test. */
async function codeOf(attempt: Promise<unknown>): Promise<string | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(ParleyError);
    return (error as ParleyError).code;
  }
}

/** A room with a call going on in it; at the end that call must still go on, on the same worker. */
async function roomWithCall(): Promise<{ server: MediaServer; room: MediaRoom; ann: HeadlessPeer }> {
  const server = await startMedia();
  const lost = vi.fn();
  const room = await openRoom(server, { lost });
  const [ann, bob] = await Promise.all([join(server, room), join(server, room)]);
  const sound = await ann.speak(440);
  await bob.watch([sound]);
  onTestFinished(async () => {
    const before = await bob.packets(sound);
    await vi.waitFor(
      async () => expect(await bob.packets(sound)).toBeGreaterThan(before + 10),
      patiently,
    );
    // And new requests are dealt with as ever.
    const late = await join(server, room);
    await late.watch([sound, await bob.speak(900)]);
    await vi.waitFor(() => expect(late.ear(sound).amplitude(440)).toBeGreaterThan(0.1), patiently);
    expect(lost).not.toHaveBeenCalled();
  });
  return { server, room, ann };
}

const events = { layersWanted() {}, offered: () => false, rested() {}, lost() {} };

function addPeer(room: MediaRoom, rtpCapabilities: Opaque): Promise<PeerMedia> {
  return room.addPeer(randomUUID(), { rtpCapabilities, fingerprint: SHA_256, ...events });
}

describe('what a client may not do to the SFU', () => {
  test('the examples below are taken as they are', async () => {
    const { server, room } = await roomWithCall();
    const peer = await addPeer(room, server.rtpCapabilities);
    await peer.publish(publishing(SIMULCAST));
    await peer.publish(publishing(MICROPHONE, 'microphone'));
  });

  test('RTP parameters with something wrong in them are refused, and harm nobody', async () => {
    const { server, room } = await roomWithCall();
    const random = randomFrom(20_261_121);
    const codes = new Map<string, number>();
    for (let round = 0; round < 600; round += 1) {
      const isVideo = random() < 0.5;
      const peer = await addPeer(room, server.rtpCapabilities);
      const spoiled = spoil<Opaque>(isVideo ? SIMULCAST : MICROPHONE, random);
      const code = await codeOf(peer.publish(publishing(spoiled, isVideo ? 'camera' : 'microphone')));
      codes.set(`${code}`, (codes.get(`${code}`) ?? 0) + 1);
      peer.close();
    }
    // Both happen: some changes are harmless, some are not; nothing else happens.
    expect([...codes.keys()].sort()).toEqual(['bad-request', 'undefined']);
    expect(codes.get('bad-request')).toBeGreaterThan(100);
    await vi.waitFor(
      async () => expect((await server.load())[0]).toMatchObject({ transports: 4, producers: 1 }),
      patiently,
    );
  });

  test('RTP capabilities with something wrong in them are refused or give nothing, and harm nobody', async () => {
    const { server, room, ann } = await roomWithCall();
    const random = randomFrom(11_212_026);
    const firstWish = { videos: 9, size: { width: 320, height: 180 } };
    await ann.media.publish(publishing({ ...SIMULCAST, mid: '77' }));
    for (let round = 0; round < 300; round += 1) {
      let peer: PeerMedia | undefined;
      const spoiled = spoil<Opaque>(ann.rtpCapabilities, random);
      const code = await codeOf(
        addPeer(room, spoiled).then((added) => {
          peer = added;
          return added.wantFirst(firstWish);
        }),
      );
      expect([undefined, 'bad-request']).toContain(code);
      peer?.close();
    }
    expect((await server.load())[0]).toMatchObject({ rooms: 1, transports: 4 });
  });

  test.each<[string, (valid: typeof MICROPHONE) => Opaque]>([
    ['nothing at all', () => ({})],
    ['no codec', (valid) => ({ ...valid, codecs: [] })],
    ['a picture as sound', () => SIMULCAST],
    [
      'a codec that is not forwarded',
      (valid) => ({ ...valid, codecs: [{ ...valid.codecs[0], mimeType: 'audio/PCMU' }] }),
    ],
    // Both would leave mediasoup's shared message buffer unusable.
    ['a fraction as bitrate', (valid) => ({ ...valid, encodings: [{ ssrc: 1, maxBitrate: 1.5 }] })],
    [
      'a nested codec parameter',
      (valid) => ({ ...valid, codecs: [{ ...valid.codecs[0], parameters: { a: {} } }] }),
    ],
  ])('%s is a bad request', async (_, change) => {
    const { server, room } = await roomWithCall();
    const peer = await addPeer(room, server.rtpCapabilities);
    const attempt = peer.publish(publishing(change(structuredClone(MICROPHONE)), 'microphone'));
    expect(await codeOf(attempt)).toBe('bad-request');
    expect((await server.load())[0]?.producers).toBe(1);
  });

  test('a header extension nobody here knows is left out, as browsers offer many', async () => {
    const { server, room } = await roomWithCall();
    const peer = await addPeer(room, server.rtpCapabilities);
    const unknown = { uri: 'http://example.org/something-new', id: 9 };
    await peer.publish(publishing({ ...MICROPHONE, headerExtensions: [unknown] }, 'microphone'));
  });

  test('ids, MIDs and SSRCs that are taken are a conflict, and nothing half-made stays', async () => {
    const { server, room } = await roomWithCall();
    const peer = await addPeer(room, server.rtpCapabilities);
    const publication = publishing(MICROPHONE, 'microphone');
    const twins = [peer.publish(publication), peer.publish(publication)];
    expect(await Promise.all(twins.map(codeOf))).toEqual([undefined, 'conflict']);
    const [encoding] = MICROPHONE.encodings;
    const same: [string, Opaque][] = [
      ['MID', { ...MICROPHONE, encodings: [{ ...encoding, ssrc: 5, rtx: { ssrc: 6 } }] }],
      ['SSRC', { ...MICROPHONE, mid: '9' }],
    ];
    for (const [what, parameters] of same) {
      expect([what, await codeOf(peer.publish(publishing(parameters, 'microphone')))]).toEqual([
        what,
        'conflict',
      ]);
    }
    // Another peer's ids are as taken as one's own; its MIDs and SSRCs are its own affair.
    const other = await addPeer(room, server.rtpCapabilities);
    expect(await codeOf(other.publish(publication))).toBe('conflict');
    expect(await codeOf(other.publish(publishing(MICROPHONE, 'microphone')))).toBeUndefined();
    expect((await server.load())[0]?.producers).toBe(3);
  });

  test('a fingerprint of the wrong length adds no peer; connecting twice is a conflict', async () => {
    const { server, room } = await roomWithCall();
    const peerId = randomUUID();
    const { rtpCapabilities } = server;
    const short = { ...SHA_256, value: 'AB:CD' };
    expect(await codeOf(room.addPeer(peerId, { rtpCapabilities, fingerprint: short, ...events }))).toBe(
      'bad-request',
    );
    expect((await server.load())[0]?.transports).toBe(4);

    const peer = await room.addPeer(peerId, { rtpCapabilities, fingerprint: undefined, ...events });
    expect(
      await codeOf(room.addPeer(peerId, { rtpCapabilities, fingerprint: SHA_256, ...events })),
    ).toBe('conflict');
    expect(await codeOf(peer.connect('send', short))).toBe('bad-request');
    const twice = [peer.connect('send', SHA_256), peer.connect('send', SHA_256)];
    expect(await Promise.all(twice.map(codeOf))).toEqual([undefined, 'conflict']);
    expect(await codeOf(peer.connect('receive', SHA_256))).toBeUndefined();
  });

  test("another peer's publication cannot be paused or ended", async () => {
    const { server, room, ann } = await roomWithCall();
    const picture = publishing({ ...SIMULCAST, mid: '77' });
    await ann.media.publish(picture);
    const peer = await addPeer(room, server.rtpCapabilities);
    expect(await codeOf(peer.setPaused(picture.publicationId, true))).toBe('not-found');
    peer.unpublish(picture.publicationId);
    expect((await server.load())[0]?.producers).toBe(2);
  });

  test('whoever leaves in the middle of anything gets not-found, and nothing stays', async () => {
    const { server, room } = await roomWithCall();
    const before = (await server.load())[0];
    for (let round = 0; round < 10; round += 1) {
      const peer = await addPeer(room, server.rtpCapabilities);
      const attempts = [
        peer.publish(publishing(MICROPHONE, 'microphone')),
        peer.wantFirst({ videos: 5, size: { width: 320, height: 180 } }),
        peer.publish(publishing(SIMULCAST)),
      ];
      peer.close();
      expect(await Promise.all(attempts.map(codeOf))).toEqual(Array(3).fill('not-found'));
      for (const after of [
        peer.publish(publishing(SIMULCAST)),
        peer.want([]),
        peer.resume([]),
        peer.setPaused('whatever', true),
        peer.restartIce('receive'),
        peer.connect('send', SHA_256),
      ]) {
        expect(await codeOf(after)).toBe('not-found');
      }
      peer.unpublish('whatever');
      peer.close();
    }
    const { rooms, transports, producers, consumers } = before ?? {};
    await vi.waitFor(
      async () =>
        expect((await server.load())[0]).toMatchObject({ rooms, transports, producers, consumers }),
      patiently,
    );
  });

  test('a peer of a room that closes meanwhile is not added', async () => {
    const { server } = await roomWithCall();
    const other = await openRoom(server);
    const adding = addPeer(other, server.rtpCapabilities);
    other.close();
    expect(await codeOf(adding)).toBe('not-found');
    await vi.waitFor(async () => expect((await server.load())[0]?.transports).toBe(4), patiently);
  });

  test('a browser without a codec in common receives nothing, and that is no error', async () => {
    const { room } = await roomWithCall();
    const codecs: types.RtpCodecCapability[] = [];
    const deaf = await addPeer(room, { codecs, headerExtensions: [] });
    expect(await deaf.wantFirst({ videos: 5, size: { width: 320, height: 180 } })).toEqual([]);
  });
});
