import { KIND_OF_SOURCE, type Source } from '@parley/protocol/media';
import type { Counters } from './Counters.ts';
import type { ReceivedSample, SentSample } from './MediaSample.ts';
import type { Stat, StatsTable } from './StatsTable.ts';

/** A stream as the side that carries it knows it. */
export type SentStream = {
  readonly publicationId: string;
  readonly source: Source;
  /** Of the media section (RFC 8843) that carries it. */
  readonly mid: string | undefined;
  readonly ssrcs: readonly number[];
};
export type ReceivedStream = {
  readonly publicationId: string;
  readonly consumerId: string;
  readonly kind: 'audio' | 'video';
  readonly ssrc: number | undefined;
  /** Of the media section, where that alone says which stream it is. */
  readonly mid?: string | undefined;
};

const LIMITATIONS = ['none', 'cpu', 'bandwidth', 'other'] as const;

/** All encodings of one publication as one: sums of what flows, the largest of the pictures. */
export function readSent(
  table: StatsTable,
  counters: Counters,
  { publicationId, source, mid, ssrcs }: SentStream,
  spanMs: number,
): Omit<SentSample, 'isDirect'> {
  const encodings = table
    .all('outbound-rtp')
    .filter((stat) => isOneOf(stat, ssrcs) || (mid !== undefined && stat.mid === mid));
  const remotes = table
    .all('remote-inbound-rtp')
    .filter(({ localId }) => encodings.some(({ id }) => id === localId));
  const flows = encodings.map((stat) => ({
    stat,
    packets: counters.since(stat, 'packetsSent') ?? 0,
    bytes: counters.since(stat, 'bytesSent') ?? 0,
    frames: counters.since(stat, 'framesEncoded'),
  }));
  const flowing = flows.filter(({ packets }) => packets > 0).map(({ stat }) => stat);
  const largest = largestOf(flowing.length > 0 ? flowing : encodings);
  const media = table.get(largest?.mediaSourceId);
  const isAudio = KIND_OF_SOURCE[source] === 'audio';
  const captured = counters.since(media, isAudio ? 'totalSamplesDuration' : 'frames') ?? null;
  const limited = largest?.qualityLimitationReason;
  return {
    publicationId,
    source,
    kind: KIND_OF_SOURCE[source],
    packets: sum(flows.map(({ packets }) => packets)),
    bitrate: perSecond(sum(flows.map(({ bytes }) => bytes)) * 8, spanMs),
    ...pictureOf(largest),
    frames: most(flows.flatMap(({ frames }) => frames ?? [])),
    codec: codecOf(table, largest),
    loss: most(remotes.flatMap(({ fractionLost }) => fractionLost ?? [])),
    jitterMs: inMs(most(remotes.flatMap(({ jitter }) => jitter ?? []))),
    roundTripMs: inMs(most(remotes.flatMap(({ roundTripTime }) => roundTripTime ?? []))),
    energy: isAudio && captured !== 0 ? (counters.since(media, 'totalAudioEnergy') ?? null) : null,
    captured,
    limitation: LIMITATIONS.find((reason) => reason === limited) ?? null,
  };
}

/** @param silentMs since the last packet, null before the first */
export function readReceived(
  table: StatsTable,
  counters: Counters,
  { publicationId, consumerId, kind, ssrc, mid }: ReceivedStream,
  spanMs: number,
): Omit<ReceivedSample, 'silentMs' | 'isDirect'> {
  const stat = table
    .all('inbound-rtp')
    .find((one) => (mid === undefined ? ssrc !== undefined && one.ssrc === ssrc : one.mid === mid));
  const packets = counters.since(stat, 'packetsReceived') ?? 0;
  // Packets that come late take back a loss.
  const lost = Math.max(0, counters.since(stat, 'packetsLost') ?? 0);
  // Sound that nothing plays is not measured: then its energy stands still and says nothing.
  const heardSeconds = counters.since(stat, 'totalSamplesDuration') ?? 0;
  const energy = counters.since(stat, 'totalAudioEnergy');
  const samples = counters.since(stat, 'totalSamplesReceived');
  const concealed = counters.since(stat, 'concealedSamples');
  const frozen = counters.since(stat, 'totalFreezesDuration');
  return {
    publicationId,
    consumerId,
    kind,
    packets,
    bitrate: perSecond((counters.since(stat, 'bytesReceived') ?? 0) * 8, spanMs),
    ...pictureOf(stat),
    frames: counters.since(stat, 'framesDecoded') ?? null,
    codec: codecOf(table, stat),
    loss: packets + lost > 0 ? lost / (packets + lost) : null,
    jitterMs: inMs(stat?.jitter ?? null),
    energy: heardSeconds > 0 ? (energy ?? null) : null,
    dropped: counters.since(stat, 'framesDropped') ?? null,
    freezes: counters.since(stat, 'freezeCount') ?? null,
    frozenMs: inMs(frozen ?? null),
    concealed: samples ? (concealed ?? 0) / samples : null,
  };
}

function pictureOf(stat: Stat | undefined) {
  return {
    width: stat?.frameWidth ?? null,
    height: stat?.frameHeight ?? null,
    framesPerSecond: stat?.framesPerSecond ?? null,
  };
}

function codecOf(table: StatsTable, stat: Stat | undefined): string | null {
  return table.get(stat?.codecId)?.mimeType?.split('/')[1] ?? null;
}

function isOneOf({ ssrc }: Stat, ssrcs: readonly number[]): boolean {
  return ssrc !== undefined && ssrcs.includes(ssrc);
}

function largestOf(stats: readonly Stat[]): Stat | undefined {
  return [...stats].sort((a, b) => (b.frameWidth ?? 0) - (a.frameWidth ?? 0))[0];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function most(values: readonly number[]): number | null {
  return values.length > 0 ? Math.max(...values) : null;
}

function inMs(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1_000;
}

function perSecond(count: number, spanMs: number): number {
  return spanMs > 0 ? (count * 1_000) / spanMs : 0;
}
