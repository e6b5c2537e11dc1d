import type { ReceivedReport } from '@parley/protocol/health';
import type { MediaSample, ReceivedSample } from '../../media/stats/MediaSample.ts';
import { levelOf } from './levelOf.ts';

/** A connection that never came up is a complaint, too, after this. */
const CONNECTING_MS = 8_000;
const LONGEST_MS = 60_000;
/** A look that covers more than this is one of a machine that slept, or of a page that was held back. */
export const SLEPT_MS = 4_000;

type Way = {
  /** When this stream was first expected to flow, in `performance.now()`. */
  since: number;
  /** When it last did. */
  flowedAt: number;
  packets: number;
  energy: number | null;
  seconds: number;
};

/**
 * What arrives of each publication that is watched: counts since the last report, and for how long it
 * has stood still. Whatever begins (a wish, an unmute, a new transport, a page that wakes up) begins
 * with a clean slate.
 */
export class ReceivedWatch {
  /** By consumer. */
  #ways = new Map<string, Way>();
  #transportSince: number | undefined;
  #wasConnected = false;

  /** @param isExpected whether this shall flow now */
  take(sample: MediaSample, isExpected: (received: ReceivedSample) => boolean): void {
    const { takenAt, spanMs } = sample;
    this.#noteTransport(sample);
    const ways = new Map<string, Way>();
    for (const received of sample.received) {
      if (!isExpected(received)) continue;
      const fresh = { since: takenAt, flowedAt: takenAt, packets: 0, energy: 0, seconds: 0 };
      const way = (spanMs <= SLEPT_MS && this.#ways.get(received.consumerId)) || fresh;
      way.packets += received.packets;
      way.energy = received.energy === null || way.energy === null ? null : way.energy + received.energy;
      way.seconds += spanMs / 1_000;
      const flowedAt = flowedBy(received, takenAt);
      if (flowedAt !== undefined) way.flowedAt = Math.max(way.flowedAt, flowedAt);
      ways.set(received.consumerId, way);
    }
    this.#ways = ways;
  }

  /** What to report of those that were expected in the last look. */
  reports(sample: MediaSample): ReceivedReport[] {
    const { takenAt } = sample;
    const connectedSince = this.#connectedSince(takenAt);
    if (connectedSince === undefined) return [];
    return sample.received.flatMap((received): ReceivedReport[] => {
      const way = this.#ways.get(received.consumerId);
      if (!way) return [];
      const stalledMs = takenAt - Math.max(way.since, way.flowedAt, connectedSince);
      const isHeard = received.kind === 'audio' && way.energy !== null && way.seconds > 0;
      return [
        {
          publicationId: received.publicationId,
          packets: way.packets,
          stalledMs: Math.round(Math.min(LONGEST_MS, Math.max(0, stalledMs))),
          ...(isHeard && { level: levelOf(way.energy ?? 0, way.seconds) }),
        },
      ];
    });
  }

  /** The counts have been reported. */
  restart(): void {
    for (const way of this.#ways.values()) Object.assign(way, { packets: 0, energy: 0, seconds: 0 });
  }

  /** Another transport, or none: its consumers begin anew. */
  reset(): void {
    this.#ways.clear();
    this.#transportSince = undefined;
    this.#wasConnected = false;
  }

  #noteTransport({ receive, takenAt }: MediaSample): void {
    const isConnected = receive?.state === 'connected';
    if (this.#transportSince === undefined || (isConnected && !this.#wasConnected)) {
      this.#transportSince = takenAt;
    }
    this.#wasConnected ||= isConnected;
  }

  #connectedSince(now: number): number | undefined {
    const since = this.#transportSince;
    if (since === undefined || this.#wasConnected) return since;
    return now - since >= CONNECTING_MS ? since : undefined;
  }
}

/** A sound flows with its packets, a picture with the frames that can be decoded. */
function flowedBy({ kind, frames, packets, silentMs }: ReceivedSample, now: number): number | undefined {
  if (kind === 'video' && frames !== null) return frames > 0 ? now : undefined;
  if (packets > 0) return now - (silentMs ?? 0);
  return undefined;
}
