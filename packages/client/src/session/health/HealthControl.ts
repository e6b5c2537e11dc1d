import type { MomentEvent } from '@parley/protocol/contract';
import type { CallHealth, CallHealthParts } from './CallHealth.ts';

/**
 * Whether health is looked after. What does it comes when somebody is in the call: the pre-join page need not wait
 * for it, and without it the call goes on.
 */
export class HealthControl {
  readonly #parts: CallHealthParts;
  #health: CallHealth | undefined;
  #isInCall = false;

  constructor(parts: CallHealthParts) {
    this.#parts = parts;
  }

  /** Into the call, or into another place in it. */
  entered(): void {
    this.#isInCall = true;
    void this.#begin();
  }

  take(event: MomentEvent): void {
    this.#health?.take(event);
  }

  close(): void {
    this.#isInCall = false;
    this.#health?.close();
    this.#health = undefined;
  }

  async #begin(): Promise<void> {
    try {
      const { CallHealth } = await import('./CallHealth.ts');
      if (this.#isInCall) this.#health ??= new CallHealth(this.#parts);
    } catch (error) {
      this.#parts.log.warn('health cannot be reported', error);
    }
  }
}
