import type { Consumer, WebRtcTransport } from 'mediasoup/types';
import type { BaseLogger } from 'pino';

const LOOK_MS = 1_000;
/** Who pauses between two words goes on: what sound took within so many looks is kept free for it. */
const LOOKS = 5;
/** A voice at its full rate, with the headers of its packets (RFC 7587, 8285), in bit/s. */
const VOICE_BITRATE = 60_000;
/** Of the whole, for what is neither sound nor picture: RTCP, tags of SRTP, what is sent again. */
const REST = 0.06;
/** The least that mediasoup can be told, in bit/s. */
const LEAST_BITRATE = 30_000;
/**
 * What mediasoup takes a line to hold at the least while a screen comes over it, in bit/s. A page that is turned is so many
 * bits at once that a narrow line loses most of them, and the estimate falls to next to nothing (`LEAST_BITRATE`). From there
 * it rises by a twelfth in a second; until it holds the first picture of a page, that picture is begun and given up again and again.
 */
const SCREEN_BITRATE = 150_000;
/** A change below this share of the whole is not worth a new distribution. */
const UNNOTICED = 0.04;

type Setup = {
  transport: Pick<
    WebRtcTransport,
    'setMaxOutgoingBitrate' | 'setMinOutgoingBitrate' | 'closed' | 'observer'
  >;
  /** The sounds that flow to this peer now. */
  sounds: () => readonly Pick<Consumer, 'getStats'>[];
  log: BaseLogger;
};

/**
 * Holds all that one peer receives below what it asked for. Sound is never touched; what it leaves is for the
 * pictures, and mediasoup shares it out among their layers. Where a screen is received, the pictures get no less than it needs.
 */
export class ReceiveBudget {
  readonly #setup: Setup;
  #bitrate: number | undefined;
  #hasScreen = false;
  /** What the sounds took, in bit/s, the latest last. */
  #looks: number[] = [];
  #forPictures = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Settles when mediasoup has been told all so far. */
  #bounding: Promise<void> = Promise.resolve();

  constructor(setup: Setup) {
    this.#setup = setup;
    setup.transport.observer.once('close', () => clearInterval(this.#timer));
  }

  /**
   * Resolves when the SFU keeps to it.
   *
   * @param bitrate in bit/s, undefined for no limit
   */
  async set(bitrate: number | undefined, hasScreen: boolean): Promise<void> {
    const isSame = bitrate === this.#bitrate && hasScreen === this.#hasScreen;
    if (isSame || this.#setup.transport.closed) return;
    this.#bitrate = bitrate;
    this.#hasScreen = hasScreen;
    this.#forPictures = 0;
    clearInterval(this.#timer);
    if (bitrate === undefined) return await this.#bound(undefined);
    // Nothing is known yet of those who speak: one of them may.
    this.#looks = [VOICE_BITRATE];
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
    await this.#share(bitrate);
  }

  async #look(): Promise<void> {
    try {
      const stats = await Promise.all(this.#setup.sounds().map((sound) => sound.getStats()));
      const sound = stats
        .flat()
        .reduce((sum, one) => sum + (one.type === 'outbound-rtp' ? one.bitrate : 0), 0);
      this.#looks = [...this.#looks, sound].slice(-LOOKS);
      if (this.#bitrate !== undefined) await this.#share(this.#bitrate);
    } catch (error) {
      // A consumer may end while it is looked at; the next look is without it.
      if (!this.#setup.transport.closed) {
        this.#setup.log.warn({ err: error }, 'the sound that a peer receives was not measured');
      }
    }
  }

  async #share(bitrate: number): Promise<void> {
    const left = Math.round(bitrate * (1 - REST) - Math.max(...this.#looks));
    const forPictures = Math.max(LEAST_BITRATE, left);
    if (Math.abs(forPictures - this.#forPictures) < bitrate * UNNOTICED) return;
    this.#forPictures = forPictures;
    await this.#bound(forPictures);
  }

  /** One change after the other: mediasoup refuses a least that is more than the most, whichever of them it is told first. */
  #bound(most: number | undefined): Promise<void> {
    const { transport } = this.#setup;
    const bounded = this.#bounding.then(async () => {
      await transport.setMinOutgoingBitrate(0);
      await transport.setMaxOutgoingBitrate(most ?? 0);
      if (!this.#hasScreen) return;
      await transport.setMinOutgoingBitrate(Math.min(SCREEN_BITRATE, most ?? SCREEN_BITRATE));
    });
    this.#bounding = bounded.catch(() => {});
    return bounded;
  }
}
