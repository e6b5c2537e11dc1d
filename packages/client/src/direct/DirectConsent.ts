import type { MomentEvent } from '@parley/protocol/contract';
import type { DirectState } from '../session/store/CallState.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import type { Asides } from './Asides.ts';
import type { DirectCalls } from './DirectCalls.ts';
import type { DirectParts } from './DirectParts.ts';

export type DirectConsentParts = DirectParts & {
  /** False where nothing but the SFU's way may be taken. */
  readonly isPossible: boolean;
};

/**
 * Whether this person lets others connect straight to their device: tells the server, and brings in what
 * does it when the server has found somebody. Without that the call goes on over the SFU.
 */
export class DirectConsent {
  readonly #parts: DirectConsentParts;
  #calls: Promise<DirectCalls | undefined> | undefined;
  /** Whoever has never said anything does not ask the server whether it is offered either. */
  #hasWish = false;
  /** The server's way is the one that is needed now, whatever is allowed. */
  #isHeld = false;
  #isClosed = false;

  constructor(parts: DirectConsentParts) {
    this.#parts = parts;
  }

  set(isAllowed: boolean): void {
    const { store, isPossible } = this.#parts;
    if (!isPossible || (this.#hasWish && isAllowed === store.getState().direct.isAllowed)) return;
    this.#hasWish = true;
    this.#patch({ isAllowed });
    if (store.getState().phase === 'joined') void this.#say();
  }

  /** Keeps to the server's way, or lets go of that again. What the person allows stays as it is. */
  hold(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    if (this.#hasWish && this.#parts.store.getState().phase === 'joined') void this.#say();
  }

  /** In the room, in a place that is new or was kept: the server may not know, or may have missed it. */
  entered({ isAnew }: { isAnew: boolean }): void {
    if (isAnew) void this.#calls?.then((calls) => calls?.reset());
    if (this.#hasWish) void this.#say();
  }

  take(event: MomentEvent): void {
    if (event.name === 'direct:paired') {
      const { pair } = event.data;
      if (pair) this.#calls ??= this.#load();
      void this.#calls?.then((calls) => calls?.paired(pair));
    }
    if (event.name === 'direct:told') {
      const { pairId, signal } = event.data;
      void this.#calls?.then((calls) => calls?.told(pairId, signal));
    }
  }

  /** What goes past the server to the other one of two, while they are connected. */
  async asides(): Promise<Asides | undefined> {
    return (await this.#calls)?.asides;
  }

  close(): void {
    this.#isClosed = true;
    void this.#calls?.then((calls) => calls?.close());
  }

  async #say(): Promise<void> {
    const { store, signaling, log } = this.#parts;
    const isAllowed = store.getState().direct.isAllowed && !this.#isHeld;
    try {
      this.#patch(await signaling.request('direct:setAllowed', { isAllowed }));
    } catch (error) {
      // Offline: it is said again in the room.
      if (!isOffline(error)) log.warn('the server was not told about direct connections', error);
    }
  }

  async #load(): Promise<DirectCalls | undefined> {
    const { log } = this.#parts;
    try {
      const { DirectCalls } = await import('./DirectCalls.ts');
      return this.#isClosed ? undefined : new DirectCalls(this.#parts);
    } catch (error) {
      log.warn('direct connections cannot be made', error);
      return undefined;
    }
  }

  #patch(patch: Partial<DirectState>): void {
    this.#parts.store.setState(({ direct }) => ({ direct: { ...direct, ...patch } }));
  }
}
