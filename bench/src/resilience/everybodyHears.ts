import { setTimeout as pause } from 'node:timers/promises';
import type { Gap } from '../GapLog.ts';
import type { Listener } from './Contender.ts';

/** Sound that came within this is sound that is there. */
const NOW_MS = 100;
/** It has to last this long: a jitter buffer may play out a rest. */
const STEADY_MS = 1_000;
const LOOK_EVERY_MS = 20;

export type Heard = {
  /** From the event until the last of them heard steadily again; 0 when nobody ever stopped. */
  backMs: number;
  /** The longest time that anybody heard nothing. */
  silenceMs: number;
  /** The same for those whom nothing happened to, and the longest that one of their pictures stood still. */
  others: { silenceMs: number; frozenMs: number };
  /** From the event until somebody was told of it; undefined where nobody looks for it, or nobody was. */
  foundMs?: number | undefined;
};

/**
 * Waits until each of them has heard without a gap for a while.
 *
 * @param since when it began, in time of `performance.now()`
 * @param others those whom nothing happens to; all, unless said otherwise
 * @returns undefined when that did not come about in time
 */
export async function everybodyHears(
  listeners: readonly Listener[],
  { since = performance.now(), withinMs = 30_000, others = listeners } = {},
): Promise<Heard | undefined> {
  let steadyFrom: number | undefined;
  while (performance.now() < since + withinMs) {
    const now = performance.now();
    const isHeardByAll = listeners.every(({ heard }) => now - (heard.lastAt ?? 0) < NOW_MS);
    steadyFrom = isHeardByAll ? (steadyFrom ?? now) : undefined;
    if (steadyFrom !== undefined && now - steadyFrom >= STEADY_MS)
      return summary(listeners, others, since);
    await pause(LOOK_EVERY_MS);
  }
  return undefined;
}

function summary(listeners: readonly Listener[], others: readonly Listener[], since: number): Heard {
  const gaps = listeners.flatMap(({ heard }) => heard.gapsSince(since));
  return {
    backMs: Math.max(0, ...gaps.map(({ to }) => to - since)),
    silenceMs: longest(gaps),
    others: {
      silenceMs: longest(others.flatMap(({ heard }) => heard.gapsSince(since))),
      frozenMs: longest(others.flatMap(({ seen }) => seen.gapsSince(since))),
    },
  };
}

function longest(gaps: readonly Gap[]): number {
  return Math.max(0, ...gaps.map(({ from, to }) => to - from));
}
