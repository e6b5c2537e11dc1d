import { SoundHold, type WorkerGreeting } from './SoundHold.ts';

/** The worker in which sound is held back, for all senders of a transport. */
export class SoundHolds {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** @returns undefined where the worker does not start: what waited for it would be silent */
  static start(): Promise<SoundHolds | undefined> {
    const worker = new Worker(new URL('./holdSound.ts', import.meta.url), { type: 'module' });
    return new Promise((resolve) => {
      worker.onmessage = (_greeting: MessageEvent<WorkerGreeting>) => resolve(new SoundHolds(worker));
      worker.onerror = () => {
        worker.terminate();
        resolve(undefined);
      };
    });
  }

  /** @returns undefined when the browser refuses: the sender then sends as any other */
  of(sender: RTCRtpSender): SoundHold | undefined {
    try {
      return new SoundHold(sender, this.#worker);
    } catch {
      return undefined;
    }
  }

  /** Every sender that was held here is closed. */
  close(): void {
    this.#worker.terminate();
  }
}
