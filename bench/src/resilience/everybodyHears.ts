import { setTimeout as pause } from 'node:timers/promises';
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
  /** From the event until somebody was told of it; undefined where nobody looks for it, or nobody was. */
  foundMs?: number | undefined;
};

/**
 * Waits until each of them has heard without a gap for a while.
 *
 * @param since when it began, in time of `performance.now()`
 * @returns undefined when that did not come about in time
 */
export async function everybodyHears(
  listeners: readonly Listener[],
  { since = performance.now(), withinMs = 30_000 } = {},
): Promise<Heard | undefined> {
  let steadyFrom: number | undefined;
  while (performance.now() < since + withinMs) {
    const now = performance.now();
    const isHeardByAll = listeners.every(({ ear }) => now - (ear.lastLoudAt ?? 0) < NOW_MS);
    steadyFrom = isHeardByAll ? (steadyFrom ?? now) : undefined;
    if (steadyFrom !== undefined && now - steadyFrom >= STEADY_MS) return summary(listeners, since);
    await pause(LOOK_EVERY_MS);
  }
  return undefined;
}

function summary(listeners: readonly Listener[], since: number): Heard {
  const gaps = listeners.flatMap(({ ear }) => ear.gapsSince(since));
  return {
    backMs: Math.max(0, ...gaps.map(({ to }) => to - since)),
    silenceMs: Math.max(0, ...gaps.map(({ from, to }) => to - from)),
  };
}
