import { KIND_OF_SOURCE } from '@parley/protocol/media';
import type { Log } from '../log.ts';
import { AudioOutput, type HeardTrack } from '../media/AudioOutput.ts';
import type { CallState } from './store/CallState.ts';
import type { CallStore } from './store/createCallStore.ts';

/** The received sounds, by publication, and whose they are. */
export function heardTracks(
  state: Pick<CallState, 'received' | 'publications'>,
): ReadonlyMap<string, HeardTrack> {
  const heard = new Map<string, HeardTrack>();
  for (const [publicationId, track] of Object.entries(state.received)) {
    const publication = state.publications[publicationId];
    if (!publication || KIND_OF_SOURCE[publication.source] !== 'audio') continue;
    heard.set(publicationId, { peerId: publication.peerId, track });
  }
  return heard;
}

/** Plays what is received for as long as the session lives. */
export function playReceived(store: CallStore, page: Document, log: Log): AudioOutput {
  const output = new AudioOutput(
    page,
    (isBlocked) => store.setState(({ audio }) => ({ audio: { ...audio, isBlocked } })),
    log,
  );
  store.subscribe((state, before) => {
    if (state.received !== before.received) output.play(heardTracks(state));
  });
  return output;
}

/** The wish list follows. */
export function setAlwaysHeard(store: CallStore, peerId: string, isAlwaysHeard: boolean): void {
  store.setState(({ audio }) => {
    const others = audio.alwaysHeard.filter((one) => one !== peerId);
    return { audio: { ...audio, alwaysHeard: isAlwaysHeard ? [...others, peerId] : others } };
  });
}
