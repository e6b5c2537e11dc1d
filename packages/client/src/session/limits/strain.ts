import type { MediaSample } from '../../media/stats/MediaSample.ts';
import type { Strain } from './MediaLimits.ts';

/** A look is planned for every second; one that comes so late found the page busy, or its connections. */
const LATE_MS = 1_800;
/** One that covers more than this is of a machine that slept. */
const SLEPT_MS = 4_000;
/** Of the pictures that came in, so many were decoded too late to be shown. */
const DROPPED = 0.25;
const FEWEST_FRAMES = 10;
/** Of the pictures that the camera delivered, so few were encoded, and not for the network's sake. */
const ENCODED = 0.5;

/** Strained for so long, and pictures get smaller. Two bad looks may be a window that opens. */
const STRAINED_MS = 5_000;
/** Well for so long, and they are tried larger again. */
const WELL_MS = 20_000;
const LONGEST_WELL_MS = 300_000;
/** What is strained again so soon after they were made larger cannot do more. */
const RELAPSE_MS = 30_000;

export type StrainState = {
  readonly strain: Strain;
  /** How long it has been strained, and how long well, in the looks before. */
  readonly strainedMs: number;
  readonly wellMs: number;
  /** How long it has to be well before pictures are made larger. */
  readonly patienceMs: number;
  /** Since pictures were last made larger. */
  readonly sinceLargerMs: number;
};

export const RELAXED: StrainState = {
  strain: 0,
  strainedMs: 0,
  wellMs: 0,
  patienceMs: WELL_MS,
  sinceLargerMs: Number.POSITIVE_INFINITY,
};

/** Whether this machine keeps up with what it encodes, decodes and draws; undefined when the look cannot tell. */
export function isStrained({ spanMs, sent, received }: MediaSample): boolean | undefined {
  if (spanMs === 0 || spanMs > SLEPT_MS) return undefined;
  const isPageLate = spanMs > LATE_MS;
  const isEncoderLate = sent.some(
    ({ source, limitation, frames, captured }) =>
      limitation === 'cpu' ||
      (source === 'camera' &&
        limitation === 'none' &&
        frames !== null &&
        (captured ?? 0) >= FEWEST_FRAMES &&
        frames < (captured ?? 0) * ENCODED),
  );
  const decoded = received.reduce((sum, { frames }) => sum + (frames ?? 0), 0);
  const dropped = received.reduce((sum, one) => sum + (one.dropped ?? 0), 0);
  const isDecoderLate = decoded + dropped >= FEWEST_FRAMES && dropped > (decoded + dropped) * DROPPED;
  return isPageLate || isEncoderLate || isDecoderLate;
}

/**
 * One look further. Pictures get smaller in two steps and larger again in two; where larger ones were too
 * much, the next try takes twice as long to come.
 */
export function nextStrain(
  before: StrainState,
  strained: boolean | undefined,
  spanMs: number,
): StrainState {
  if (strained === undefined) return { ...before, strainedMs: 0, wellMs: 0 };
  const strainedMs = strained ? before.strainedMs + spanMs : Math.max(0, before.strainedMs - spanMs);
  const wellMs = strained ? 0 : before.wellMs + spanMs;
  const sinceLargerMs = before.sinceLargerMs + spanMs;
  const now = { ...before, strainedMs, wellMs, sinceLargerMs };
  if (strainedMs >= STRAINED_MS && before.strain < 2) {
    const isRelapse = sinceLargerMs < RELAPSE_MS;
    const patienceMs = isRelapse ? Math.min(before.patienceMs * 2, LONGEST_WELL_MS) : WELL_MS;
    return { ...now, strain: before.strain === 0 ? 1 : 2, strainedMs: 0, patienceMs };
  }
  if (wellMs >= before.patienceMs && before.strain > 0) {
    return { ...now, strain: before.strain === 2 ? 1 : 0, wellMs: 0, sinceLargerMs: 0 };
  }
  return now;
}
