import {
  AnyAnswer,
  type MomentEvent,
  type MomentEventName,
  momentEvents,
  type ReplyOf,
  type RequestName,
  type RequestOf,
  type RoomEvent,
  type RoomEventName,
  requests,
  roomEvents,
} from '@parley/protocol/contract';
import { ParleyError } from '@parley/protocol/errors';
import type { Log } from '../log.ts';
import type { Connection } from './Connection.ts';
import { WHILE_OFFLINE } from './whileOffline.ts';

export type EventListener = {
  roomEvent(event: RoomEvent, seq: number): void;
  momentEvent(event: MomentEvent): void;
};

type Pending = { lose(): void };

const DEFAULT_TIMEOUT_MS = 10_000;
const LOST = Symbol('the connection was lost before the answer');

/** True for the rejection of a request that had no connection, or lost it before the answer. */
export function isOffline(error: unknown): boolean {
  return error instanceof ParleyError && error.details?.['reason'] === 'offline';
}

/**
 * The only thing that touches the socket. Every answer and every event is checked against its
 * schema; a bad event is dropped and logged whole, a bad answer rejects with `internal`.
 */
export class SignalingClient {
  readonly #connection: Connection;
  readonly #log: Log;
  readonly #listeners = new Set<EventListener>();
  readonly #pending = new Set<Pending>();
  readonly #waiting = new Set<() => void>();
  #isAdmitted = false;
  #isClosed = false;

  constructor(connection: Connection, log: Log) {
    this.#connection = connection;
    this.#log = log;
    connection.listen({
      opened: () => this.#wake(),
      lost: () => this.#lost(),
      refused: () => this.close(),
    });
    for (const name of Object.keys(roomEvents) as RoomEventName[]) {
      connection.socket.on(name, (data: unknown, seq: unknown) => this.#roomEvent(name, data, seq));
    }
    for (const name of Object.keys(momentEvents) as MomentEventName[]) {
      connection.socket.on(name, (data: unknown) => this.#momentEvent(name, data));
    }
  }

  listen(listener: EventListener): void {
    this.#listeners.add(listener);
  }

  /**
   * The session is in the room (joined, or resumed after a loss): requests of stage `joined` may be
   * sent from now until the connection is lost.
   */
  admit(): void {
    this.#isAdmitted = this.#connection.isOpen;
    this.#wake();
  }

  /** The line is open and yet nothing comes through: it is given up for a new one. */
  reconnect(): void {
    this.#connection.reconnect();
  }

  /** No request is sent after this; those under way reject. */
  close(): void {
    this.#isClosed = true;
    this.#lost();
    this.#wake();
  }

  /**
   * @param timeoutMs until the answer, waiting for a connection included
   * @throws ParleyError with the server's code; `timeout` when no answer came in time or (with
   *   `isOffline`) there was no connection; `internal` for an answer that is not of its schema
   */
  async request<Name extends RequestName>(
    name: Name,
    data: RequestOf<Name>,
    { timeoutMs = DEFAULT_TIMEOUT_MS }: { timeoutMs?: number } = {},
  ): Promise<ReplyOf<Name>> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      await this.#untilAllowed(name, deadline);
      const answer = await this.#send(name, data, deadline);
      if (answer !== LOST) return this.#checked(name, answer);
      if (this.#isClosed || WHILE_OFFLINE[name] !== 'resend') throw offline(name);
    }
  }

  /** Sends without waiting for anything: for the last words of a page that is going away. */
  sendLast<Name extends RequestName>(name: Name, data: RequestOf<Name>): void {
    if (this.#mayBeSent(name)) this.#connection.socket.emit(name, data, () => {});
  }

  /** An event that the server kept, checked like a live one. */
  checkKept(name: string, data: unknown): RoomEvent | undefined {
    if (!Object.hasOwn(roomEvents, name)) {
      this.#log.error('dropped an unknown kept event', { name, data });
      return undefined;
    }
    return this.#checkRoomEvent(name as RoomEventName, data);
  }

  #mayBeSent(name: RequestName): boolean {
    if (this.#isClosed || !this.#connection.isOpen) return false;
    return requests[name].stage === 'connected' || this.#isAdmitted;
  }

  async #untilAllowed(name: RequestName, deadline: number): Promise<void> {
    while (!this.#mayBeSent(name)) {
      if (this.#isClosed || WHILE_OFFLINE[name] === 'fail') throw offline(name);
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) throw offline(name);
      await this.#untilWoken(leftMs);
    }
  }

  #untilWoken(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#waiting.add(done);
    });
  }

  #send(name: RequestName, data: unknown, deadline: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        this.#pending.delete(pending);
      };
      const pending: Pending = {
        lose: () => {
          settle();
          resolve(LOST);
        },
      };
      const timer = setTimeout(
        () => {
          settle();
          reject(new ParleyError('timeout', `The server did not answer ${name} in time.`));
        },
        Math.max(0, deadline - Date.now()),
      );
      this.#pending.add(pending);
      this.#connection.socket.emit(name, data, (answer: unknown) => {
        settle();
        resolve(answer);
      });
    });
  }

  #checked<Name extends RequestName>(name: Name, raw: unknown): ReplyOf<Name> {
    const answer = AnyAnswer.safeParse(raw);
    if (answer.success && !answer.data.ok) throw ParleyError.fromWire(answer.data.error);
    const reply = answer.success
      ? requests[name].reply.safeParse(answer.data.ok ? answer.data.data : undefined)
      : undefined;
    if (!reply?.success) {
      this.#log.error(`the answer to ${name} is not of its form`, { answer: raw, reply });
      throw new ParleyError('internal', `The server's answer to ${name} could not be read.`);
    }
    // The schema is the one of this name; TypeScript cannot follow that through the table.
    return reply.data as ReplyOf<Name>;
  }

  #checkRoomEvent(name: RoomEventName, data: unknown): RoomEvent | undefined {
    const checked = roomEvents[name].safeParse(data);
    if (checked.success) return { name, data: checked.data } as RoomEvent;
    this.#log.error(`dropped a bad ${name}`, { data, problems: checked.error });
    return undefined;
  }

  #roomEvent(name: RoomEventName, data: unknown, seq: unknown): void {
    if (typeof seq !== 'number' || !Number.isSafeInteger(seq)) {
      this.#log.error(`dropped a ${name} without its number`, { data, seq });
      return;
    }
    const event = this.#checkRoomEvent(name, data);
    if (event) for (const listener of this.#listeners) listener.roomEvent(event, seq);
  }

  #momentEvent(name: MomentEventName, data: unknown): void {
    const checked = momentEvents[name].safeParse(data);
    if (!checked.success) {
      this.#log.error(`dropped a bad ${name}`, { data, problems: checked.error });
      return;
    }
    const event = { name, data: checked.data } as MomentEvent;
    for (const listener of this.#listeners) listener.momentEvent(event);
  }

  #lost(): void {
    this.#isAdmitted = false;
    for (const pending of [...this.#pending]) pending.lose();
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}

function offline(name: RequestName): ParleyError {
  return new ParleyError('timeout', `${name} could not be sent: there is no connection.`, {
    reason: 'offline',
  });
}
