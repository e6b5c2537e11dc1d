import { ParleyError } from '@parley/protocol/errors';
import type { Call } from '../calls/Call.ts';
import type { Connection } from '../calls/Connection.ts';
import type { Identity } from '../calls/Member.ts';
import type { PreparedPath } from '../calls/PreparedPaths.ts';

/** Where a socket is: in this call, as this peer. */
export type Seat = { readonly call: Call; readonly peerId: string };

/** What was made ready for a visitor in this call. */
type Prepared = Seat & PreparedPath;

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
  #prepared: Prepared | undefined;
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
   * Keeps a path ready until the visitor enters a call or is gone, in place of the one before.
   *
   * @param make resolves to what is to be kept, or to undefined when there is nothing
   * @returns what is kept; undefined when the visitor no longer waits for it, and it is closed
   * @throws {ParleyError} `conflict` when it is in a call or on the way into one
   */
  async prepare(make: () => Promise<Prepared | undefined>): Promise<Prepared | undefined> {
    this.#assertOutside();
    const prepared = await make();
    this.#dropPrepared();
    this.#prepared = prepared;
    if (!this.connection.isOpen || this.#isEntering || this.#taken() !== undefined) {
      this.#dropPrepared();
      return undefined;
    }
    this.connection.whenEnded(() => this.#dropPrepared());
    return prepared;
  }

  /** @returns as whom it was prepared, when it is still there and is this one */
  preparedIn(call: Call, transportId: string | undefined): string | undefined {
    const prepared = this.#prepared;
    const isThis = prepared?.call === call && prepared.media.receive.transportId === transportId;
    return isThis ? prepared.peerId : undefined;
  }

  /**
   * Takes the visitor into a call. One way in at a time.
   *
   * @throws {ParleyError} `conflict` when it is in a call or on the way into one
   */
  async enter<Result>(into: () => Promise<{ seat: Seat; result: Result }>): Promise<Result> {
    this.#assertOutside();
    this.#isEntering = true;
    try {
      const { seat, result } = await into();
      this.#seat = seat;
      this.#dropPrepared();
      return result;
    } finally {
      this.#isEntering = false;
    }
  }

  leave(): void {
    this.#seat = undefined;
  }

  #assertOutside(): void {
    if (this.#taken() !== undefined) throw new ParleyError('conflict', 'You are in a room already.');
    if (this.#isEntering) throw new ParleyError('conflict', 'You are joining a room already.');
  }

  /** One that was used on the way in is gone from where it was kept. */
  #dropPrepared(): void {
    this.#prepared?.call.media.prepared.close(this.#prepared.peerId);
    this.#prepared = undefined;
  }

  /** The operator may have ended the call, or put this peer out of it. */
  #taken(): Seat | undefined {
    if (this.#seat?.call.has(this.#seat.peerId) === false) this.#seat = undefined;
    return this.#seat;
  }
}
