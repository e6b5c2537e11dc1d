import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReceiveSide } from '../src/media/ReceiveSide.ts';
import type { SendSide } from '../src/media/SendSide.ts';
import type { MediaSample } from '../src/media/stats/MediaSample.ts';
import { StatsSampler } from '../src/media/stats/StatsSampler.ts';
import type { Stat } from '../src/media/stats/StatsTable.ts';
import { recordingLog } from './support/recordingLog.ts';

const PATH: Stat[] = [
  { type: 'transport', id: 'T', selectedCandidatePairId: 'P' },
  {
    type: 'candidate-pair',
    id: 'P',
    localCandidateId: 'L',
    currentRoundTripTime: 0.02,
    availableOutgoingBitrate: 900_000,
    bytesSent: 1_000,
    bytesReceived: 2_000,
  },
  { type: 'local-candidate', id: 'L', candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' },
];

const voice = (packetsSent: number, totalAudioEnergy: number): Stat[] => [
  {
    type: 'outbound-rtp',
    id: 'OA',
    ssrc: 1,
    mediaSourceId: 'SA',
    codecId: 'CO',
    packetsSent,
    bytesSent: 0,
  },
  { type: 'media-source', id: 'SA', totalAudioEnergy, totalSamplesDuration: packetsSent / 50 },
  { type: 'codec', id: 'CO', mimeType: 'audio/opus' },
];

const camera = (packets: number): Stat[] => [
  ...[160, 320, 640].map(
    (frameWidth, index): Stat => ({
      type: 'outbound-rtp',
      id: `OV${index}`,
      mid: '1',
      ssrc: 10 + index,
      mediaSourceId: 'SV',
      codecId: 'CV',
      // The largest one is switched off.
      packetsSent: index === 2 ? 0 : packets,
      bytesSent: index === 2 ? 0 : packets * 1_000,
      framesEncoded: index === 2 ? 0 : packets,
      frameWidth,
      frameHeight: (frameWidth * 9) / 16,
      qualityLimitationReason: index === 1 ? 'bandwidth' : 'none',
    }),
  ),
  { type: 'media-source', id: 'SV', frames: packets },
  { type: 'codec', id: 'CV', mimeType: 'video/VP8' },
  { type: 'remote-inbound-rtp', id: 'RV', localId: 'OV1', fractionLost: 0.25, roundTripTime: 0.04 },
];

const heard = (packetsReceived: number, rest: Partial<Stat> = {}): Stat[] => [
  { type: 'inbound-rtp', id: 'IA', ssrc: 7, packetsReceived, bytesReceived: 0, ...rest },
];

describe('StatsSampler', () => {
  let sending: Stat[];
  let receiving: Stat[];
  let sampler: StatsSampler;
  let samples: MediaSample[];

  const side = (stats: () => Stat[], streams: readonly unknown[]) => ({
    isClosed: false,
    streams,
    transport: {
      connectionState: 'connected',
      getStats: async () => new Map(stats().map((stat) => [stat.id, stat])),
    },
  });

  beforeEach(() => {
    vi.useFakeTimers();
    [sending, receiving, samples] = [[], [], []];
    const send = side(
      () => sending,
      [
        { publicationId: 'own-voice', source: 'microphone', mid: '0', ssrcs: [1] },
        { publicationId: 'own-camera', source: 'camera', mid: '1', ssrcs: [] },
      ],
    );
    const receive = side(
      () => receiving,
      [{ publicationId: 'bobs-voice', consumerId: 'consumer', kind: 'audio', ssrc: 7 }],
    );
    sampler = new StatsSampler(
      () => ({ send: send as unknown as SendSide, receive: receive as unknown as ReceiveSide }),
      recordingLog(),
    );
    sampler.subscribe((sample) => samples.push(sample));
    sampler.start();
  });
  afterEach(() => {
    sampler.stop();
    vi.useRealTimers();
  });

  const look = async (): Promise<MediaSample> => {
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.dynamicImportSettled();
    const sample = samples.at(-1);
    if (!sample) throw new Error('nothing was sampled');
    return sample;
  };

  it('tells what came since the look before, not totals', async () => {
    sending = voice(50, 0.5);
    expect((await look()).sent[0]).toMatchObject({ packets: 50, energy: 0.5, captured: 1 });
    sending = voice(110, 0.5);
    const { sent, spanMs } = await look();
    expect(sent[0]).toMatchObject({ publicationId: 'own-voice', packets: 60, energy: 0, codec: 'opus' });
    expect(spanMs).toBe(1_000);
    expect(sampler.latest).toBe(samples.at(-1));
  });

  it('takes the encodings of a simulcast together', async () => {
    sending = camera(0);
    await look();
    sending = camera(30);
    expect((await look()).sent[1]).toMatchObject({
      packets: 60,
      bitrate: 480_000,
      frames: 30,
      captured: 30,
      width: 320,
      height: 180,
      codec: 'VP8',
      loss: 0.25,
      roundTripMs: 40,
      limitation: 'bandwidth',
      energy: null,
    });
  });

  it('begins at 0 when a stream begins anew', async () => {
    receiving = heard(500);
    await look();
    receiving = heard(30);
    expect((await look()).received[0]?.packets).toBe(30);
  });

  it('says how long nothing has come', async () => {
    receiving = heard(0);
    expect((await look()).received[0]?.silentMs).toBeNull();
    receiving = heard(10);
    expect((await look()).received[0]?.silentMs).toBe(0);
    await look();
    expect((await look()).received[0]).toMatchObject({ packets: 0, silentMs: 2_000 });
  });

  it('does not take sound that is not played for silence', async () => {
    receiving = heard(10, { totalAudioEnergy: 0, totalSamplesDuration: 0 });
    expect((await look()).received[0]?.energy).toBeNull();
    receiving = heard(20, { totalAudioEnergy: 0, totalSamplesDuration: 1 });
    expect((await look()).received[0]?.energy).toBe(0);
  });

  it('reads loss, jitter and invented sound', async () => {
    receiving = heard(90, {
      packetsLost: 10,
      jitter: 0.012,
      totalSamplesReceived: 48_000,
      concealedSamples: 4_800,
    });
    expect((await look()).received[0]).toMatchObject({ loss: 0.1, jitterMs: 12, concealed: 0.1 });
  });

  it('names the path', async () => {
    sending = PATH;
    expect((await look()).send).toMatchObject({
      state: 'connected',
      protocol: 'tls',
      isRelayed: true,
      roundTripMs: 20,
      availableOutgoingBitrate: 900_000,
    });
    expect(samples.at(-1)?.receive).toMatchObject({ protocol: null, roundTripMs: null });
  });

  it('is quiet after the stop', async () => {
    await look();
    sampler.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(samples).toHaveLength(1);
  });
});
