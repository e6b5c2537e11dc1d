import { ParleyError } from '@parley/protocol/errors';
import type { Source, VideoCodec } from '@parley/protocol/media';
import type { Producer } from 'mediasoup-client/types';
import { layerBitratesOf } from './encodings.ts';
import type { MediaRequests } from './MediaRequests.ts';
import { Pausing } from './Pausing.ts';
import { type Rest, Resting } from './Resting.ts';
import { NO_PICTURE_LIMIT, type PictureLimit, SentLayers } from './SentLayers.ts';
import type { SoundHold } from './soundHold/SoundHold.ts';
import type { SentStream } from './stats/readStreams.ts';

/** What a stream carries, null while there is nothing yet; only pictures have a codec to choose. */
export type Content = {
  readonly track: MediaStreamTrack | null;
  readonly codec: VideoCodec | undefined;
};

/** The stream of a publication. */
export type Produced = {
  readonly producer: Producer;
  /** Where its sound can be held back. */
  readonly hold: SoundHold | undefined;
  /** Of a microphone that was asked to rest from the beginning. */
  readonly rest: Rest | undefined;
};

export type SentTrackSetup = Produced & {
  readonly publicationId: string;
  readonly source: Source;
  readonly codec: VideoCodec | undefined;
  readonly track: MediaStreamTrack | null;
  readonly isPaused: boolean;
  readonly requests: MediaRequests;
  /** Publishes another stream in place of the one there is. @throws ParleyError; Error */
  renew(content: Content, isResting: boolean): Promise<Produced>;
};

/** When a new stream was not to be had. */
const RETRY_MS = 1_000;

