/** As its owner has it: `resting` is on, and nobody speaks into it. */
export type MicrophoneState = 'on' | 'resting' | 'muted';

/**
 * Which microphones of a room are kept ready: those that are on, and of the muted ones those that were muted
 * last, so many in all. The others are dormant: nothing is kept for them at anybody who listens. Where more are on
 * than that, those that rest are dormant, too. What is dormant stays so until it is about to be heard. Pure.
 */
export class Readiness {
  readonly #most: number;
  readonly #on = new Set<string>();
  /** Muted and ready, the one that was muted first at the beginning. */
  readonly #muted = new Set<string>();
  readonly #dormant = new Set<string>();

  /** @param most that are kept ready, unless more are on; `Infinity` for all */
  constructor(most: number) {
    this.#most = most;
  }

  isDormant(id: string): boolean {
    return this.#dormant.has(id);
  }

  /**
   * It is there from now on. One that comes muted or resting takes nobody's place.
   *
   * @returns those that have become dormant
   */
  add(id: string, state: MicrophoneState): string[] {
    if (state === 'on') return this.#turnOn(id);
    if (this.#ready >= this.#most) this.#dormant.add(id);
    else if (state === 'muted') this.#muted.add(id);
    else this.#on.add(id);
    return [];
  }

  /** It is about to be heard. @returns those that have become dormant */
  open(id: string): string[] {
    return this.#muted.has(id) || this.#dormant.has(id) ? this.#turnOn(id) : [];
  }

  /** It was muted. @returns those that have become dormant */
  close(id: string): string[] {
    if (!this.#on.delete(id)) return [];
    this.#muted.add(id);
    return this.#rest();
  }

  /** It is on and rests. @returns those that have become dormant: it alone, or none while there are not too many */
  rest(id: string): string[] {
    // Muted ones have gone before it.
    if (this.#ready <= this.#most || !this.#on.delete(id)) return [];
    this.#dormant.add(id);
    return [id];
  }

  /** It is gone. */
  remove(id: string): void {
    for (const kind of [this.#on, this.#muted, this.#dormant]) kind.delete(id);
  }

  get #ready(): number {
    return this.#on.size + this.#muted.size;
  }

  #turnOn(id: string): string[] {
    this.remove(id);
    this.#on.add(id);
    return this.#rest();
  }

  #rest(): string[] {
    const resting = [...this.#muted].slice(0, Math.max(0, this.#ready - this.#most));
    for (const id of resting) {
      this.#muted.delete(id);
      this.#dormant.add(id);
    }
    return resting;
  }
}
