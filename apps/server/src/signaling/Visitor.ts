import { ParleyError } from '@parley/protocol/errors';
import type { Call } from '../calls/Call.ts';
import type { Connection } from '../calls/Connection.ts';
import type { Identity } from '../calls/Member.ts';

/** Where a socket is: in this call, as this peer. */
export type Seat = { readonly call: Call; readonly peerId: string };

type VisitorSetup = Pick<Visitor, 'connection' | 'address' | 'sessionId' | 'guestId'> & {
  /** Whose session this socket brings; undefined for a guest. */
  accountOf: () => Promise<Identity | undefined>;
};

/** One open socket, from its handshake on: first nowhere, then perhaps in a call, perhaps out again. */
export class Visitor {
  readonly connection: Connection;
  /** Of the client, proxies that are trusted taken away. */
  readonly address: string;
  /** The session that let it in, where guests are not; undefined for a guest. */
  readonly sessionId: string | undefined;
  /** Which guest it is, when that browser was here before; undefined for all others. */
  readonly guestId: string | undefined;
  readonly #accountOf: () => Promise<Identity | undefined>;
  #seat: Seat | undefined;
  #isEntering = false;

  constructor({ connection, address, accountOf, sessionId, guestId }: VisitorSetup) {
    this.connection = connection;
    this.address = address;
    this.#accountOf = accountOf;
    this.sessionId = sessionId;
    this.guestId = guestId;
  }

  /** Asked for when it is needed: nobody's way into a room is held up by it. */
  account(): Promise<Identity | undefined> {
    return this.#accountOf();
  }

  /** @throws {ParleyError} `not-joined` */
  get seat(): Seat {
    const seat = this.#taken();
    if (seat === undefined) throw new ParleyError('not-joined', 'Join a room first.');
    return seat;
  }

  isPeer(peerId: string): boolean {
    return this.#seat?.peerId === peerId;
  }

  /**
   * Takes the visitor into a call. One way in at a time.
   *
   * @throws {ParleyError} `conflict` when it is in a call or on the way into one
   */
  async enter<Result>(into: () => Promise<{ seat: Seat; result: Result }>): Promise<Result> {
    if (this.#taken() !== undefined) throw new ParleyError('conflict', 'You are in a room already.');
    if (this.#isEntering) throw new ParleyError('conflict', 'You are joining a room already.');
    this.#isEntering = true;
    try {
      const { seat, result } = await into();
      this.#seat = seat;
      return result;
    } finally {
      this.#isEntering = false;
    }
  }

  leave(): void {
    this.#seat = undefined;
  }

  /** The operator may have ended the call, or put this peer out of it. */
  #taken(): Seat | undefined {
    if (this.#seat?.call.has(this.#seat.peerId) === false) this.#seat = undefined;
    return this.#seat;
  }
}
