import type { Producer } from 'mediasoup-client/types';
import { encodeLayers } from './encodeLayers.ts';
import { largestWithin, layersWithin } from './layersWithin.ts';

/** What a picture may be at the most, whoever watches it. */
export type PictureLimit = {
  readonly layers: number;
  /** Of all its layers, in bit/s; null without a limit. */
  readonly bitrate: number | null;
  /** Of its smallest layer, in bit/s; null as it is made. */
  readonly smallestBitrate: number | null;
  /** Whether the largest of its layers that is watched takes it all: rather seldom a new picture than fewer pixels. */
  readonly isLargestAlone: boolean;
};

export const NO_PICTURE_LIMIT: PictureLimit = {
  layers: Number.POSITIVE_INFINITY,
  bitrate: null,
  smallestBitrate: null,
  isLargestAlone: false,
};

/** Of a layer of a screen that has few frames otherwise: as many as are captured, and so few bits that they are smaller. */
const IN_MOTION = { maxFramerate: 30, scaleResolutionDownBy: 2 };

/** A layer that nobody watches goes on for this long: layouts come and go. */
const UNWATCHED_MS = 3_000;

/** How many layers of one picture that is sent (simulcast or SVC) are encoded, the smallest counted first. */
export class SentLayers {
  readonly #producer: Producer;
  readonly #maxBitrates: readonly number[];
  /** Each stream as it is made. */
  readonly #made: readonly { readonly maxFramerate?: number; readonly scaleResolutionDownBy?: number }[];
  /** So many are watched. */
  #watched = Number.POSITIVE_INFINITY;
  #limit = NO_PICTURE_LIMIT;
  #isMotion = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #carried: string;
  #change: Promise<void> = Promise.resolve();

  /** @param maxBitrates of each layer as it is made, in bit/s; none for what has no layers */
  constructor(producer: Producer, maxBitrates: readonly number[]) {
    this.#producer = producer;
    this.#maxBitrates = maxBitrates;
    this.#made = producer.rtpParameters.encodings ?? [];
    this.#carried = this.#key;
    producer.observer.once('close', () => clearTimeout(this.#timer));
  }

  /** Encodes so many from now on or, when it is fewer, soon; without a number all. */
  want(watched = Number.POSITIVE_INFINITY): void {
    clearTimeout(this.#timer);
    if (this.#producer.closed) return;
    if (watched >= this.#watched) this.#watch(watched);
    else this.#timer = setTimeout(() => this.#watch(watched), UNWATCHED_MS);
  }

  limit(limit: PictureLimit): void {
    this.#limit = limit;
    this.#apply();
  }

  /** Every frame counts: a small layer that is sent with fewer would hold up the large one, too. */
  setMotion(isMotion: boolean): void {
    this.#isMotion = isMotion;
    this.#apply();
  }

  get #key(): string {
    return JSON.stringify([this.#layers, this.#isMotion]);
  }

  get #layers() {
    const { layers, smallestBitrate, isLargestAlone } = this.#limit;
    const bitrate = this.#limit.bitrate ?? Number.POSITIVE_INFINITY;
    const most = Math.min(layers, this.#watched);
    if (isLargestAlone) return largestWithin(this.#maxBitrates, most, bitrate);
    const maxBitrates = this.#maxBitrates.map((maxBitrate, layer) =>
      layer === 0 ? Math.min(maxBitrate, smallestBitrate ?? maxBitrate) : maxBitrate,
    );
    return layersWithin(maxBitrates, most, bitrate);
  }

  #watch(watched: number): void {
    this.#watched = watched;
    this.#apply();
  }

  #apply(): void {
    const key = this.#key;
    if (key === this.#carried || this.#producer.closed) return;
    this.#carried = key;
    this.#change = this.#change.then(() => this.#carry());
  }

  /** Asked of the browser itself: mediasoup-client would negotiate anew, and hold up whatever is published next. */
  async #carry(): Promise<void> {
    const sender = this.#producer.rtpSender;
    const parameters = sender?.getParameters();
    if (!sender || !parameters) return;
    encodeLayers(parameters.encodings, this.#layers);
    for (const [index, encoding] of parameters.encodings.entries()) {
      const { maxFramerate, scaleResolutionDownBy = 1 } = this.#made[index] ?? {};
      if (maxFramerate)
        Object.assign(encoding, this.#isMotion ? IN_MOTION : { maxFramerate, scaleResolutionDownBy });
    }
    // A browser that cannot do this goes on encoding all, which costs it more and harms nobody.
    await sender.setParameters(parameters).catch(() => {});
  }
}
