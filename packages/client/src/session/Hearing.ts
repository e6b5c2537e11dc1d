import { KIND_OF_SOURCE } from '@parley/protocol/media';
import type { Log } from '../log.ts';
import { AudioOutput, type HeardTrack } from '../media/AudioOutput.ts';
import type { KeyValueStorage } from '../media/Devices.ts';
import { AS_OTHERS, type HeardAs, RememberedHearing } from './RememberedHearing.ts';
import type { CallState } from './store/CallState.ts';
import type { CallStore } from './store/createCallStore.ts';

type HearingParts = {
  readonly store: CallStore;
  /** Without a page nothing is played. */
  readonly page: Document | undefined;
  /** Where it is remembered how people with an account are heard. */
  readonly storage: KeyValueStorage | undefined;
  readonly log: Log;
};

/** What of the others is heard, how loud and where. */
export class Hearing {
  readonly #store: CallStore;
  readonly #output: AudioOutput | undefined;
  readonly #remembered: RememberedHearing;

  constructor({ store, page, storage, log }: HearingParts) {
    this.#store = store;
    this.#output = page && playReceived(store, page, log);
    this.#remembered = new RememberedHearing(storage);
    store.subscribe((state, before) => {
      if (state.peers !== before.peers) this.#recall(state.peers, before.peers);
    });
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
    this.#turnTo(peerId, volume);
    this.#keep(peerId);
  }

  /** The wish list follows. */
  setAlwaysHeard(peerId: string, isAlwaysHeard: boolean): void {
    this.#wantAlways(peerId, isAlwaysHeard);
    this.#keep(peerId);
  }

  close(): void {
    this.#output?.close();
  }

  /** Whoever has come, or is known only now, is heard as before. */
  #recall(peers: CallState['peers'], before: CallState['peers']): void {
    for (const { peerId, account } of Object.values(peers)) {
      if (!account || before[peerId]?.account?.accountId === account.accountId) continue;
      const heardAs = this.#remembered.of(account.accountId);
      if (heardAs === undefined) continue;
      this.#turnTo(peerId, heardAs.volume);
      this.#wantAlways(peerId, heardAs.isAlwaysHeard);
    }
  }

  #keep(peerId: string): void {
    const { peers, audio } = this.#store.getState();
    const accountId = peers[peerId]?.account?.accountId;
    if (accountId === undefined) return;
    const heardAs: HeardAs = {
      volume: audio.volumes[peerId] ?? AS_OTHERS.volume,
      isAlwaysHeard: audio.alwaysHeard.includes(peerId),
    };
    this.#remembered.keep(accountId, heardAs);
  }

  #turnTo(peerId: string, volume: number): void {
    const bounded = Math.min(1, Math.max(0, volume));
    this.#output?.setVolume(peerId, bounded);
    this.#store.setState(({ audio }) => ({
      audio: { ...audio, volumes: { ...audio.volumes, [peerId]: bounded } },
    }));
  }

  #wantAlways(peerId: string, isAlwaysHeard: boolean): void {
    this.#store.setState(({ audio }) => {
      const others = audio.alwaysHeard.filter((one) => one !== peerId);
      return { audio: { ...audio, alwaysHeard: isAlwaysHeard ? [...others, peerId] : others } };
    });
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
