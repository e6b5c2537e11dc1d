import type { Log } from '../../log.ts';
import type { StrainWatch, StrainWatchParts } from './StrainWatch.ts';

/** Whether pictures follow what this machine can do; brings in what looks after it once somebody is in a call. */
export class StrainControl {
  readonly #parts: StrainWatchParts;
  readonly #log: Log;
  #watch: StrainWatch | undefined;
  #isAllowed = false;
  #isInCall = false;

  constructor(parts: StrainWatchParts, log: Log) {
    this.#parts = parts;
    this.#log = log;
  }

  set(isAllowed: boolean): void {
    this.#isAllowed = isAllowed;
    void this.#apply();
  }

  entered(): void {
    this.#isInCall = true;
    void this.#apply();
  }

  close(): void {
    this.#isInCall = false;
    void this.#apply();
  }

  async #apply(): Promise<void> {
    if (!this.#shouldWatch) {
      this.#watch?.close();
      this.#watch = undefined;
    } else if (!this.#watch) {
      try {
        const { StrainWatch } = await import('./StrainWatch.ts');
        if (this.#shouldWatch) this.#watch ??= new StrainWatch(this.#parts);
      } catch (error) {
        this.#log.warn('nobody sees whether this machine keeps up', error);
      }
    }
  }

  get #shouldWatch(): boolean {
    return this.#isAllowed && this.#isInCall;
  }
}
