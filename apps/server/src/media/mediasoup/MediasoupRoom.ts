import { ParleyError } from '@parley/protocol/errors';
import type { BaseLogger } from 'pino';
import type { MediaRoom, MediaRoomEvents, PeerMedia, PeerMediaSetup } from '../MediaServer.ts';
import { ReadyMicrophones, type ReadyMicrophonesOptions } from '../ReadyMicrophones.ts';
import { LayerDemand } from './LayerDemand.ts';
import { MediasoupPeer } from './MediasoupPeer.ts';
import type { MediaWorker } from './MediaWorker.ts';
import { closedMeanwhile, mediaFailure } from './mediaFailure.ts';
import { Publications } from './Publications.ts';
import type { RoomPart } from './RoomPart.ts';
import { RoomParts } from './RoomParts.ts';
import { checkRtpCapabilities } from './rtpSchemas.ts';
import { Speakers } from './Speakers.ts';

export type RoomOptions = {
  events: MediaRoomEvents;
  /** How many microphones are forwarded at once; `Infinity` for all. */
  seats: number;
  readyMicrophones: ReadyMicrophonesOptions;
  /** How many peers of the room fit on one worker. */
  peersPerWorker: number;
  /** Those that run. */
  workers: () => readonly MediaWorker[];
  log: BaseLogger;
};

export class MediasoupRoom implements MediaRoom {
  readonly #parts: RoomParts;
  readonly #speakers: Speakers;
  readonly #ready: ReadyMicrophones;
  readonly #log: BaseLogger;
  readonly #publications = new Publications();
  readonly #demand = new LayerDemand();
  readonly #peers: Map<MediasoupPeer, RoomPart>;
  /** Peers that are here or on their way in. */
  readonly #peerIds = new Set<string>();
  #peersSoFar = 0;

  private constructor(
    parts: RoomParts,
    speakers: Speakers,
    ready: ReadyMicrophones,
    peers: Map<MediasoupPeer, RoomPart>,
    log: BaseLogger,
  ) {
    this.#parts = parts;
    this.#speakers = speakers;
    this.#ready = ready;
    this.#peers = peers;
    this.#log = log;
  }

  static async open({
    events,
    seats,
    readyMicrophones,
    peersPerWorker,
    workers,
    log,
  }: RoomOptions): Promise<MediasoupRoom> {
    const peers = new Map<MediasoupPeer, RoomPart>();
    const tellAll = (failure: string, tell: (peer: MediasoupPeer) => Promise<void>) =>
      [...peers].map(([peer, part]) =>
        tell(peer).catch((error: unknown) => {
          if (!part.isClosed) log.warn({ err: error }, failure);
        }),
      );
    const speakers: Speakers = new Speakers(seats, {
      changed: (peerIds) => events.speakersChanged(peerIds),
      heldChanged: (publicationIds) =>
        tellAll('a held microphone was not switched', (peer) => peer.heldChanged(publicationIds)),
      leadChanged: () => tellAll('who speaks was not put first', (peer) => peer.leadChanged()),
      // Who listens is told with the offers; there is nothing to wait for.
      awoken: (id) => void ready.open(id),
    });
    const ready = new ReadyMicrophones(readyMicrophones, {
      rest: (ids) => tellAll('a dormant microphone was not let go', (peer) => peer.rest(ids)),
      awaken: (id) => tellAll('a microphone was not offered', (peer) => peer.awaken(id)),
    });
    try {
      const parts = await RoomParts.open({
        workers,
        peersPerWorker,
        onOpened: (part) => speakers.listen(part.levels),
        onDied: (died) => {
          for (const [peer, part] of [...peers]) if (part === died) peer.lose();
        },
        onLost: () => events.lost(),
      });
      return new MediasoupRoom(parts, speakers, ready, peers, log);
    } catch (error) {
      throw mediaFailure(error);
    }
  }

  async addPeer(
    peerId: string,
    { rtpCapabilities, fingerprint, layersWanted, offered, rested, lost }: PeerMediaSetup,
  ): Promise<PeerMedia> {
    if (this.#parts.isClosed) throw new ParleyError('not-found', 'This room is closed.');
    if (this.#peerIds.has(peerId)) throw new ParleyError('conflict', 'This peer has media already.');
    const checked = checkRtpCapabilities(rtpCapabilities);
    const peerRank = this.#peersSoFar++;
    this.#peerIds.add(peerId);
    const { part, leave } = await this.#parts.take().catch((error: unknown) => {
      this.#peerIds.delete(peerId);
      throw mediaFailure(error);
    });
    let peer: MediasoupPeer | undefined;
    const onClosed = () => {
      this.#peerIds.delete(peerId);
      if (peer) this.#peers.delete(peer);
      leave();
    };
    try {
      const [send, receive] = await part.createTransports(peerId);
      peer = new MediasoupPeer({
        peerId,
        peerRank,
        part,
        transports: { send, receive },
        rtpCapabilities: checked,
        publications: this.#publications,
        speakers: this.#speakers,
        ready: this.#ready,
        demand: this.#demand,
        isAlwaysHeard: (id) => [...this.#peers.keys()].some((listener) => listener.alwaysHears(id)),
        log: this.#log,
        onLayersWanted: layersWanted,
        onOffered: offered,
        onRested: rested,
        onClosed,
        onLost: lost,
      });
      this.#peers.set(peer, part);
      if (fingerprint) {
        await Promise.all([peer.connect('send', fingerprint), peer.connect('receive', fingerprint)]);
      }
      if (part.isClosed) throw closedMeanwhile();
      return peer;
    } catch (error) {
      if (peer) peer.close();
      else onClosed();
      throw part.isClosed && !part.worker.hasDied ? closedMeanwhile(error) : mediaFailure(error);
    }
  }

  close(): void {
    this.#parts.close();
  }
}
