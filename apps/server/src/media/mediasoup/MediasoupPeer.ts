import { ParleyError } from '@parley/protocol/errors';
import type {
  ConsumerDescription,
  Direction,
  DtlsFingerprint,
  FirstWish,
  MediaWantReply,
  Opaque,
  TransportDescription,
  VideoCodec,
  WantedLayers,
  Wish,
} from '@parley/protocol/media';
import type { RtpCapabilities, WebRtcTransport } from 'mediasoup/types';
import type { BaseLogger } from 'pino';
import { firstPublications } from '../firstPublications.ts';
import type { Forwarding, NewPublication, PeerMedia, PeerMediaSetup } from '../MediaServer.ts';
import type { ReadyMicrophones } from '../ReadyMicrophones.ts';
import { announcedCandidates } from './candidates.ts';
import { decodableCodecs } from './codecs.ts';
import { browserDtls } from './fingerprints.ts';
import type { LayerDemand } from './LayerDemand.ts';
import { clientFault, closedMeanwhile, mediaFailure } from './mediaFailure.ts';
import type { Publications } from './Publications.ts';
import { Publishing } from './Publishing.ts';
import type { RoomPart } from './RoomPart.ts';
import type { Speakers } from './Speakers.ts';
import { Watching } from './Watching.ts';

type Setup = {
  peerId: string;
  /** Rises with each peer that comes in. */
  peerRank: number;
  part: RoomPart;
  transports: Readonly<Record<Direction, WebRtcTransport>>;
  rtpCapabilities: RtpCapabilities;
  publications: Publications;
  speakers: Speakers;
  ready: ReadyMicrophones;
  demand: LayerDemand;
  isAlwaysHeard: (publicationId: string) => boolean;
  log: BaseLogger;
  onLayersWanted: PeerMediaSetup['layersWanted'];
  onOffered: PeerMediaSetup['offered'];
  onRested: PeerMediaSetup['rested'];
  onClosed: () => void;
  /** After `onClosed`, when a transport ended by itself. */
  onLost: () => void;
};

export class MediasoupPeer implements PeerMedia {
  readonly send: TransportDescription;
  readonly receive: TransportDescription;
  readonly videoCodecs: readonly VideoCodec[];
  readonly #setup: Setup;
  readonly #publishing: Publishing;
  readonly #watching: Watching;
  readonly #connected = new Set<Direction>();
  #isClosed = false;

