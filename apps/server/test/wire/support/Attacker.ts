import { PROTOCOL_VERSION } from '@parley/protocol/version';
import { io, type Socket } from 'socket.io-client';

type Answer = { ok: boolean; error?: { code: string } };

/** Somebody who sends whatever comes to mind and keeps nothing but counts. */
export class Attacker {
  readonly #url: string;
  readonly #codes: Map<string, number>;
  #socket: Socket | undefined;
  #pending = 0;
  #onQuiet = () => {};

  /** @param codes how often each answer came; shared by all attackers */
  constructor(url: string, codes: Map<string, number>) {
    this.#url = url;
    this.#codes = codes;
  }

  get isOpen(): boolean {
    return this.#socket?.connected === true;
  }

  async open(): Promise<void> {
    const socket = io(this.#url, {
      transports: ['websocket'],
      auth: { protocol: PROTOCOL_VERSION },
      reconnection: false,
      forceNew: true,
    });
    // Answers to what a cut socket had asked do not come any more.
    socket.on('disconnect', () => this.#settle(this.#pending));
    this.#socket = socket;
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
  }

  send(name: string, ...given: unknown[]): void {
    this.#pending += 1;
    this.#socket?.emit(name, ...given, (answer: Answer) => {
      const code = answer.ok ? 'ok' : (answer.error?.code ?? 'none');
      this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
      this.#settle(1);
    });
  }

  /** Past socket.io, onto the line as it is. */
  sendText(text: string): void {
    this.#socket?.io.engine.write(text);
  }

  /** Resolves when each message was answered, or its socket cut. */
  async quiet(): Promise<void> {
    if (this.#pending === 0) return;
    await new Promise<void>((resolve) => {
      this.#onQuiet = resolve;
    });
  }

  close(): void {
    this.#socket?.disconnect();
  }

  #settle(count: number): void {
    this.#pending = Math.max(0, this.#pending - count);
    if (this.#pending === 0) this.#onQuiet();
  }
}
