import {
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
import type { Log } from '../log.ts';
import type { Connection } from './Connection.ts';
import { RequestClient, type RequestOptions } from './RequestClient.ts';
import { WHILE_OFFLINE } from './whileOffline.ts';

export type EventListener = {
  roomEvent(event: RoomEvent, seq: number): void;
  momentEvent(event: MomentEvent): void;
};

/**
 * The only thing that touches the socket. Every answer and every event is checked against its
 * schema; a bad event is dropped and logged whole, a bad answer rejects with `internal`.
 */
export class SignalingClient {
  readonly #connection: Connection;
  readonly #log: Log;
  readonly #listeners = new Set<EventListener>();
  readonly #requests: RequestClient<typeof requests>;

  constructor(connection: Connection, log: Log) {
    this.#connection = connection;
    this.#log = log;
    this.#requests = new RequestClient({
      connection,
      requests,
      whileOffline: WHILE_OFFLINE,
      needsNoAdmission: (name) => requests[name].stage === 'connected',
      log,
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
    this.#requests.admit();
  }

  /** The line is open and yet nothing comes through: it is given up for a new one. */
  reconnect(): void {
    this.#connection.reconnect();
  }

  /** No request is sent after this; those under way reject. */
  close(): void {
    this.#requests.close();
  }

  /** @throws ParleyError as `RequestClient.request` does */
  request<Name extends RequestName>(
    name: Name,
    data: RequestOf<Name>,
    options?: RequestOptions,
  ): Promise<ReplyOf<Name>> {
    return this.#requests.request(name, data, options);
  }

  /** Says what needs no answer, as `RequestClient.tell` does. */
  tell<Name extends RequestName>(name: Name, data: RequestOf<Name>): void {
    this.#requests.tell(name, data);
  }

  /** An event that the server kept, checked like a live one. */
  checkKept(name: string, data: unknown): RoomEvent | undefined {
    if (!Object.hasOwn(roomEvents, name)) {
      this.#log.error('dropped an unknown kept event', { name, data });
      return undefined;
    }
    return this.#checkRoomEvent(name as RoomEventName, data);
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
}
