import type { ParleySocket } from '../signaling/SocketConnection.ts';
import { DelayLine } from './DelayLine.ts';

/** A socket that asks for a place in a room: to come back to one, or for a new one. */
const ASKS_FOR_PLACE = /^\d*\["room:(?:resume|join)",/;

/** One socket with a place for faults in its line, between socket.io and Engine.IO. */
export class FaultySocket {
  readonly socket: ParleySocket;
  readonly #incoming = new DelayLine();
  readonly #outgoing = new DelayLine();

  /** @param mayAsk whether this text, which asks for a place, may reach the server */
  constructor(socket: ParleySocket, mayAsk: (text: string) => boolean) {
    this.socket = socket;
    const { conn } = socket;
    const listeners = conn.listeners('data');
    conn.removeAllListeners('data');
    conn.on('data', (data: unknown) => {
      if (typeof data === 'string' && ASKS_FOR_PLACE.test(data) && !mayAsk(data)) {
        this.close();
        return;
      }
      this.#incoming.pass(() => {
        for (const listener of listeners) listener.call(conn, data);
      });
    });
    const write = conn.write.bind(conn);
    conn.write = (...given) => {
      this.#outgoing.pass(() => void write(...given));
      return conn;
    };
  }

  /** As far as it has come: the peer that it is, if any. */
  isOf(peerId: string): boolean {
    return this.socket.data.visitor?.isPeer(peerId) === true;
  }

  delay(ms: number): void {
    this.#incoming.delayMs = ms;
    this.#outgoing.delayMs = ms;
  }

  /** Ends it without a goodbye of socket.io, so that the client comes back by itself. */
  close(): void {
    this.socket.conn.close(true);
  }

  /** Nothing passes, and neither side is told: heartbeats stay unanswered. */
  silence(): void {
    const line = this.socket.conn.request.socket;
    line.cork();
    line.pause();
  }

  unsilence(): void {
    const line = this.socket.conn.request.socket;
    line.uncork();
    line.resume();
  }
}
