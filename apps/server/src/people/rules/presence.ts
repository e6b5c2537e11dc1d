import type { ChosenStatus, PersonStatus } from '@parley/protocol/people/person';

/** What is known of somebody's presence at a moment. */
export type PresenceFacts = {
  /** A tab is open, or was until a moment ago, or they are in a call. */
  isHere: boolean;
  isInCall: boolean;
  isIdle: boolean;
  chosen: ChosenStatus;
};

/** Somebody who has touched nothing for this long is idle, in milliseconds. */
export const IDLE_AFTER_MS = 5 * 60_000;
/** A page that is loaded again, or a line that is lost for a moment, is not going away. */
export const GONE_AFTER_MS = 5_000;

/** How somebody looks to those who may see it. What they have asked for comes before what was found out. */
export function statusOf({ isHere, isInCall, isIdle, chosen }: PresenceFacts): PersonStatus {
  if (!isHere) return 'offline';
  if (chosen === 'do-not-disturb') return 'do-not-disturb';
  if (isInCall) return 'in-call';
  if (chosen === 'away' || isIdle) return 'away';
  return 'available';
}

/** @returns how long until somebody is idle, in milliseconds; 0 when they are */
export function idleInMs(lastActiveAt: number, now: number): number {
  return Math.max(0, lastActiveAt + IDLE_AFTER_MS - now);
}
