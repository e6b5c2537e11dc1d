/** Whose description it is: of this end of the connection or of the other one. */
type Side = 'local' | 'remote';
type Sides = Readonly<Record<Side, RTCSessionDescriptionInit | null>>;

const NONE: Sides = { local: null, remote: null };

/**
 * What the two ends of a connection have agreed on and what is still on the table, by what was set: W3C WebRTC,
 * "set the RTCSessionDescription" (4.4.1.5), without what ICE adds later.
 */
export class Descriptions {
  #current = NONE;
  #pending = NONE;

  get current(): Sides {
    return this.#current;
  }

  get pending(): Sides {
    return this.#pending;
  }

  /** @param description which the connection has taken */
  set(side: Side, description: RTCSessionDescriptionInit): void {
    switch (description.type) {
      case 'offer':
        // One of the other side, too: it is only taken once an own one was rolled back.
        this.#pending = { ...NONE, [side]: description };
        return;
      case 'pranswer':
        this.#pending = { ...this.#pending, [side]: description };
        return;
      case 'answer':
        this.#current = { ...this.#pending, [side]: description };
        this.#pending = NONE;
        return;
      case 'rollback':
        this.#pending = NONE;
        return;
    }
  }
}
