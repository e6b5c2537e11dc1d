import type { Producer } from 'mediasoup-client/types';

/** A layer that nobody watches goes on for this long: layouts come and go. */
const UNWATCHED_MS = 3_000;

/** How many layers of one picture that is sent (simulcast) are encoded, the smallest counted first. */
export class SentLayers {
  readonly #producer: Producer;
  readonly #count: number;
  #encoded: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #change: Promise<void> = Promise.resolve();

  constructor(producer: Producer) {
    this.#producer = producer;
    this.#count = producer.rtpParameters.encodings?.length ?? 0;
    this.#encoded = this.#count;
    producer.observer.once('close', () => clearTimeout(this.#timer));
  }

  /** Encodes so many from now on or, when it is fewer, soon; without a number all. */
  want(wanted = Number.POSITIVE_INFINITY): void {
    clearTimeout(this.#timer);
    if (this.#producer.closed) return;
    const layers = Math.min(wanted, this.#count);
    if (layers >= this.#encoded) this.#encode(layers);
    else this.#timer = setTimeout(() => this.#encode(layers), UNWATCHED_MS);
  }

  #encode(layers: number): void {
    if (layers === this.#encoded) return;
    this.#encoded = layers;
    this.#change = this.#change.then(() => this.#carry());
  }

  /** Asked of the browser itself: mediasoup-client would negotiate anew, and hold up whatever is published next. */
  async #carry(): Promise<void> {
    const sender = this.#producer.rtpSender;
    const parameters = sender?.getParameters();
    for (const [layer, encoding] of parameters?.encodings.entries() ?? []) {
      encoding.active = layer < this.#encoded;
    }
    // A browser that cannot do this goes on encoding all, which costs it more and harms nobody.
    if (parameters) await sender?.setParameters(parameters).catch(() => {});
  }
}
