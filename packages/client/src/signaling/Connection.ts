import { ErrorCode, ParleyError } from '@parley/protocol/errors';
import { retryDelayMs } from './backoff.ts';
import type { WireSocket } from './openSocket.ts';

export type ConnectionListener = {
  /** The socket is open: for the first time or again. */
  opened(): void;
  /** It was open and is gone. The next try is already planned. */
  lost(): void;
  /** The server will not have this client, now or later. There is no next try. */
  refused(error: ParleyError): void;
};

/** `window`, or nothing in a program without one. */
export type NetworkEvents = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

/**
 * Keeps one socket open for as long as it is wanted. A lost socket is opened again after a short,
 * growing, jittered pause, and at once when the browser says that the network is back. It never
 * gives up. (That the network has gone, socket.io's own `offline` listener notices at once; a dead
 * one its ping timeout.)
 */
export class Connection {
  readonly socket: WireSocket;
  readonly #network: NetworkEvents | undefined;
  readonly #random: () => number;
  readonly #listeners = new Set<ConnectionListener>();
  #isWanted = false;
  #wasOpen = false;
  #attempt = 0;
  #nextDelayMs: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    socket: WireSocket,
    network: NetworkEvents | undefined,
    random: () => number = Math.random,
  ) {
    this.socket = socket;
    this.#network = network;
    this.#random = random;
    socket.on('connect', () => this.#opened());
    socket.on('disconnect', () => this.#failed());
    socket.on('connect_error', (error: unknown) => this.#refusedOrFailed(error));
  }

  get isOpen(): boolean {
    return this.#isWanted && this.socket.connected;
  }

  listen(listener: ConnectionListener): void {
    this.#listeners.add(listener);
  }

  open(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#network?.addEventListener('online', this.#retryNow);
    this.socket.connect();
  }

  /** What was sent before still goes out. Can be opened again. */
  close(): void {
    if (!this.#isWanted) return;
    this.#isWanted = false;
    this.#attempt = 0;
    this.#clearTimer();
    this.#network?.removeEventListener('online', this.#retryNow);
    this.socket.disconnect();
    this.#tellLost();
  }

  /**
   * Gives up a socket that looks open but is not: a network that was left closes nothing. Without
   * socket.io's goodbye, which would be leaving, should it arrive after all.
   */
  reconnect(): void {
    if (this.isOpen) this.socket.io.engine.close();
  }

  /** The server said when to come back: the first try after the coming loss waits that long. */
  waitBeforeRetry(ms: number): void {
    this.#nextDelayMs = ms;
  }

  readonly #retryNow = (): void => {
    if (!this.#isWanted || this.socket.connected) return;
    this.#clearTimer();
    this.#attempt = 0;
    this.socket.connect();
  };

  #opened(): void {
    this.#clearTimer();
    this.#attempt = 0;
    this.#wasOpen = true;
    for (const listener of this.#listeners) listener.opened();
  }

  #refusedOrFailed(error: unknown): void {
    const refusal = finalRefusal(error);
    if (!refusal) {
      this.#failed();
      return;
    }
    this.close();
    for (const listener of this.#listeners) listener.refused(refusal);
  }

  #failed(): void {
    if (!this.#isWanted) return;
    this.#planRetry();
    this.#tellLost();
  }

  #tellLost(): void {
    if (!this.#wasOpen) return;
    this.#wasOpen = false;
    for (const listener of this.#listeners) listener.lost();
  }

  #planRetry(): void {
    this.#clearTimer();
    const delayMs = this.#nextDelayMs ?? retryDelayMs(this.#attempt, this.#random());
    this.#nextDelayMs = undefined;
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.socket.connect(), delayMs);
  }

  #clearTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** Codes of a `HandshakeRefusal` after which another try would be answered the same. */
const FINAL: readonly ErrorCode[] = ['bad-request', 'forbidden', 'unauthorized'];

/** socket.io puts what the server's handshake said into `data` of the error. */
function finalRefusal(error: unknown): ParleyError | undefined {
  if (!(error instanceof Error) || !('data' in error)) return undefined;
  const data = error.data;
  if (typeof data !== 'object' || data === null || !('code' in data)) return undefined;
  const code = ErrorCode.safeParse(data.code);
  if (!code.success || !FINAL.includes(code.data)) return undefined;
  // Another version's server says in its message to reload the page.
  return new ParleyError(code.data, error.message, { reason: 'handshake-refused' });
}
