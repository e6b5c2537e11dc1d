import { isCallCode } from '@parley/protocol/code';
import type { ClosedReason } from '@parley/protocol/doors';
import { ParleyError } from '@parley/protocol/errors';
import { isCheckRoom } from '@parley/protocol/ids';
import { LIMITS } from '@parley/protocol/limits';
import type { PeerAccount } from '@parley/protocol/peer';
import { closedError, type Doors } from '../room/Doors.ts';
import type { ReservedPlace } from '../room/ReservedPlace.ts';
import { Room } from '../room/Room.ts';
import type { RoomGuard } from '../room/RoomGuard.ts';
import { Call } from './Call.ts';
import type { CallSetup } from './CallSetup.ts';

export type CallsSetup = Pick<
  CallSetup,
  | 'mediaServer'
  | 'storage'
  | 'outbox'
  | 'timers'
  | 'grace'
  | 'tokens'
  | 'now'
  | 'newId'
  | 'counts'
  | 'onLeft'
  | 'directCalls'
  | 'videoCodec'
  | 'log'
> & {
  maxPeers: number;
  doors: Doors;
};

/** Somebody who was in the room before. */
type Former = { peerId: string; resumeToken: string };

/** Proofs of places are good for a day: so long it must be known what they are no longer good for. */
const CLOSED_KEPT_MS = 24 * 60 * 60 * 1000;

/** More than any self-test takes: its rooms are no place to meet in behind the operator's back. */
const CHECK_MS = 10 * 60 * 1000;

/** How much is open at the moment, over all calls. */
export type CallTotals = { rooms: number; peers: number; publications: number; timers: number };

/** The calls that are open, by the name of their room. */
export class Calls {
  readonly #setup: CallsSetup;
  readonly #calls = new Map<string, Call>();
  readonly #opening = new Map<string, Promise<Call>>();
  /** Messages of closed calls that are still being kept: the next call of that room waits for them. */
  readonly #settling = new Map<string, Promise<void>>();
  /** When the operator closed the meeting of a room, epoch ms. */
  readonly #closedAt = new Map<string, number>();
  #isClosing = false;
  /** Set while no new calls are opened; called when the last one has ended. */
  #onDrained: (() => void) | undefined;

  constructor(setup: CallsSetup) {
    this.#setup = setup;
  }

  get maxPeers(): number {
    return this.#setup.maxPeers;
  }

  find(room: string): Call | undefined {
    return this.#calls.get(room);
  }

