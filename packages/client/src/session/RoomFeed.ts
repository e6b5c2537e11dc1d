import type { RoomEvent } from '@parley/protocol/contract';

/**
 * Holds events back while the answer they build on is still being taken in: several messages can
 * arrive in one packet, the answer to `room:join` and the first events after it among them.
 */
export class RoomFeed {
  readonly #apply: (event: RoomEvent, seq: number) => void;
  #held: { event: RoomEvent; seq: number }[] | null = [];

  constructor(apply: (event: RoomEvent, seq: number) => void) {
    this.#apply = apply;
  }

  take(event: RoomEvent, seq: number): void {
    if (this.#held) this.#held.push({ event, seq });
    else this.#apply(event, seq);
  }

  /** The connection is gone: what came over it and was not applied will be told again. */
  hold(): void {
    this.#held = [];
  }

  /** The state is up to date; from here each event is applied as it comes. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const { event, seq } of held) this.#apply(event, seq);
  }
}
