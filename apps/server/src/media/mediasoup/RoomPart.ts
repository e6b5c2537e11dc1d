import type { Direction } from '@parley/protocol/media';
import type { AudioLevelObserver, Producer, Router, WebRtcTransport } from 'mediasoup/types';
import { observeLevels } from './audioLevels.ts';
import { bothOrNone } from './bothOrNone.ts';
import type { MediaWorker } from './MediaWorker.ts';
import { Pipe } from './Pipe.ts';

/** Where the bandwidth estimate of a transport begins, in bit/s: a sharp picture from the first second. */
const FIRST_OUTGOING_BITRATE = 1_000_000;
/** RFC 7675, section 5.1: consent to send runs out after 30 seconds without an answer. */
const ICE_CONSENT_TIMEOUT_S = 30;

/** Something that is published, and where it comes in. */
type Incoming = { readonly part: RoomPart; readonly producer: Producer };

/**
 * What of a room is on one worker: a router, the transports of some of its peers, and copies of what
 * they watch of those who are in other parts.
 */
export class RoomPart {
  readonly worker: MediaWorker;
  readonly router: Router;
  /** Hears the microphones of those who are here, and of nobody else. */
  readonly levels: AudioLevelObserver;
  /** By the part in which they begin. */
  readonly #pipes = new Map<RoomPart, Promise<Pipe>>();
  /** By what they are copies of. */
  readonly #copies = new Map<Producer, Promise<Producer>>();

  private constructor(worker: MediaWorker, router: Router, levels: AudioLevelObserver) {
    this.worker = worker;
    this.router = router;
    this.levels = levels;
  }

  static async open(worker: MediaWorker): Promise<RoomPart> {
    const router = await worker.createRouter();
    try {
      return new RoomPart(worker, router, await observeLevels(router));
    } catch (error) {
      router.close();
      throw error;
    }
  }

  get isClosed(): boolean {
    return this.router.closed;
  }

  /** The one on which a peer sends, and the one on which it receives. */
  createTransports(peerId: string): Promise<[WebRtcTransport, WebRtcTransport]> {
    return bothOrNone([this.#createTransport(peerId, 'send'), this.#createTransport(peerId, 'receive')]);
  }

  /**
   * What can be consumed here of a publication, wherever its peer is. However many ask, it comes from
   * another part once.
   */
  producerOf({ part, producer }: Incoming): Promise<Producer> {
    if (part === this) return Promise.resolve(producer);
    const known = this.#copies.get(producer);
    if (known) return known;
    const copying = this.#pipeFrom(part).then((pipe) => pipe.carry(producer));
    this.#copies.set(producer, copying);
    const forget = () => this.#copies.delete(producer);
    copying.then((copy) => copy.observer.once('close', forget), forget);
    return copying;
  }

  close(): void {
    this.router.close();
  }

  #pipeFrom(part: RoomPart): Promise<Pipe> {
    const known = this.#pipes.get(part);
    if (known) return known;
    const opening = Pipe.open(part.router, this.router);
    this.#pipes.set(part, opening);
    const forget = () => this.#pipes.delete(part);
    part.router.observer.once('close', forget);
    opening.catch(forget);
    return opening;
  }

  #createTransport(peerId: string, direction: Direction): Promise<WebRtcTransport> {
    return this.router.createWebRtcTransport({
      webRtcServer: this.worker.webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: FIRST_OUTGOING_BITRATE,
      iceConsentTimeout: ICE_CONSENT_TIMEOUT_S,
      // For whoever looks at mediasoup's objects from outside: whose is it?
      appData: { peerId, direction },
    });
  }
}
