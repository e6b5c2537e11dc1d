import { VoiceOnset } from './VoiceOnset.ts';

/** No listener hears anybody later than this on account of a hold. */
const LONGEST_HOLD_MS = 1_000;
/** By so much somebody begins to speak before it can be told, and some silence that makes it sound whole. */
const LEAD_IN_MS = 200;

/** What ends a rest: somebody speaks, or the browser does not say how loud it is. */
export type RestEnd = 'sound' | 'deaf';

export type HeldSoundEvents<Frame> = {
  send(frame: Frame): void;
  /** What was said since then is held back until `release`. */
  restEnded(why: RestEnd): void;
};

/** Encoded sound on its way to the network, which can be held back for a moment, or kept to oneself in silence. Pure. */
export class HeldSound<Frame> {
  readonly #events: HeldSoundEvents<Frame>;
  #held: { readonly frame: Frame; readonly since: number }[] = [];
  #mode: 'passing' | 'holding' | 'resting' = 'passing';
  #onset = new VoiceOnset();

  constructor(events: HeldSoundEvents<Frame>) {
    this.#events = events;
  }

  hold(): void {
    this.#mode = 'holding';
  }

  /** Nobody speaks: nothing goes any more, until somebody does. */
  rest(): void {
    this.#mode = 'resting';
    this.#onset = new VoiceOnset();
  }

  /** All that was held back goes at once, in the order in which it was said. */
  release(): void {
    this.#mode = 'passing';
    const held = this.#held;
    this.#held = [];
    for (const { frame } of held) this.#events.send(frame);
  }

  /**
   * @param now in ms
   * @param level 0 to 1 (W3C webrtc-encoded-transform: `audioLevel`); undefined where the browser does not say
   */
  add(frame: Frame, now: number, level: number | undefined): void {
    if (this.#mode === 'passing') {
      this.#events.send(frame);
      return;
    }
    this.#held.push({ frame, since: now });
    if (this.#mode === 'holding') {
      for (const old of this.#olderThan(now - LONGEST_HOLD_MS)) this.#events.send(old.frame);
      return;
    }
    this.#olderThan(now - LEAD_IN_MS);
    if (level === undefined) this.#endRest('deaf');
    else if (this.#onset.hears(level)) this.#endRest('sound');
  }

  #endRest(why: RestEnd): void {
    this.#mode = 'holding';
    this.#events.restEnded(why);
  }

  /** Takes them out. */
  #olderThan(time: number) {
    const kept = this.#held.findIndex(({ since }) => since >= time);
    return this.#held.splice(0, kept);
  }
}
