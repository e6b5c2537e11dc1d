import type { CheckMedia } from './CheckMedia.ts';
import type { ProbePair } from './ProbePair.ts';
import { readPath, sumOf } from './pathStats.ts';

/** More than a call sends of itself; nothing is gained by filling anybody's line beyond it. */
const HIGHEST_BITRATE = 2_500_000;
const QUIET_MS = 4_000;
const LOUD_MS = 7_000;
const SAMPLE_MS = 500;
/** Throughput is that of the best stretch of so many samples: the first seconds only feel their way. */
const STRETCH = 4;

/** What a line does with a few packets: delay and loss, there and back. */
export type CalmFigures = {
  readonly roundTripMs: number | undefined;
  /** Of a thousand packets that were sent; undefined when there were none to count. */
  readonly lostPerMille: number | undefined;
};

/** What it does with many: kbit/s that got through. */
export type ThroughputFigures = {
  readonly uploadKbps: number;
  readonly downloadKbps: number;
  /** This machine could not encode fast enough to find out what the line can do. */
  readonly isProcessorBusy: boolean;
};

/** Looks at a track that is being carried already. */
export async function measureCalm(pair: ProbePair, durationMs = QUIET_MS): Promise<CalmFigures> {
  const roundTrips: number[] = [];
  const before = await counted(pair);
  const endAt = Date.now() + durationMs;
  while (Date.now() < endAt) {
    await pause(SAMPLE_MS);
    const path = readPath(await pair.sender.send.getStats());
    if (path.roundTripMs !== null) roundTrips.push(path.roundTripMs);
  }
  const after = await counted(pair);
  const lost = Math.max(0, after.lost - before.lost);
  const all = lost + after.received - before.received;
  return {
    roundTripMs: roundTrips.sort((a, b) => a - b)[roundTrips.length >> 1],
    lostPerMille: all > 0 ? Math.round((1_000 * lost) / all) : undefined,
  };
}

/** Fills the line for some seconds with a picture that no encoder can make small. */
export async function measureThroughput(pair: ProbePair, media: CheckMedia): Promise<ThroughputFigures> {
  const picture = media.picture({ width: 960, height: 540 }, 30);
  try {
    await pair.carry(picture.track, { maxBitrate: HIGHEST_BITRATE });
    const sent: Sample[] = [];
    const received: Sample[] = [];
    let slowed = 0;
    let sentBytes = sumOf(await pair.sender.send.getStats(), 'outbound-rtp', 'bytesSent');
    let arrivedBytes = 0;
    const endAt = Date.now() + LOUD_MS;
    while (Date.now() < endAt) {
      await pause(SAMPLE_MS);
      const [up, down] = await Promise.all([
        pair.sender.send.getStats(),
        pair.receiver.receive.getStats(),
      ]);
      const at = Date.now();
      const sentBefore = sentBytes;
      sentBytes = sumOf(up, 'outbound-rtp', 'bytesSent');
      // What was sent and is known to be lost has not got through.
      arrivedBytes += (sentBytes - sentBefore) * (1 - fractionLost(up));
      sent.push({ at, bytes: arrivedBytes });
      received.push({ at, bytes: sumOf(down, 'inbound-rtp', 'bytesReceived') });
      if (isSlowedByProcessor(up)) slowed += 1;
    }
    return {
      uploadKbps: bestKbps(sent),
      downloadKbps: bestKbps(received),
      isProcessorBusy: slowed > sent.length / 2,
    };
  } finally {
    picture.stop();
  }
}

type Sample = { readonly at: number; readonly bytes: number };

function bestKbps(samples: readonly Sample[]): number {
  let best = 0;
  for (const [index, last] of samples.entries()) {
    const first = samples[index - STRETCH];
    if (first) best = Math.max(best, ((last.bytes - first.bytes) * 8) / (last.at - first.at));
  }
  return Math.round(best);
}

function fractionLost(report: RTCStatsReport): number {
  let worst = 0;
  for (const { type, kind, fractionLost: fraction } of report.values()) {
    if (type === 'remote-inbound-rtp' && kind === 'video') worst = Math.max(worst, fraction ?? 0);
  }
  return Math.min(1, worst);
}

function isSlowedByProcessor(report: RTCStatsReport): boolean {
  return [...report.values()].some(
    ({ type, qualityLimitationReason }) => type === 'outbound-rtp' && qualityLimitationReason === 'cpu',
  );
}

async function counted(pair: ProbePair): Promise<{ lost: number; received: number }> {
  const report = await pair.receiver.receive.getStats();
  return {
    lost: sumOf(report, 'inbound-rtp', 'packetsLost'),
    received: sumOf(report, 'inbound-rtp', 'packetsReceived'),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
