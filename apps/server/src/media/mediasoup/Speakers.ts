import type { AudioLevelObserver, Producer } from 'mediasoup/types';
import { Floor, type Loudness } from '../Floor.ts';
import { nextLead } from '../priorities.ts';
import { Onset } from './Onset.ts';

/** More do not speak at once in a way that anybody could follow. */
const MAX_SPEAKERS = 8;

export type SpeakersEvents = {
  /** Who is heard, the loudest first; called only when the list changes. */
  changed(peerIds: string[]): void;
  /** The floor has changed: these microphones are held now, or no longer. */
  heldChanged(publicationIds: ReadonlySet<string>): void;
  /** Somebody else leads. */
  leadChanged(): void;
  /** Somebody speaks into this microphone, which is dormant, and has a seat on the floor. */
  awoken(publicationId: string): void;
};

type Microphone = {
  readonly producer: Producer;
  readonly peerId: string;
  readonly onset: Onset;
  /** It is on, and nobody has a consumer of it. */
  isDormant: boolean;
  /** Somebody speaks into it since it is dormant. */
  isStirred: boolean;
};

/**
 * Who is heard in one room, and who is forwarded, from the audio levels that the senders measure. Each
 * part of the room looks at its own microphones; the floor is one.
 */
export class Speakers {
  readonly #floor: Floor;
  readonly #events: SpeakersEvents;
  /** The last look of each part. */
  readonly #looks = new Map<AudioLevelObserver, readonly Loudness[]>();
  /** By publication. */
  readonly #microphones = new Map<string, Microphone>();
  #held: ReadonlySet<string> = new Set();
  #heard: readonly string[] = [];
  #lead: string | undefined;

  /** @param seats how many microphones are forwarded at once; `Infinity` for all */
  constructor(seats: number, events: SpeakersEvents) {
    this.#floor = new Floor(seats);
    this.#events = events;
  }

  /** The peer who is taken to be the one who speaks; undefined until somebody did. */
  get lead(): string | undefined {
    return this.#lead;
  }

  /** Listens to the microphones of one more part of the room, until that ends. */
  listen(levels: AudioLevelObserver): void {
    levels.on('volumes', (volumes) =>
      this.#hear(
        levels,
        volumes.map(({ producer, volume }) => ({ id: producer.id, level: volume })),
      ),
    );
    levels.on('silence', () => this.#hear(levels, []));
    levels.observer.once('close', () => {
      this.#looks.delete(levels);
      this.#tell();
    });
  }

  /**
   * From now on until its end, this microphone counts.
   *
   * @param levels of the part where it comes in; a copy of it elsewhere says nothing new
   */
  async add(levels: AudioLevelObserver, producer: Producer, peerId: string): Promise<void> {
    const onset = new Onset(producer, () => this.stir(producer.id));
    this.#microphones.set(producer.id, {
      producer,
      peerId,
      onset,
      isDormant: false,
      isStirred: false,
    });
    producer.observer.once('close', () => {
      this.#microphones.delete(producer.id);
      this.#change(() => this.#floor.close(producer.id));
    });
    if (!producer.paused) this.open(producer.id);
    await levels.addProducer({ producerId: producer.id });
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

  /** Somebody speaks into it, by what it sends or by what its owner's own browser says. */
  stir(publicationId: string): void {
    const microphone = this.#microphones.get(publicationId);
    if (microphone) microphone.isStirred = microphone.isDormant;
    this.#listen(publicationId);
    this.#change((now) => this.#floor.stir(publicationId, now));
    this.#awaken(publicationId);
  }

  /** Of what is dormant although it is on nothing should come: whatever does is listened to. */
  setDormant(publicationId: string, isDormant: boolean): void {
    const microphone = this.#microphones.get(publicationId);
    if (!microphone) return;
    Object.assign(microphone, { isDormant, isStirred: false });
    this.#listen(publicationId);
  }

  /** Open, and forwarded to nobody who did not ask for it in particular. */
  isHeld(publicationId: string): boolean {
    return this.#floor.isHeld(publicationId);
  }

  #hear(levels: AudioLevelObserver, loudness: readonly Loudness[]): void {
    this.#looks.set(levels, loudness);
    this.#change((now) => this.#floor.hear(loudness, now));
    this.#tell();
  }

  #tell(): void {
    const heard = [...this.#looks.values()]
      .flat()
      .sort((a, b) => b.level - a.level)
      .filter(({ id }) => !this.#floor.isHeld(id))
      .flatMap(({ id }) => this.#microphones.get(id)?.peerId ?? [])
      .slice(0, MAX_SPEAKERS);
    if (heard.join() === this.#heard.join()) return;
    this.#heard = heard;
    this.#events.changed([...heard]);
    const lead = nextLead(this.#lead, heard);
    if (lead === this.#lead) return;
    this.#lead = lead;
    this.#events.leadChanged();
  }

  #change(change: (now: number) => void): void {
    change(performance.now());
    const before = this.#held;
    const held = new Set([...this.#microphones.keys()].filter((id) => this.#floor.isHeld(id)));
    const changed = new Set([...held, ...before].filter((id) => held.has(id) !== before.has(id)));
    if (changed.size === 0) return;
    this.#held = held;
    for (const id of changed) this.#listen(id);
    this.#events.heldChanged(changed);
    for (const id of changed) this.#awaken(id);
  }

  /** As long as others have the floor nobody could hear it: when many speak at once most need no consumers. */
  #awaken(publicationId: string): void {
    const isAwaited = this.#microphones.get(publicationId)?.isStirred === true;
    if (!isAwaited || this.isHeld(publicationId)) return;
    this.setDormant(publicationId, false);
    this.#events.awoken(publicationId);
  }

  /** Whether it is one of those that would be heard too late if only their level told that somebody speaks. */
  #listen(publicationId: string): void {
    const microphone = this.#microphones.get(publicationId);
    const isHeld = this.#held.has(publicationId) && !this.#floor.isNoise(publicationId);
    microphone?.onset.listen(isHeld || (microphone.isDormant && !microphone.isStirred));
  }
}
