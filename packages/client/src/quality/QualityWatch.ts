import type { UplinkLevel } from '@parley/protocol/health';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MediaSample } from '../media/stats/MediaSample.ts';
import type { StatsSampler } from '../media/stats/StatsSampler.ts';
import type { CallState } from '../session/store/CallState.ts';
import type { ReadonlyCallStore } from '../session/store/createCallStore.ts';
import { GOOD, judgePeer, judgeSelf, type Quality } from './judgeQuality.ts';

/** One minute: enough for a curve, and for a report of what has just been bad. */
const KEPT_LOOKS = 60;

export type QualityState = {
  /** The newest last. */
  readonly samples: readonly MediaSample[];
  /** By peer, oneself too. Who is not here is good. */
  readonly byPeer: Readonly<Record<string, Quality>>;
};

export type QualitySources = {
  readonly store: ReadonlyCallStore;
  readonly stats: Pick<StatsSampler, 'subscribe'>;
};

/**
 * Remembers what was measured in the last minute, and says of everybody how well they arrive. `byPeer`
 * and each entry in it stay the same object while nothing in them changes.
 * @returns what can be seen of it, and how to stop
 */
export function watchQuality({ store, stats }: QualitySources): {
  readonly quality: Pick<StoreApi<QualityState>, 'getState' | 'getInitialState' | 'subscribe'>;
  stop(): void;
} {
  const quality = createStore<QualityState>(() => ({ samples: [], byPeer: {} }));
  const stop = stats.subscribe((sample) => {
    const before = quality.getState();
    const samples = [...before.samples, sample].slice(-KEPT_LOOKS);
    quality.setState({ samples, byPeer: judgeAll(store.getState(), samples, before.byPeer) });
  });
  return { quality, stop };
}

function judgeAll(
  call: Pick<CallState, 'selfId' | 'peers' | 'publications' | 'uplinks'>,
  samples: readonly MediaSample[],
  before: QualityState['byPeer'],
): QualityState['byPeer'] {
  const published = new Map<string, Set<string>>();
  for (const { peerId, publicationId, isPaused } of Object.values(call.publications)) {
    if (isPaused) continue;
    const ids = published.get(peerId) ?? new Set();
    published.set(peerId, ids.add(publicationId));
  }
  const byPeer: Record<string, Quality> = {};
  for (const peerId of Object.keys(call.peers)) {
    const uplink: UplinkLevel = call.uplinks[peerId] ?? 'good';
    const publicationIds = published.get(peerId) ?? new Set();
    const now =
      peerId === call.selfId
        ? judgeSelf(samples, uplink)
        : judgePeer({ samples, publicationIds, uplink });
    const was = before[peerId];
    byPeer[peerId] = was?.level === now.level && was.cause === now.cause ? was : now;
  }
  return isSame(before, byPeer) ? before : byPeer;
}

function isSame(a: QualityState['byPeer'], b: QualityState['byPeer']): boolean {
  const keys = Object.keys(b);
  return keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key]);
}

/** Of somebody who is not measured yet, nothing bad is known. */
export function qualityOf(state: QualityState, peerId: string): Quality {
  return state.byPeer[peerId] ?? GOOD;
}
