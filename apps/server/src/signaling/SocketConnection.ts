import type { ClientToServerEvents, MomentEvent, ServerToClientEvents } from '@parley/protocol/contract';
import type { DefaultEventsMap, DisconnectReason, Server, Socket } from 'socket.io';
import type { Connection, ConnectionEnd } from '../calls/Connection.ts';
import type { NumberedEvent } from '../room/EventLog.ts';
import type { Visitor } from './Visitor.ts';

/** Who is at the other end: the visitor once its requests are bound. */
type SocketData = {
  visitor?: Visitor;
  /** Of whoever is signed in, where that matters. */
  sessionId?: string | undefined;
};

export type ParleySocket = Socket<
  ClientToServerEvents,
  ServerToClientEvents,
  DefaultEventsMap,
  SocketData
>;
export type ParleyServer = Server<
  ClientToServerEvents,
  ServerToClientEvents,
  DefaultEventsMap,
  SocketData
>;

/** socket.io's words, as far as they mean something else than a connection closed by the other side. */
const ENDS: Partial<Record<DisconnectReason, ConnectionEnd>> = {
  'client namespace disconnect': 'left',
  'ping timeout': 'silent',
};

/** A socket.io socket as a call knows it. */
export class SocketConnection implements Connection {
  readonly #socket: ParleySocket;
  #onEnded: (end: ConnectionEnd) => void = () => {};
  #onQuiet: (isQuiet: boolean) => void = () => {};
  #isQuiet = false;

  /** @param quietAfterMs how long nothing may come, not even the answer to a ping */
  constructor(socket: ParleySocket, quietAfterMs: number) {
    this.#socket = socket;
    const silence = setTimeout(() => this.#setQuiet(true), quietAfterMs);
    const { conn } = socket;
    const heard = () => {
      silence.refresh();
      this.#setQuiet(false);
    };
    conn.on('packet', heard);
    socket.once('disconnect', (reason) => {
      // The line may outlive the socket: a client can leave it and come again over the same one.
      conn.off('packet', heard);
      clearTimeout(silence);
      this.#onEnded(ENDS[reason] ?? 'closed');
    });
  }

  get isOpen(): boolean {
    return this.#socket.connected;
  }

  send(event: NumberedEvent): void {
    // socket.io cannot know that this name and this data belong together; RoomEvent says so.
    (this.#socket as Socket).emit(event.name, event.data, event.seq);
  }

  sendMoment(event: MomentEvent): void {
    (this.#socket as Socket).emit(event.name, event.data);
  }

  subscribe(channel: string): void {
    void this.#socket.join(channel);
  }

  unsubscribe(channel: string): void {
    void this.#socket.leave(channel);
  }

  whenEnded(callback: (end: ConnectionEnd) => void): void {
    this.#onEnded = callback;
  }

  whenQuiet(callback: (isQuiet: boolean) => void): void {
    this.#onQuiet = callback;
  }

  end(): void {
    this.#socket.disconnect(true);
  }

  /** Without socket.io's goodbye, which would tell the client to stay away. */
  reset(): void {
    this.#socket.conn.close();
  }

  #setQuiet(isQuiet: boolean): void {
    if (isQuiet === this.#isQuiet) return;
    this.#isQuiet = isQuiet;
    this.#onQuiet(isQuiet);
  }
}
