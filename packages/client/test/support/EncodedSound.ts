import type { Transport } from 'mediasoup-client/types';
import { vi } from 'vitest';

type Listener = (event: { readonly transformer: object }) => void;

/** What has been encoded of a sound, here a number and how loud it is. */
type Frame = { readonly number: number; getMetadata(): { readonly audioLevel?: number } };

/** The sender of one producer, whose encoded sound a transform gets. */
class EncodedSender {
  /** What has gone to the network. */
  readonly sent: number[] = [];
  /** What the worker was told about it. */
  readonly orders: string[] = [];
  #encoded: ReadableStreamDefaultController<Frame> | undefined;
  readonly #onTransform: Listener;

  constructor(onTransform: Listener) {
    this.#onTransform = onTransform;
  }

  set transform({ options }: { readonly options: { readonly port: MessagePort } }) {
    const readable = new ReadableStream<Frame>({
      start: (encoded) => {
        this.#encoded = encoded;
      },
    });
    const write = ({ number }: Frame) => void this.sent.push(number);
    const writable = new WritableStream<Frame>({ write });
    this.#onTransform({ transformer: { readable, writable, options } });
    options.port.addEventListener('message', ({ data }) => this.orders.push(data));
  }

  get isTransformed(): boolean {
    return this.#encoded !== undefined;
  }

  say(...numbers: number[]): void {
    this.sound({ audioLevel: 0.1 }, ...numbers);
  }

  sound(metadata: { readonly audioLevel?: number }, ...numbers: number[]): void {
    for (const number of numbers) {
      if (this.#encoded) this.#encoded.enqueue({ number, getMetadata: () => metadata });
      else this.sent.push(number);
    }
  }
}

/** A browser with encoded transforms, as far as sound is concerned: the worker's script itself, run in the test's thread. */
export class EncodedSound {
  readonly senders: EncodedSender[] = [];
  /** Workers that were started, and those of them that were not ended. */
  readonly workers = { started: 0, running: 0 };
  readonly #onTransform: Listener;

  private constructor(onTransform: Listener) {
    this.#onTransform = onTransform;
  }

  static async stage({ startsWorkers = true, refuses = false } = {}): Promise<EncodedSound> {
    vi.resetModules();
    const listening = vi.fn<(name: string, listener: Listener) => void>();
    vi.stubGlobal('addEventListener', listening);
    vi.stubGlobal('postMessage', vi.fn());
    await import('../../src/media/soundHold/holdSound.ts');
    // What is loaded already is there when it is asked for.
    await import('../../src/media/soundHold/SoundHolds.ts');
    const stage = new EncodedSound((event) => {
      for (const [, listener] of listening.mock.calls) listener(event);
    });
    class Worker {
      onmessage: ((event: object) => void) | undefined;
      onerror: (() => void) | undefined;
      constructor() {
        stage.workers.started += 1;
        stage.workers.running += 1;
        queueMicrotask(() => (startsWorkers ? this.onmessage?.({ data: 'ready' }) : this.onerror?.()));
      }
      terminate() {
        stage.workers.running -= 1;
      }
    }
    class RTCRtpScriptTransform {
      readonly options: object;
      constructor(_worker: Worker, options: object) {
        if (refuses) throw new TypeError('no transforms here');
        this.options = options;
      }
    }
    vi.stubGlobal('Worker', Worker);
    vi.stubGlobal('RTCRtpScriptTransform', RTCRtpScriptTransform);
    return stage;
  }

  /** Each producer of this transport gets such a sender, the last one at the end of `senders`. */
  serve(transport: Transport): void {
    const produce = transport.produce.bind(transport);
    vi.spyOn(transport, 'produce').mockImplementation(async (options) => {
      const sender = new EncodedSender(this.#onTransform);
      options?.onRtpSender?.(sender as unknown as RTCRtpSender);
      const producer = await produce(options);
      this.senders.push(sender);
      return producer as never;
    });
  }

  get last(): EncodedSender {
    const sender = this.senders.at(-1);
    if (!sender) throw new Error('nothing was published');
    return sender;
  }
}
