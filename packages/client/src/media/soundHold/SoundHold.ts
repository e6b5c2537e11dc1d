import type { RestEnd } from './HeldSound.ts';

/** What the worker is told, and what it says. */
export type HoldOrder = 'hold' | 'rest' | 'release';
export type HoldAnswer = 'released' | RestEnd;
export type WorkerGreeting = 'ready';

/**
 * Holds back the encoded sound of one sender: what somebody says between unmuting, or beginning to speak, and the
 * moment in which those who listen can take it. Their jitter buffers play all of it, and catch up by themselves.
 */
export class SoundHold {
  readonly #port: MessagePort;
  readonly #waiting: (() => void)[] = [];
  #endRest: (why: RestEnd | 'released') => void = () => {};
  #isResting = false;
  #isClosed = false;

  /** @param sender that was made in this very task: Chromium takes no transform later (`transform` is then ignored) */
  constructor(sender: RTCRtpSender, worker: Worker) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<HoldAnswer>) => {
      if (data === 'released') this.#waiting.shift()?.();
      else this.#endRest(data);
    };
    sender.transform = new RTCRtpScriptTransform(worker, { port: port2 }, [port2]);
  }

  hold(): void {
    this.#order('hold');
  }

  /**
   * Sends nothing from here on. Settles when somebody speaks, or the browser cannot tell: what is said from then on,
   * and the moment before it, is held back until `release`; or when it is released before that.
   */
  rest(): Promise<RestEnd | 'released'> {
    if (this.#isClosed) return Promise.resolve('released');
    const ended = new Promise<RestEnd | 'released'>((resolve) => {
      this.#endRest = resolve;
    });
    this.#isResting = true;
    this.#order('rest');
    return ended;
  }

  /** Ends a rest as `release` does; where another one has released it, what is held back now is not its own. */
  wake(): Promise<void> {
    return this.#isResting ? this.release() : Promise.resolve();
  }

  /** Settles when all that was held back is on its way: whatever is asked of the server then comes after it. */
  release(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#isResting = false;
    this.#endRest('released');
    const released = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#order('release');
    return released;
  }

  /** The sender is closed. Nobody waits any longer. */
  close(): void {
    this.#isClosed = true;
    this.#port.close();
    this.#endRest('released');
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #order(order: HoldOrder): void {
    this.#port.postMessage(order);
  }
}
