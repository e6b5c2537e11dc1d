import type { DirectPair, DirectSignal } from '@parley/protocol/direct';
import type { CallState } from '../session/store/CallState.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import type { Asides } from './Asides.ts';
import { DirectCall } from './DirectCall.ts';
import type { DirectParts } from './DirectParts.ts';

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 300_000;

/**
 * The direct connections of this peer, one at a time: begins them when the server pairs it with somebody,
 * lets each find its way back to the SFU when that ends, and tries again when one failed.
 */
export class DirectCalls {
  readonly #parts: DirectParts;
  readonly #unsubscribe: () => void;
  #pair: DirectPair | null = null;
  #call: DirectCall | null = null;
  #attempt = 0;
  #tries = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: DirectParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.store.subscribe((state, before) => {
      if (concernsMedia(state, before)) this.#call?.apply();
    });
  }

  get asides(): Asides | undefined {
    return this.#call?.asides;
  }

  /** With whom to connect now. Told again, it may be that signals were lost meanwhile. */
  paired(pair: DirectPair | null): void {
    if (pair && pair.pairId === this.#pair?.pairId) {
      this.#call?.tellAgain();
      return;
    }
    clearTimeout(this.#retryTimer);
    this.#pair = pair;
    this.#tries = 0;
    this.#call?.goBack();
    if (!this.#call) this.#begin();
  }

  told(pairId: string, signal: DirectSignal): void {
    const isOffer = signal.kind === 'description' && signal.type === 'offer';
    if (isOffer && this.#pair?.pairId === pairId && !this.#pair.isOffering) {
      this.#call?.end();
      this.#open(this.#pair, signal.attempt);
    }
    if (this.#call?.pair.pairId === pairId) this.#call.take(signal);
  }

  /** A new place in the room: whoever it was before is no pair any more. */
  reset(): void {
    this.paired(null);
  }

  close(): void {
    this.#unsubscribe();
    clearTimeout(this.#retryTimer);
    this.#pair = null;
    this.#call?.end();
  }

  /** One of the two begins, when what was before is over. */
  #begin(): void {
    if (!this.#pair?.isOffering || this.#call) return;
    this.#attempt += 1;
    this.#open(this.#pair, this.#attempt);
  }

  #open(pair: DirectPair, attempt: number): void {
    const call: DirectCall = new DirectCall({
      ...this.#parts,
      pair,
      attempt,
      tell: (signal) => this.#tell(pair, signal),
      ended: () => {
        if (this.#call !== call) return;
        this.#call = null;
        if (this.#pair === pair) this.#planRetry();
        else this.#begin();
      },
    });
    this.#call = call;
    call.apply();
  }

  #planRetry(): void {
    const delayMs = Math.min(FIRST_RETRY_MS * 2 ** this.#tries, LONGEST_RETRY_MS);
    this.#tries += 1;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#begin(), delayMs);
  }

  /** @returns whether the server took it */
  async #tell({ pairId }: DirectPair, signal: DirectSignal): Promise<boolean> {
    try {
      await this.#parts.signaling.request('direct:tell', { pairId, signal });
      return true;
    } catch (error) {
      if (!isOffline(error)) this.#parts.log.debug('the other person was not told', error);
      return false;
    }
  }
}

function concernsMedia(state: CallState, before: CallState): boolean {
  return (
    state.publications !== before.publications ||
    state.local !== before.local ||
    state.peers !== before.peers ||
    state.limits !== before.limits ||
    state.connection !== before.connection
  );
}
