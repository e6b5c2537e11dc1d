import type { ParleyError } from '@parley/protocol/errors';
import type { Log } from '../log.ts';
import type { Connection } from '../signaling/Connection.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import { toParleyError } from '../toParleyError.ts';
import type { PlaceStore } from './PlaceStore.ts';
import type { Preparation } from './Preparation.ts';
import type { DoorsState } from './store/CallState.ts';
import { type CallStore, OPEN_DOORS } from './store/createCallStore.ts';

export type PreJoinParts = {
  readonly store: CallStore;
  readonly connection: Connection;
  readonly preparation: Preparation;
  readonly places: PlaceStore | undefined;
  readonly log: Log;
};

const INTERVAL_MS = 5_000;

/** Who is there, and whether the doors are open, while somebody still looks into the mirror. */
export class PreJoin {
  readonly #parts: PreJoinParts;
  /** Rises with each connection: what was asked over the one before is not followed by another question. */
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: PreJoinParts) {
    this.#parts = parts;
  }

  /** A connection is open: asks, and goes on asking until the click. */
  async begin(): Promise<void> {
    this.#turn += 1;
    await this.ask();
  }

  async ask(): Promise<void> {
    const turn = this.#turn;
    const { store, preparation, places, log } = this.#parts;
    const { doors } = store.getState();
    try {
      const former = places?.read();
      const { peerCount, isFull } = await preparation.preview(former);
      // Who comes back is another peer than the one that it would be prepared for.
      if (!former && peerCount > 0 && !isFull && store.getState().phase === 'prejoin') {
        void preparation.connectAhead();
      }
      this.#found(OPEN_DOORS, doors);
    } catch (error) {
      if (isOffline(error)) return;
      const failure = toParleyError(error);
      log.warn('the preview could not be had', failure);
      if (!this.areDoorsClosed(failure, doors) && store.getState().preview === null) {
        store.setState({ error: failure });
      }
      // Asking for what is not there is counted by the server as guessing.
      if (failure.code === 'not-found') return;
    }
    if (turn === this.#turn) this.askLater();
  }

  askLater(): void {
    const { store, connection } = this.#parts;
    this.hold();
    if (store.getState().phase !== 'prejoin' || !connection.isOpen) return;
    this.#timer = setTimeout(() => void this.ask(), INTERVAL_MS);
  }

  hold(): void {
    clearTimeout(this.#timer);
  }

  /** The connection is lost. */
  end(): void {
    this.#turn += 1;
    this.hold();
  }

  /**
   * Closed doors are no error: this waits for them to open. A call that the operator has ended is over for
   * the place that was in it, so that the next try is that of somebody new.
   *
   * @param before what was known of the doors when the request was made
   */
  areDoorsClosed({ code, details }: ParleyError, before: DoorsState): boolean {
    if (code !== 'closed') return false;
    const areClosed = details?.['reason'] === 'doors-closed';
    if (areClosed) this.#found({ isOpen: false, callsEndAt: null }, before);
    else this.#parts.places?.forget();
    return areClosed;
  }

  /** News may overtake an answer, and is newer then. */
  #found(doors: DoorsState, before: DoorsState): void {
    const { store } = this.#parts;
    const known = store.getState().doors;
    if (known === before && known.isOpen !== doors.isOpen) store.setState({ doors });
  }
}
