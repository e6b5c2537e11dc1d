/** How loud a microphone was in one look, in dBov (RFC 6464): -127 is digital silence, 0 the loudest. */
export type Loudness = { readonly id: string; readonly level: number };

type Microphone = {
  readonly id: string;
  hasSeat: boolean;
  /** When it was opened, last heard, or sent what may be speech. */
  signAt: number;
  heardAt: number;
  /** Of the last looks, in dBov. */
  meanLevel: number;
  /** When it was last seen between two words. */
  gapAt: number;
  /** It was given its seat for what it sends, and has not been heard yet. */
  isUnproven: boolean;
  /** It sends without ever being heard: a fan, a street. */
  isNoise: boolean;
};

/** Whoever was heard this short ago may only be drawing breath. */
const HOLD_MS = 2_000;
const LOOK_MS = 250;
/** Who is missing in a look is between two words. */
const GAP_MS = 400;
/** In dB. By so much a level falls between the words of somebody who speaks on. */
const GAP_DB = 5;
/** No word is so long: what has no gap for this long is a machine. */
const STEADY_MS = 3_000;
/** In dB. Among many who speak at once, whoever is louder by this takes a seat from the quietest. */
const LOUDER_DB = 6;
/** Where the mean of somebody who was not heard yet begins: one slammed door is not loud. */
const QUIET_DBOV = -60;

/**
 * Whose microphone is forwarded in a room: as many as have a seat on the floor. While there are seats for
 * all, all have one. After that whoever begins to speak takes the seat of the one who has been silent for
 * the longest. Nobody loses it in mid-word. Pure: times are milliseconds of any one clock.
 */
export class Floor {
  readonly #seats: number;
  readonly #microphones = new Map<string, Microphone>();

  /** @param seats `Infinity` for everybody */
  constructor(seats: number) {
    this.#seats = seats;
  }

  /** Open, and not forwarded because others have the floor. */
  isHeld(id: string): boolean {
    return this.#microphones.get(id)?.hasSeat === false;
  }

  /** What it sends has turned out to be no sign of speech. */
  isNoise(id: string): boolean {
    return this.#microphones.get(id)?.isNoise === true;
  }

  /** It is on from now on, and whoever has just unmuted is about to speak. */
  open(id: string, now: number): void {
    if (this.#microphones.has(id)) return;
    const microphone = {
      id,
      hasSeat: false,
      signAt: now,
      heardAt: Number.NEGATIVE_INFINITY,
      meanLevel: QUIET_DBOV,
      gapAt: now,
      isUnproven: false,
      isNoise: false,
    };
    this.#microphones.set(id, microphone);
    this.#seat(microphone, now);
  }

  /** Muted or gone: its seat goes to the one that gave the last sign. */
  close(id: string): void {
    const closed = this.#microphones.get(id);
    this.#microphones.delete(id);
    if (!closed?.hasSeat) return;
    const next = this.#with(false).sort((a, b) => b.signAt - a.signAt)[0];
    if (next) next.hasSeat = true;
  }

  /** It sends as if somebody spoke, before it is known how loud. */
  stir(id: string, now: number): void {
    const microphone = this.#microphones.get(id);
    if (!microphone || microphone.hasSeat) return;
    microphone.signAt = now;
    this.#seat(microphone, now);
    microphone.isUnproven = microphone.hasSeat;
  }

  /** One look at who is heard. */
  hear(loudness: readonly Loudness[], now: number): void {
    const waiting: Microphone[] = [];
    for (const { id, level } of loudness) {
      const microphone = this.#microphones.get(id);
      if (!microphone) continue;
      if (level <= microphone.meanLevel - GAP_DB || now - microphone.heardAt > GAP_MS) {
        microphone.gapAt = now;
      }
      microphone.meanLevel = (microphone.meanLevel + level) / 2;
      microphone.heardAt = now;
      microphone.signAt = now;
      microphone.isUnproven = false;
      microphone.isNoise = false;
      if (!microphone.hasSeat) waiting.push(microphone);
    }
    for (const microphone of waiting.sort((a, b) => b.meanLevel - a.meanLevel)) {
      this.#seat(microphone, now);
    }
  }

  #seat(microphone: Microphone, now: number): void {
    const seated = this.#with(true);
    if (seated.length < this.#seats) {
      microphone.hasSeat = true;
      return;
    }
    const leaving = this.#silentForLongest(seated, now) ?? this.#tooQuiet(seated, microphone, now);
    if (!leaving) return;
    leaving.hasSeat = false;
    leaving.isNoise = leaving.isUnproven;
    microphone.hasSeat = true;
  }

  #silentForLongest(seated: readonly Microphone[], now: number): Microphone | undefined {
    return seated
      .filter(({ heardAt }) => now - heardAt >= HOLD_MS)
      .sort((a, b) => a.signAt - b.signAt)[0];
  }

  #tooQuiet(
    seated: readonly Microphone[],
    { meanLevel }: Microphone,
    now: number,
  ): Microphone | undefined {
    const quietest = seated.toSorted((a, b) => a.meanLevel - b.meanLevel)[0];
    if (!quietest || meanLevel < quietest.meanLevel + LOUDER_DB) return undefined;
    const isInGap = now - quietest.gapAt < LOOK_MS || now - quietest.heardAt > GAP_MS;
    return isInGap || now - quietest.gapAt >= STEADY_MS ? quietest : undefined;
  }

  #with(hasSeat: boolean): Microphone[] {
    return [...this.#microphones.values()].filter((microphone) => microphone.hasSeat === hasSeat);
  }
}
