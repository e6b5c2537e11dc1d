import type { CallStore } from '../store/createCallStore.ts';
import { type MediaLimits, NO_LIMITS } from './MediaLimits.ts';

/** Writes what has changed of the limits; what is received and sent follows the store. */
export function limit(store: CallStore, patch: Partial<MediaLimits>): void {
  const before = store.getState().limits;
  const { maxBitrate, strain } = { ...before, ...patch };
  if (maxBitrate === before.maxBitrate && strain === before.strain) return;
  const isNone = maxBitrate === null && strain === 0;
  store.setState({ limits: isNone ? NO_LIMITS : { maxBitrate, strain } });
}
