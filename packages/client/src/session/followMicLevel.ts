import { watchLevel } from '../media/micLevel.ts';
import type { ReadonlyCallStore } from './store/createCallStore.ts';

/** Follows the level of whatever microphone is captured. @returns stops it */
export function followMicLevel(store: ReadonlyCallStore, listener: (level: number) => void): () => void {
  let watched: MediaStreamTrack | null = null;
  let stopWatching = () => {};
  const follow = () => {
    const { track } = store.getState().local.microphone;
    if (track === watched) return;
    stopWatching();
    watched = track;
    stopWatching = track ? watchLevel(track, listener) : () => {};
    if (!track) listener(0);
  };
  follow();
  const unsubscribe = store.subscribe(follow);
  return () => {
    unsubscribe();
    stopWatching();
  };
}
