import type { AudioLevelObserver, Producer, Router } from 'mediasoup/types';
import { Floor, type Loudness } from '../Floor.ts';
import { Onset } from './Onset.ts';

const INTERVAL_MS = 250;
/** dBov (RFC 6464): speech is far above, breath and fans below. */
const THRESHOLD_DBOV = -60;
/** Whoever is not in a look counts as silent, so it has to hold everybody. */
const MAX_HEARD = 1_000;
/** More do not speak at once in a way that anybody could follow. */
const MAX_SPEAKERS = 8;

export type SpeakersEvents = {
  /** Who is heard, the loudest first; called only when the list changes. */
  changed(peerIds: string[]): void;
  /** The floor has changed: these microphones are held now, or no longer. */
  heldChanged(publicationIds: ReadonlySet<string>): void;
};

type Microphone = { readonly producer: Producer; readonly peerId: string; readonly onset: Onset };

/** Who is heard in one room, and who is forwarded, from the audio levels that the senders measure. */
export class Speakers {
  readonly #observer: AudioLevelObserver;
  readonly #floor: Floor;
  readonly #events: SpeakersEvents;
  /** By publication. */
  readonly #microphones = new Map<string, Microphone>();
  #held: ReadonlySet<string> = new Set();
  #heard: readonly string[] = [];

  private constructor(observer: AudioLevelObserver, seats: number, events: SpeakersEvents) {
    this.#observer = observer;
    this.#floor = new Floor(seats);
    this.#events = events;
    observer.on('volumes', (volumes) =>
      this.#hear(volumes.map(({ producer, volume }) => ({ id: producer.id, level: volume }))),
    );
    observer.on('silence', () => this.#hear([]));
  }

  /** @param seats how many microphones are forwarded at once; `Infinity` for all */
  static async watch(router: Router, seats: number, events: SpeakersEvents): Promise<Speakers> {
    const observer = await router.createAudioLevelObserver({
      interval: INTERVAL_MS,
      threshold: THRESHOLD_DBOV,
      maxEntries: MAX_HEARD,
    });
    return new Speakers(observer, seats, events);
  }

  /** From now on until its end, this microphone counts. */
  async add(producer: Producer, peerId: string): Promise<void> {
    const onset = new Onset(producer, () => {
      this.#change((now) => this.#floor.stir(producer.id, now));
    });
    this.#microphones.set(producer.id, { producer, peerId, onset });
    producer.observer.once('close', () => {
      this.#microphones.delete(producer.id);
      this.#change(() => this.#floor.close(producer.id));
    });
    if (!producer.paused) this.open(producer.id);
    await this.#observer.addProducer({ producerId: producer.id });
  }

  /** It is being unmuted. Called before it flows, so that not a word is lost. */
  open(publicationId: string): void {
    if (!this.#microphones.has(publicationId)) return;
    this.#change((now) => this.#floor.open(publicationId, now));
  }

  /** It is muted. */
  close(publicationId: string): void {
    this.#change(() => this.#floor.close(publicationId));
  }

  /** Its owner's own browser says that somebody speaks into it. */
  stir(publicationId: string): void {
    this.#change((now) => this.#floor.stir(publicationId, now));
  }

  /** Open, and forwarded to nobody who did not ask for it in particular. */
  isHeld(publicationId: string): boolean {
    return this.#floor.isHeld(publicationId);
  }

  #hear(loudness: readonly Loudness[]): void {
    this.#change((now) => this.#floor.hear(loudness, now));
    const heard = loudness
      .filter(({ id }) => !this.#floor.isHeld(id))
      .flatMap(({ id }) => this.#microphones.get(id)?.peerId ?? [])
      .slice(0, MAX_SPEAKERS);
    if (heard.join() === this.#heard.join()) return;
    this.#heard = heard;
    this.#events.changed([...heard]);
  }

  #change(change: (now: number) => void): void {
    change(performance.now());
    const before = this.#held;
    const held = new Set([...this.#microphones.keys()].filter((id) => this.#floor.isHeld(id)));
    const changed = new Set([...held, ...before].filter((id) => held.has(id) !== before.has(id)));
    if (changed.size === 0) return;
    this.#held = held;
    for (const id of changed) {
      this.#microphones.get(id)?.onset.listen(held.has(id) && !this.#floor.isNoise(id));
    }
    this.#events.heldChanged(changed);
  }
}
