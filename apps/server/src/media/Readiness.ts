/**
 * Which microphones of a room are kept ready: those that are on, and of the muted ones those that were muted
 * last, so many in all. The others are dormant: nothing is kept for them at anybody who listens. What is
 * dormant stays so until it is turned on. Pure.
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
   * It is there from now on. One that comes muted takes nobody's place.
   *
   * @returns those that have become dormant
   */
  add(id: string, isOn: boolean): string[] {
    if (isOn) return this.#turnOn(id);
    if (this.#on.size + this.#muted.size < this.#most) this.#muted.add(id);
    else this.#dormant.add(id);
    return [];
  }

  /** It is turned on. @returns those that have become dormant */
  open(id: string): string[] {
    return this.#muted.has(id) || this.#dormant.has(id) ? this.#turnOn(id) : [];
  }

  /** It was muted. @returns those that have become dormant */
  close(id: string): string[] {
    if (!this.#on.delete(id)) return [];
    this.#muted.add(id);
    return this.#rest();
  }

  /** It is gone. */
  remove(id: string): void {
    for (const kind of [this.#on, this.#muted, this.#dormant]) kind.delete(id);
  }

  #turnOn(id: string): string[] {
    this.remove(id);
    this.#on.add(id);
    return this.#rest();
  }

  #rest(): string[] {
    const tooMany = Math.max(0, this.#on.size + this.#muted.size - this.#most);
    const resting = [...this.#muted].slice(0, tooMany);
    for (const id of resting) {
      this.#muted.delete(id);
      this.#dormant.add(id);
    }
    return resting;
  }
}
