import { ParleyError } from '@parley/protocol/errors';
import { isCheckRoom } from '@parley/protocol/ids';
import { LIMITS } from '@parley/protocol/limits';
import type { ReservedPlace } from '../room/ReservedPlace.ts';
import { Room } from '../room/Room.ts';
import { Call, type CallSetup } from './Call.ts';

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
  | 'log'
> & {
  maxPeers: number;
};

/** How much is open at the moment, over all calls. */
export type CallTotals = { rooms: number; peers: number; publications: number; timers: number };

/** The calls that are open, by the name of their room. */
export class Calls {
  readonly #setup: CallsSetup;
  readonly #calls = new Map<string, Call>();
  readonly #opening = new Map<string, Promise<Call>>();
  /** Messages of closed calls that are still being kept: the next call of that room waits for them. */
  readonly #settling = new Map<string, Promise<void>>();
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
   * @throws {ParleyError} `full`; `internal` while the server is stopping; `unavailable` while it is
   *   draining and the room is not open
   */
  async reservePlace(room: string): Promise<{ call: Call; place: ReservedPlace }> {
    if (this.#isClosing) throw new ParleyError('internal', 'The server is stopping.');
    const call = this.#calls.get(room) ?? (await this.#open(room));
    return { call, place: call.room.reservePlace() };
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
    const isCheck = isCheckRoom(name);
    const chat = isCheck
      ? { messages: [], hasMore: false }
      : await storage.chat.page(name, { limit: LIMITS.chatPageSize });
    const channel = newId();
    const room = new Room({
      name,
      maxPeers: isCheck ? LIMITS.checkPeers : maxPeers,
      chat,
      now,
      onEvent: (event) => outbox.publish(channel, event),
    });
    const call = await Call.open({
      ...this.#setup,
      room,
      channel,
      onClosed: () => this.#closed(name),
    });
    this.#calls.set(name, call);
    log.info({ room: name }, 'room opened');
    return call;
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
