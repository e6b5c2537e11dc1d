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
/** A change below this share of the whole is not worth a new distribution. */
const UNNOTICED = 0.04;

type Setup = {
  transport: Pick<WebRtcTransport, 'setMaxOutgoingBitrate' | 'closed' | 'observer'>;
  /** The sounds that flow to this peer now. */
  sounds: () => readonly Pick<Consumer, 'getStats'>[];
  log: BaseLogger;
};

/**
 * Holds all that one peer receives below what it asked for. Sound is never touched; what it leaves is for the
 * pictures, and mediasoup shares it out among their layers.
 */
export class ReceiveBudget {
  readonly #setup: Setup;
  #bitrate: number | undefined;
  /** What the sounds took, in bit/s, the latest last. */
  #looks: number[] = [];
  #forPictures = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(setup: Setup) {
    this.#setup = setup;
    setup.transport.observer.once('close', () => clearInterval(this.#timer));
  }

  /** @param bitrate in bit/s, undefined for no limit. Resolves when the SFU keeps to it. */
  async set(bitrate: number | undefined): Promise<void> {
    const { transport } = this.#setup;
    if (bitrate === this.#bitrate || transport.closed) return;
    this.#bitrate = bitrate;
    this.#forPictures = 0;
    clearInterval(this.#timer);
    if (bitrate === undefined) return await transport.setMaxOutgoingBitrate(0);
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
    await this.#setup.transport.setMaxOutgoingBitrate(forPictures);
  }
}