/** One publication of this peer, as the SFU has confirmed it. */
export class SentTrack {
  readonly publicationId: string;
  readonly source: Source;
  readonly #setup: SentTrackSetup;
  readonly #pausing: Pausing;
  readonly #resting: Resting;
  #producer: Producer;
  #layers: SentLayers;
  #track: MediaStreamTrack | null;
  #codec: VideoCodec | undefined;
  #encodedAs: VideoCodec | undefined;
  /** It is not known which of two streams the server has. */
  #isUnsure = false;
  #watched: number | undefined;
  #limit = NO_PICTURE_LIMIT;
  #isMotion = false;
  #isDiverted = false;
  #change: Promise<void> = Promise.resolve();
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(setup: SentTrackSetup) {
    this.publicationId = setup.publicationId;
    this.source = setup.source;
    this.#setup = setup;
    this.#producer = setup.producer;
    this.#pausing = new Pausing({
      isPaused: setup.isPaused,
      hold: setup.hold,
      ask: (isPaused) => setup.requests.setPaused(setup.publicationId, isPaused),
      renew: () => this.#carryQuietly(),
    });
    this.#resting = new Resting({
      hold: setup.hold,
      ask: (isResting) => setup.requests.setResting(setup.publicationId, isResting),
      renew: () => this.#carryQuietly(),
    });
    this.#track = setup.track;
    this.#codec = setup.codec;
    this.#encodedAs = setup.codec;
    this.#layers = layersOf(setup.producer, setup);
  }

  /** The SFU forwards nothing of it. */
  get isPaused(): boolean {
    return this.#pausing.isPaused;
  }

  /** What is published, also while it travels another way. */
  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  /** What a picture is encoded with, or is about to be. */
  get codec(): VideoCodec | undefined {
    return this.#codec;
  }

  get isClosed(): boolean {
    return this.#producer.closed;
  }

  get stream(): SentStream {
    const { rtpParameters } = this.#producer;
    return {
      publicationId: this.publicationId,
      source: this.source,
      mid: rtpParameters.mid,
      ssrcs: (rtpParameters.encodings ?? []).flatMap(({ ssrc }) => ssrc ?? []),
    };
  }

  /** @throws ParleyError */
  setPaused(isPaused: boolean): Promise<void> {
    this.#resting.interrupt();
    return this.#pausing.set(isPaused);
  }

  /** The server has said so by itself. */
  noteIsPaused(isPaused: boolean): void {
    if (isPaused !== this.isPaused) this.#resting.interrupt();
    this.#pausing.note(isPaused);
  }

  /** Before this is heard again, those who listen may have to get ready first: its sound has to wait for them. */
  expectDormancy(): void {
    this.#pausing.expectDormancy();
    this.#resting.expectDormancy();
  }

  /** What its device has delivered of late: see `Resting`. */
  hear(power: number, spanMs: number): void {
    if (!this.isPaused && !this.#isDiverted) this.#resting.hear(power, spanMs);
  }

  limit(limit: PictureLimit): void {
    this.#limit = limit;
    this.#layers.limit(limit);
  }

  /** So many of its layers are watched; undefined when nobody can say. */
  wantLayers(layers: number | undefined): void {
    this.#watched = layers;
    this.#layers.want(layers);
  }

  /** Whether frames count more than sharpness. */
  setMotion(isMotion: boolean): void {
    this.#isMotion = isMotion;
    this.#layers.setMotion(isMotion);
  }

  /** A picture is encoded with another codec from now on: those who watch it see a moment of nothing new. */
  encodeAs(codec: VideoCodec): void {
    if (codec === this.#codec) return;
    this.#codec = codec;
    this.#carryQuietly();
  }

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    const before = this.#track;
    this.#track = track;
    try {
      await this.#carry();
    } catch (error) {
      if (this.#track === track) this.#track = before;
      throw error;
    }
  }

  /** Sends nothing although it is published; and sends again. */
  divert(isDiverted: boolean): void {
    if (isDiverted === this.#isDiverted) return;
    this.#isDiverted = isDiverted;
    this.#carryQuietly();
  }

  /** Stops sending here and now, then at the SFU. @throws ParleyError */
  async unpublish(): Promise<void> {
    this.close();
    await this.#setup.requests.unpublish(this.publicationId);
  }

  /** For what the server has forgotten already. */
  close(): void {
    clearTimeout(this.#retry);
    this.#pausing.close();
    this.#producer.close();
  }

  /** One change after the other, each to what is right when its turn comes. */
  #carry(): Promise<void> {
    const change = this.#change.then(async () => {
      const next = () => (this.#isDiverted ? null : this.#track);
      const track = next();
      const lacksHold = this.#pausing.lacksHold || this.#resting.lacksHold;
      if (track && (lacksHold || this.#isUnsure || this.#codec !== this.#encodedAs)) {
        await this.#renew(track);
      }
      if (this.#producer.track !== next()) await this.#producer.replaceTrack({ track: next() });
    });
    this.#change = change.catch(() => {});
    return change;
  }

  /** A track that has ended meanwhile is replaced by whoever published it. */
  #carryQuietly(): void {
    this.#carry().catch(() => {});
  }

  /** The stream there was goes on until the server has the next one. */
  async #renew(track: MediaStreamTrack): Promise<void> {
    if (this.isClosed) return;
    const codec = this.#codec;
    clearTimeout(this.#retry);
    try {
      const isResting = !this.isPaused && this.#resting.lacksHold;
      const { producer, hold, rest } = await this.#setup.renew({ track, codec }, isResting);
      // Unpublished meanwhile, or the transport is gone.
      if (this.isClosed) return producer.close();
      const before = this.#producer;
      this.#producer = producer;
      this.#pausing.renewed(hold);
      this.#resting.renewed(hold, rest);
      this.#encodedAs = codec;
      this.#isUnsure = false;
      this.#layers = layersOf(producer, { ...this.#setup, codec });
      this.#layers.limit(this.#limit);
      this.#layers.setMotion(this.#isMotion);
      this.#layers.want(this.#watched);
      before.close();
    } catch (error) {
      if (isForgotten(error)) return this.close();
      this.#isUnsure = true;
      if (!this.isClosed) this.#retry = setTimeout(() => this.#carryQuietly(), RETRY_MS);
    }
  }
}

function layersOf(
  producer: Producer,
  { source, codec }: Pick<SentTrackSetup, 'source' | 'codec'>,
): SentLayers {
  return new SentLayers(producer, codec === undefined ? [] : layerBitratesOf(source, codec));
}

/** Nothing of this publication is known there any more; with lost transports it still is. */
function isForgotten(error: unknown): boolean {
  return (
    error instanceof ParleyError &&
    error.code === 'not-found' &&
    error.details?.['reason'] !== 'no-media'
  );
}
