import type { RoomEvent } from '@parley/protocol/contract';

/** A change to the room, with its number. */
export type NumberedEvent = RoomEvent & { readonly seq: number };

/**
 * Numbers a room's events and remembers the last of them for peers that come back. Numbers start at
 * 1 when the room opens, so that 0 means "has seen nothing".
 */
export class EventLog {
  readonly #capacity: number;
  readonly #onEvent: (event: NumberedEvent) => void;
  #kept: NumberedEvent[] = [];
  #seq = 0;

  constructor(capacity: number, onEvent: (event: NumberedEvent) => void) {
    this.#capacity = capacity;
    this.#onEvent = onEvent;
  }

  /** The number of the newest event. */
  get seq(): number {
    return this.#seq;
  }

  append(event: RoomEvent): void {
    this.#seq += 1;
    const numbered = { ...event, seq: this.#seq };
    this.#kept.push(numbered);
    if (this.#kept.length > this.#capacity) this.#kept.shift();
    this.#onEvent(numbered);
  }

  /**
   * What came after event `seq`, in order.
   *
   * @returns undefined when some of it is forgotten, or `seq` is from another life of this room
   */
  since(seq: number): NumberedEvent[] | undefined {
    const missed = this.#seq - seq;
    if (missed < 0 || missed > this.#kept.length) return undefined;
    return missed === 0 ? [] : this.#kept.slice(-missed);
  }
}
