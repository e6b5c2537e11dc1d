import { ParleyError } from '@parley/protocol/errors';
import type { MediaWorker } from './MediaWorker.ts';
import { placeFor } from './placement.ts';
import { RoomPart } from './RoomPart.ts';

type Setup = {
  /** Those that run. */
  workers: () => readonly MediaWorker[];
  /** How many peers of the room fit on one of them. */
  peersPerWorker: number;
  onOpened: (part: RoomPart) => void;
  /** The worker below a part died; the room goes on in the others. */
  onDied: (part: RoomPart) => void;
  /** There is no other part. */
  onLost: () => void;
};

type Place = {
  readonly worker: MediaWorker;
  readonly part: Promise<RoomPart>;
  /** Those who are here or on their way in. */
  peers: number;
};

/** Room for one peer. */
export type Seat = {
  readonly part: RoomPart;
  /** To be called once. */
  leave(): void;
};

/**
 * The workers that a room is on: one, and more when it outgrows that. A part that everybody has left is
 * closed, but for the last one.
 */
export class RoomParts {
  readonly #setup: Setup;
  readonly #places = new Map<MediaWorker, Place>();
  #isOpen = false;

  private constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** @throws {ParleyError} `internal` when no worker runs */
  static async open(setup: Setup): Promise<RoomParts> {
    const parts = new RoomParts(setup);
    await parts.#choose().part;
    parts.#isOpen = true;
    return parts;
  }

  /** It was closed, or there is nothing left of it. */
  get isClosed(): boolean {
    return !this.#isOpen;
  }

  /** Finds a place for somebody who comes in, on one more worker when it is time for that. */
  async take(): Promise<Seat> {
    const place = this.#choose();
    place.peers += 1;
    const leave = () => {
      place.peers -= 1;
      this.#closeEmpty();
    };
    try {
      const part = await place.part;
      this.#closeEmpty();
      return { part, leave };
    } catch (error) {
      leave();
      throw error;
    }
  }

  close(): void {
    this.#isOpen = false;
    for (const place of this.#places.values()) this.#close(place);
  }

  #choose(): Place {
    const { workers, peersPerWorker } = this.#setup;
    const peers = new Map([...this.#places].map(([worker, place]) => [worker, place.peers]));
    const worker = placeFor(peers, workers(), peersPerWorker);
    if (!worker) throw new ParleyError('internal', 'No media worker is running at the moment.');
    return this.#places.get(worker) ?? this.#open(worker);
  }

  #open(worker: MediaWorker): Place {
    const part = RoomPart.open(worker);
    const place: Place = { worker, part, peers: 0 };
    this.#places.set(worker, place);
    part.then(
      (opened) => {
        this.#setup.onOpened(opened);
        opened.router.observer.once('close', () => this.#ended(place, opened));
      },
      () => this.#ended(place, undefined),
    );
    return place;
  }

  #ended(place: Place, part: RoomPart | undefined): void {
    this.#forget(place);
    if (!this.#isOpen) return;
    if (this.#places.size > 0) {
      // One that was closed because nobody was left in it is no loss.
      if (part && place.worker.hasDied) this.#setup.onDied(part);
      return;
    }
    this.#isOpen = false;
    // On a stop of the whole server nobody has to be told.
    if (place.worker.hasDied || !place.worker.isClosed) this.#setup.onLost();
  }

  #closeEmpty(): void {
    for (const place of this.#places.values()) {
      if (place.peers === 0 && this.#places.size > 1) this.#close(place);
    }
  }

  #close(place: Place): void {
    this.#forget(place);
    place.part.then(
      (part) => part.close(),
      () => {
        // There is nothing to close.
      },
    );
  }

  #forget(place: Place): void {
    if (this.#places.get(place.worker) === place) this.#places.delete(place.worker);
  }
}
