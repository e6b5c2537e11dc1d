import type { MediaSample, ReceivedSample, SentSample } from '../../src/media/stats/MediaSample.ts';

/** One good second of an ordinary call. */
export function sample(changed: Partial<MediaSample> = {}): MediaSample {
  const transport = {
    state: 'connected',
    protocol: 'udp',
    isRelayed: false,
    roundTripMs: 30,
    availableOutgoingBitrate: 2_000_000,
    sentBitrate: 800_000,
    receivedBitrate: 800_000,
  } as const;
  return {
    takenAt: 1_000,
    spanMs: 1_000,
    send: transport,
    receive: transport,
    direct: null,
    sent: [],
    received: [],
    ...changed,
  };
}

const STREAM = {
  isDirect: false,
  packets: 50,
  bitrate: 40_000,
  loss: 0,
  jitterMs: 3,
  frames: null,
  framesPerSecond: null,
  width: null,
  height: null,
  energy: 0.01,
};

export function receivedSound(
  publicationId: string,
  changed: Partial<ReceivedSample> = {},
): ReceivedSample {
  return {
    ...STREAM,
    publicationId,
    consumerId: `consumer-${publicationId}`,
    kind: 'audio',
    codec: 'opus',
    silentMs: 0,
    dropped: null,
    freezes: null,
    frozenMs: null,
    concealed: 0,
    ...changed,
  };
}

export function sentSound(publicationId: string, changed: Partial<SentSample> = {}): SentSample {
  return {
    ...STREAM,
    publicationId,
    source: 'microphone',
    kind: 'audio',
    codec: 'opus',
    roundTripMs: 30,
    captured: 1,
    limitation: 'none',
    ...changed,
  };
}