  /**
   * A place in the call of this room, which is opened if it is not yet.
   *
   * @throws {ParleyError} `full`; `closed`; `internal` while the server is stopping; `unavailable`
   *   while it is draining and the room is not open
   */
  async reservePlace(room: string, former?: Former): Promise<{ call: Call; place: ReservedPlace }> {
    if (this.#isClosing) throw new ParleyError('internal', 'The server is stopping.');
    this.assertMayEnter(room, former);
    const call = this.#calls.get(room) ?? (await this.#open(room));
    return { call, place: call.room.reservePlace() };
  }

  /** @throws {ParleyError} `closed`, with `details.reason` */
  assertMayEnter(room: string, former: Former | undefined): void {
    const { doors, tokens, now } = this.#setup;
    const call = this.#calls.get(room);
    const joinedBefore = former && tokens.joinedAt(former.resumeToken, { room, peerId: former.peerId });
    if (joinedBefore !== undefined && former && call?.access.wasRemoved(former.peerId)) {
      throw closedError('removed');
    }
    const isRunning = call !== undefined;
    doors.assertMayEnter({ isRunning, closedAt: this.#closedAt.get(room), joinedBefore }, now());
  }

  /**
   * Who gets into a room; undefined when nobody keeps it. Of an open call it is known.
   *
   * @throws {ParleyError} `unavailable` when the database does not say
   */
  async guardOf(room: string): Promise<RoomGuard | undefined> {
    const call = this.#calls.get(room);
    return call === undefined ? this.#readGuard(room) : call.access.guard.now;
  }

  /** Who may be in this room is another now. */
  async guardChanged(room: string): Promise<void> {
    await this.#opening.get(room)?.catch(() => undefined);
    await this.#calls.get(room)?.access.guardChanged();
  }

  /** What everybody may see of an account is another now; null when it is nothing. */
  showAccount(accountId: string, account: PeerAccount | null): void {
    for (const call of this.#calls.values()) call.access.showAccount(accountId, account);
  }

  /** Resolves when what was said in a call that has ended is kept. */
  async settled(room: string): Promise<void> {
    await this.#settling.get(room);
  }

  /** The calls that somebody is in, the longest first, without those of the connection self-test. */
  list(): Call[] {
    return [...this.#calls.values()].filter(({ room }) => !room.isEmpty && !isCheckRoom(room.name));
  }

  /** Ends one call for good. @throws {ParleyError} `not-found` */
  end(room: string, reason: ClosedReason): void {
    const call = this.#calls.get(room);
    if (call === undefined) throw new ParleyError('not-found', 'Nobody is in this room.');
    const now = this.#setup.now();
    for (const [name, at] of this.#closedAt) {
      if (now - at > CLOSED_KEPT_MS) this.#closedAt.delete(name);
    }
    this.#closedAt.set(room, now);
    call.end(reason);
  }

  /** Ends all calls for good, those that are being opened too. */
  async endAll(reason: ClosedReason): Promise<void> {
    await Promise.allSettled(this.#opening.values());
    for (const room of [...this.#calls.keys()]) this.end(room, reason);
  }

  /** Those whom this session let in leave their calls. */
  endSession(sessionId: string): void {
    for (const call of [...this.#calls.values()]) call.access.endSession(sessionId);
  }

  totals(): CallTotals {
    const calls = [...this.#calls.values()];
    const sum = (count: (call: Call) => number) => calls.reduce((total, call) => total + count(call), 0);
    return {
      rooms: calls.length,
      peers: sum((call) => call.room.peerCount),
      publications: sum((call) => call.room.publications.size),
      timers: sum((call) => call.timerCount),
    };
  }

  /** Opens no more calls; resolves when the last one has ended. */
  async drain(): Promise<void> {
    const { promise: drained, resolve } = Promise.withResolvers<void>();
    this.#onDrained = resolve;
    await Promise.allSettled(this.#opening.values());
    if (this.#calls.size === 0) resolve();
    await drained;
  }

  /** Ends all calls, opens no more, and resolves when what was said is kept. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.allSettled(this.#opening.values());
    for (const call of [...this.#calls.values()]) call.close();
    await Promise.all(this.#settling.values());
  }

  #open(room: string): Promise<Call> {
    const underWay = this.#opening.get(room);
    if (underWay !== undefined) return underWay;
    if (this.#onDrained !== undefined) {
      throw new ParleyError('unavailable', 'The server opens no new rooms: it is about to stop.');
    }
    const opening = this.#create(room).finally(() => this.#opening.delete(room));
    this.#opening.set(room, opening);
    return opening;
  }

  async #create(name: string): Promise<Call> {
    const { storage, outbox, maxPeers, now, newId, log } = this.#setup;
    await this.#settling.get(name);
    const [chat, guard] = await Promise.all([
      isCheckRoom(name)
        ? { messages: [], hasMore: false }
        : storage.chat.page(name, { limit: LIMITS.chatPageSize }),
      this.#readGuard(name),
    ]);
    const channel = newId();
    let changed = () => {};
    const room = new Room({
      name,
      maxPeers: maxPeersOf(name) ?? maxPeers,
      chat,
      now,
      onEvent: (event) => {
        outbox.publish(channel, event);
        changed();
      },
    });
    let letBe = () => {};
    const call = await Call.open({
      ...this.#setup,
      room,
      guard,
      channel,
      onClosed: () => {
        letBe();
        this.#closed(name);
      },
    });
    changed = () => call.direct.look();
    if (isCheckRoom(name)) letBe = this.#setup.timers.after(CHECK_MS, () => call.end('room-closed'));
    this.#calls.set(name, call);
    log.info({ room: name }, 'room opened');
    return call;
  }

  async #readGuard(room: string): Promise<RoomGuard | undefined> {
    // These are nobody's to keep.
    if (isCheckRoom(room) || isCallCode(room)) return undefined;
    return this.#setup.storage.keptRooms.guard(room);
  }

  #closed(name: string): void {
    const call = this.#calls.get(name);
    if (call === undefined) return;
    this.#calls.delete(name);
    this.#setup.log.info({ room: name }, 'room closed');
    const settling = call.chat.settled().finally(() => {
      if (this.#settling.get(name) === settling) this.#settling.delete(name);
    });
    this.#settling.set(name, settling);
    if (this.#calls.size === 0) this.#onDrained?.();
  }
}

/** Of rooms that have a limit of their own. */
function maxPeersOf(room: string): number | undefined {
  if (isCheckRoom(room)) return LIMITS.checkPeers;
  return isCallCode(room) ? LIMITS.codePeers : undefined;
}
