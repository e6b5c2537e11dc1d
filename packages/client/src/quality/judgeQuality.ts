import type { UplinkLevel } from '@parley/protocol/health';
import type { MediaSample, ReceivedSample } from '../media/stats/MediaSample.ts';

/** How well somebody is heard and seen here. The words are those of `UplinkLevel`. */
export type QualityLevel = UplinkLevel;

/** Whose connection it is that makes it less than good. */
export type QualityCause = 'their-uplink' | 'my-downlink' | 'my-uplink';

export type Quality = { readonly level: QualityLevel; readonly cause: QualityCause | null };

export const GOOD: Quality = { level: 'good', cause: null };

/** Of so many looks the mean counts: a single bad second is no news. */
const LOOKS = 5;
/** Opus hides what is below `fair`; above `poor` words are missing. */
const LOSS = { fair: 0.03, poor: 0.1 };
/** Of the time: sound that had to be invented, a picture that stood still. */
const CONCEALED = { fair: 0.06, poor: 0.2 };
const FROZEN = { fair: 0.1, poor: 0.4 };
const ROUND_TRIP_MS = { fair: 400, poor: 900 };

const RANK: Readonly<Record<QualityLevel, number>> = { good: 0, fair: 1, poor: 2 };

export type JudgedPeer = {
  /** The newest last. */
  readonly samples: readonly MediaSample[];
  /** What this peer publishes and is not paused. */
  readonly publicationIds: ReadonlySet<string>;
  /** How well what the peer sends arrives at the server, as the server says. */
  readonly uplink: QualityLevel;
};

/**
 * How well one of the others arrives here. What is lost before the server and behind it looks the same
 * at this end; that the server finds their way to it good is what tells the two apart.
 */
export function judgePeer({ samples, publicationIds, uplink }: JudgedPeer): Quality {
  const recent = samples.slice(-LOOKS);
  const streams = recent.map(({ received, spanMs }) => ({
    spanMs,
    received: received.filter(({ publicationId }) => publicationIds.has(publicationId)),
  }));
  const level = worst([
    ...streamLevels(streams),
    grade(
      mean(recent.map(({ direct, receive }) => (direct ?? receive)?.roundTripMs ?? null)),
      ROUND_TRIP_MS,
    ),
  ]);
  const heard = worst([level, uplink]);
  if (heard === 'good') return GOOD;
  return { level: heard, cause: uplink === 'good' ? 'my-downlink' : 'their-uplink' };
}

/** How well oneself arrives at the server: as the server says, and as its reports to this browser do. */
export function judgeSelf(samples: readonly MediaSample[], uplink: QualityLevel): Quality {
  const recent = samples.slice(-LOOKS);
  const losses = recent.flatMap(({ sent }) => sent.map(({ loss }) => loss));
  const roundTrips = recent.map(({ direct, send }) => (direct ?? send)?.roundTripMs ?? null);
  const level = worst([uplink, grade(mean(losses), LOSS), grade(mean(roundTrips), ROUND_TRIP_MS)]);
  return level === 'good' ? GOOD : { level, cause: 'my-uplink' };
}

type Look = { readonly spanMs: number; readonly received: readonly ReceivedSample[] };

function streamLevels(looks: readonly Look[]): QualityLevel[] {
  const all = looks.flatMap(({ received }) => received);
  const frozen = looks.map(({ received, spanMs }) =>
    spanMs > 0 ? Math.max(0, ...received.map(({ frozenMs }) => frozenMs ?? 0)) / spanMs : null,
  );
  return [
    grade(mean(all.map(({ loss }) => loss)), LOSS),
    grade(mean(all.map(({ concealed }) => concealed)), CONCEALED),
    grade(mean(frozen), FROZEN),
  ];
}

function grade(value: number | null, limits: { fair: number; poor: number }): QualityLevel {
  if (value === null || value < limits.fair) return 'good';
  return value < limits.poor ? 'fair' : 'poor';
}

function worst(levels: readonly QualityLevel[]): QualityLevel {
  return levels.reduce((a, b) => (RANK[b] > RANK[a] ? b : a), 'good');
}

/** Of the values there are; null when there is none. */
function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}