  constructor(setup: Setup) {
    this.#setup = setup;
    const { announce } = setup.part.worker;
    this.send = describe(setup.transports.send, announce);
    this.receive = describe(setup.transports.receive, announce);
    this.videoCodecs = decodableCodecs(setup.rtpCapabilities);
    this.#publishing = new Publishing({ ...setup, transport: setup.transports.send });
    this.#watching = new Watching({
      ...setup,
      transport: setup.transports.receive,
      onOffered: (consumers) => setup.onOffered({ transportId: setup.transports.receive.id, consumers }),
    });
    for (const transport of Object.values(setup.transports)) {
      transport.observer.once('close', () => this.#transportEnded());
    }
  }

  async connect(direction: Direction, fingerprint: DtlsFingerprint): Promise<void> {
    const transport = this.#open(direction);
    const dtlsParameters = browserDtls(fingerprint);
    if (this.#connected.has(direction)) {
      throw new ParleyError('conflict', `The ${direction} transport is connected already.`);
    }
    this.#connected.add(direction);
    try {
      await transport.connect({ dtlsParameters });
    } catch (error) {
      this.#connected.delete(direction);
      throw this.#failure(clientFault(error));
    }
  }

  async restartIce(direction: Direction): Promise<Opaque> {
    try {
      return await this.#open(direction).restartIce();
    } catch (error) {
      throw this.#failure(mediaFailure(error));
    }
  }

  async bytesReceived(): Promise<number> {
    const { send, receive } = this.#setup.transports;
    try {
      const stats = await Promise.all([send.getStats(), receive.getStats()]);
      return stats.flat().reduce((sum, transport) => sum + transport.bytesReceived, 0);
    } catch (error) {
      throw this.#failure(mediaFailure(error));
    }
  }

  async publish(publication: NewPublication): Promise<void> {
    await this.#publishing.publish(publication);
  }

  layersWanted(): WantedLayers[] {
    return this.#publishing.layersWanted();
  }

  async setPaused(publicationId: string, isPaused: boolean): Promise<void> {
    await this.#publishing.setPaused(publicationId, isPaused);
  }

  async setResting(publicationId: string, isResting: boolean): Promise<void> {
    await this.#publishing.setResting(publicationId, isResting);
  }

  isDormant(publicationId: string): boolean {
    return this.#setup.ready.isDormant(publicationId);
  }

  unpublish(publicationId: string): void {
    this.#publishing.unpublish(publicationId);
  }

  async want(wishes: readonly Wish[], maxBitrate?: number): Promise<MediaWantReply> {
    this.#open('receive');
    const granted = await this.#watching.want(wishes, maxBitrate).catch((error) => {
      throw this.#failure(error);
    });
    this.#open('receive');
    return granted;
  }

  async wantFirst(wish: FirstWish): Promise<ConsumerDescription[]> {
    const { publications, peerId } = this.#setup;
    const others = publications.ofOthers(peerId).map(({ publicationId, source, producer }) => ({
      publicationId,
      source,
      isPaused: producer.paused,
    }));
    const wishes = firstPublications(others, wish).map(({ publicationId }) => ({
      publicationId,
      size: wish.size,
    }));
    return (await this.want(wishes, wish.maxBitrate)).consumers;
  }

  async resume(consumerIds: readonly string[]): Promise<void> {
    this.#open('receive');
    await this.#watching.resume(consumerIds).catch((error) => {
      throw this.#failure(error);
    });
  }

  isHeld(publicationId: string): boolean {
    return this.#watching.isHeld(publicationId);
  }

  stir(publicationId: string): void {
    this.#publishing.stir(publicationId);
  }

  /** It wishes for this microphone whoever else speaks. */
  alwaysHears(publicationId: string): boolean {
    return this.#watching.alwaysHears(publicationId);
  }

  /** The floor of the room has changed. */
  async heldChanged(publicationIds: ReadonlySet<string>): Promise<void> {
    if (this.#isClosed) return;
    await this.#watching.heldChanged(publicationIds);
  }

  /** Somebody else speaks. */
  async leadChanged(): Promise<void> {
    if (this.#isClosed) return;
    await this.#watching.leadChanged();
  }

  /** A microphone is about to be heard that was dormant. Settles when this peer can take it, or is not to be waited for. */
  async awaken(publicationId: string): Promise<void> {
    if (this.#isClosed) return;
    await this.#watching.awaken(publicationId);
  }

  /** These microphones are dormant. */
  async rest(publicationIds: ReadonlySet<string>): Promise<void> {
    if (this.#isClosed) return;
    await this.#watching.rest(publicationIds);
  }

  async inspect(publicationId: string): Promise<Forwarding> {
    this.#open('receive');
    const producer = this.#setup.publications.get(publicationId)?.producer;
    try {
      const [stats, consumer] = await Promise.all([
        producer?.getStats() ?? [],
        this.#watching.inspect(publicationId),
      ]);
      const packets = stats.reduce((sum, { packetCount }) => sum + packetCount, 0);
      return { producer: producer && { isPaused: producer.paused, packets }, consumer };
    } catch (error) {
      // Whatever ends while it is looked at is not there.
      if (producer?.closed) return { producer: undefined, consumer: undefined };
      throw this.#failure(mediaFailure(error));
    }
  }

  async refresh(publicationId: string): Promise<void> {
    this.#open('receive');
    await this.#watching.refresh(publicationId).catch((error) => {
      throw this.#failure(error);
    });
  }

  async requestKeyFrame(publicationId: string): Promise<void> {
    this.#open('receive');
    await this.#watching.requestKeyFrame(publicationId).catch((error) => {
      throw this.#failure(mediaFailure(error));
    });
  }

  dropConsumer(publicationId: string): void {
    this.#watching.drop(publicationId);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { transports, onClosed } = this.#setup;
    transports.send.close();
    transports.receive.close();
    onClosed();
  }

  /** Its transports are gone: it gets two new ones. */
  lose(): void {
    if (this.#isClosed) return;
    this.close();
    this.#setup.onLost();
  }

  /** With one transport alone a peer is of no use to anybody. */
  #transportEnded(): void {
    // With the router everything ends, and the room knows.
    if (!this.#setup.part.isClosed) this.lose();
  }

  #open(direction: Direction): WebRtcTransport {
    const transport = this.#setup.transports[direction];
    if (transport.closed) throw new ParleyError('not-found', "This peer's media is closed.");
    return transport;
  }

  /** Whatever goes wrong with a transport that was closed meanwhile goes wrong because of that. */
  #failure(failure: unknown): unknown {
    return this.#setup.transports.receive.closed ? closedMeanwhile(failure) : failure;
  }
}

function describe(transport: WebRtcTransport, announce: readonly string[]): TransportDescription {
  return {
    transportId: transport.id,
    iceParameters: transport.iceParameters,
    iceCandidates: announcedCandidates(transport.iceCandidates, announce),
    dtlsParameters: transport.dtlsParameters,
  };
}
