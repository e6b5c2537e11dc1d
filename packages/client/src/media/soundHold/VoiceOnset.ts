/** -60 dBov, as the server has it: what is softer, nobody is called a speaker for. */
const LOUD = 0.001;
/** Of the last frames, 20 ms each, so many are loud when somebody begins to speak: a click is shorter. */
const LOUD_FRAMES = 3;
const FRAMES = 5;

/** Notices within some 60 ms that somebody begins to speak. */
export class VoiceOnset {
  #frames: readonly boolean[] = [];

  /** @param level of the next frame, 0 to 1 */
  hears(level: number): boolean {
    this.#frames = [...this.#frames.slice(1 - FRAMES), level > LOUD];
    return this.#frames.filter(Boolean).length >= LOUD_FRAMES;
  }
}
