import { KIND_OF_SOURCE } from '@parley/protocol/media';
import type { Log } from '../log.ts';
import { AudioOutput, type HeardTrack } from '../media/AudioOutput.ts';
import type { CallState } from './store/CallState.ts';
import type { CallStore } from './store/createCallStore.ts';

/** What of the others is heard, how loud and where; without a page nothing is played. */
export class Hearing {
  readonly #store: CallStore;
  readonly #output: AudioOutput | undefined;

  constructor(store: CallStore, page: Document | undefined, log: Log) {
    this.#store = store;
    this.#output = page && playReceived(store, page, log);
  }

  get canChooseSpeaker(): boolean {
    return this.#output !== undefined && AudioOutput.canChooseSpeaker();
  }

  async setSpeaker(deviceId: string | null): Promise<void> {
    await this.#output?.setSpeaker(deviceId);
  }

  async unblock(): Promise<void> {
    await this.#output?.unblock();
  }

  /** @param volume from 0 to 1 */
  setVolume(peerId: string, volume: number): void {
    const bounded = Math.min(1, Math.max(0, volume));
    this.#output?.setVolume(peerId, bounded);
    this.#store.setState(({ audio }) => ({
      audio: { ...audio, volumes: { ...audio.volumes, [peerId]: bounded } },
    }));
  }

  /** The wish list follows. */
  setAlwaysHeard(peerId: string, isAlwaysHeard: boolean): void {
    this.#store.setState(({ audio }) => {
      const others = audio.alwaysHeard.filter((one) => one !== peerId);
      return { audio: { ...audio, alwaysHeard: isAlwaysHeard ? [...others, peerId] : others } };
    });
  }

  close(): void {
    this.#output?.close();
  }
}

/** Plays what is received for as long as the session lives. */
function playReceived(store: CallStore, page: Document, log: Log): AudioOutput {
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

/** The received sounds, by publication, and whose they are. */
function heardTracks(
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
