import { ParleyError } from '@parley/protocol/errors';
import type { Direction } from '@parley/protocol/media';
import type { Router, WebRtcTransport } from 'mediasoup/types';
import type { BaseLogger } from 'pino';
import type { MediaRoom, MediaRoomEvents, PeerMedia, PeerMediaSetup } from '../MediaServer.ts';
import { LayerDemand } from './LayerDemand.ts';
import { MediasoupPeer } from './MediasoupPeer.ts';
import type { MediaWorker } from './MediaWorker.ts';
import { closedMeanwhile, mediaFailure } from './mediaFailure.ts';
import { Publications } from './Publications.ts';
import { checkRtpCapabilities } from './rtpSchemas.ts';
import { Speakers } from './Speakers.ts';

/** Where the bandwidth estimate of a transport begins, in bit/s: a sharp picture from the first second. */
const FIRST_OUTGOING_BITRATE = 1_000_000;
/** RFC 7675, section 5.1: consent to send runs out after 30 seconds without an answer. */
const ICE_CONSENT_TIMEOUT_S = 30;

export type RoomOptions = {
  events: MediaRoomEvents;
  /** How many microphones are forwarded at once; `Infinity` for all. */
  seats: number;
  log: BaseLogger;
};

export class MediasoupRoom implements MediaRoom {
  readonly #worker: MediaWorker;
  readonly #router: Router;
  readonly #speakers: Speakers;
  readonly #publications = new Publications();
  readonly #demand = new LayerDemand();
  readonly #peers: Set<MediasoupPeer>;
  /** Peers that are here or on their way in. */
  readonly #peerIds = new Set<string>();
  #peersSoFar = 0;

  private constructor(
    worker: MediaWorker,
    router: Router,
    speakers: Speakers,
    peers: Set<MediasoupPeer>,
  ) {
    this.#worker = worker;
    this.#router = router;
    this.#speakers = speakers;
    this.#peers = peers;
  }

  static async open(
    worker: MediaWorker,
    router: Router,
    { events, seats, log }: RoomOptions,
  ): Promise<MediasoupRoom> {
    try {
      const peers = new Set<MediasoupPeer>();
      const speakers = await Speakers.watch(router, seats, {
        changed: (peerIds) => events.speakersChanged(peerIds),
        heldChanged: (publicationIds) => {
          for (const peer of peers) {
            peer.heldChanged(publicationIds).catch((error: unknown) => {
              if (!router.closed) log.warn({ err: error }, 'a held microphone was not switched');
            });
          }
        },
      });
      const room = new MediasoupRoom(worker, router, speakers, peers);
      router.on('workerclose', () => {
        // On a stop of the whole server nobody has to be told.
        if (worker.hasDied) events.lost();
      });
      return room;
    } catch (error) {
      router.close();
      throw mediaFailure(error);
    }
  }

  async addPeer(
    peerId: string,
    { rtpCapabilities, fingerprint, layersWanted, lost }: PeerMediaSetup,
  ): Promise<PeerMedia> {
    if (this.#router.closed) throw new ParleyError('not-found', 'This room is closed.');
    if (this.#peerIds.has(peerId)) throw new ParleyError('conflict', 'This peer has media already.');
    const checked = checkRtpCapabilities(rtpCapabilities);
    const peerRank = this.#peersSoFar++;
    this.#peerIds.add(peerId);
    let peer: MediasoupPeer | undefined;
    try {
      const [send, receive] = await this.#createTransports(peerId);
      peer = new MediasoupPeer({
        peerId,
        peerRank,
        router: this.#router,
        transports: { send, receive },
        announce: this.#worker.announce,
        rtpCapabilities: checked,
        publications: this.#publications,
        speakers: this.#speakers,
        demand: this.#demand,
        onLayersWanted: layersWanted,
        onClosed: () => {
          this.#peerIds.delete(peerId);
          if (peer) this.#peers.delete(peer);
        },
        onLost: lost,
      });
      this.#peers.add(peer);
      if (fingerprint) {
        await Promise.all([peer.connect('send', fingerprint), peer.connect('receive', fingerprint)]);
      }
      if (this.#router.closed) throw closedMeanwhile();
      return peer;
    } catch (error) {
      peer?.close();
      this.#peerIds.delete(peerId);
      throw this.#router.closed && !this.#worker.hasDied ? closedMeanwhile(error) : mediaFailure(error);
    }
  }

  close(): void {
    this.#router.close();
  }

  /** Both or none. */
  async #createTransports(peerId: string): Promise<[WebRtcTransport, WebRtcTransport]> {
    const made = await Promise.allSettled([
      this.#createTransport(peerId, 'send'),
      this.#createTransport(peerId, 'receive'),
    ]);
    const [send, receive] = made;
    if (send.status === 'fulfilled' && receive.status === 'fulfilled')
      return [send.value, receive.value];
    for (const one of made) if (one.status === 'fulfilled') one.value.close();
    throw made.find((one) => one.status === 'rejected')?.reason;
  }

  #createTransport(peerId: string, direction: Direction): Promise<WebRtcTransport> {
    return this.#router.createWebRtcTransport({
      webRtcServer: this.#worker.webRtcServer,
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
