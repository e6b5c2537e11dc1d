import { randomUUID } from 'node:crypto';
import { ParleyError } from '@parley/protocol/errors';
import {
  type ConsumerDescription,
  type Direction,
  type DtlsFingerprint,
  type FirstWish,
  KIND_OF_SOURCE,
  type Opaque,
  type PictureSize,
  type Source,
  type TransportDescription,
  type VideoCodec,
  type WantedLayers,
  type Wish,
} from '@parley/protocol/media';
import { firstPublications } from '../firstPublications.ts';
import type { Forwarding, PeerMedia } from '../MediaServer.ts';
import { checkRtpParameters, fakeIceParameters, fakeTransport } from './fakeParameters.ts';

export type FakePublication = {
  readonly publicationId: string;
  readonly source: Source;
  readonly rtpParameters: Opaque;
  isPaused: boolean;
  /** Settable by tests: what came in of it so far. */
  packets?: number;
  /** Settable by tests: others have the floor. */
  isHeld?: boolean;
};

/** The room as one of its peers sees it. */
type Surroundings = {
  readonly peers: readonly FakePeerMedia[];
  readonly publications: readonly FakePublication[];
};

type Setup = {
  room: Surroundings;
  videoCodecs: readonly VideoCodec[];
  fingerprint: DtlsFingerprint | undefined;
  onClosed: () => void;
  onLost: () => void;
  onLayersWanted: (layers: WantedLayers) => void;
};

export class FakePeerMedia implements PeerMedia {
  readonly send: TransportDescription = fakeTransport();
  readonly receive: TransportDescription = fakeTransport();
  readonly videoCodecs: readonly VideoCodec[];
  /** Whose DTLS handshake could begin. */
  readonly connected = new Set<Direction>();
  /** Settable by tests: what came in so far. */
  bytes = 0;
  /** Publications of which a key frame was asked for. */
  readonly keyFrames: string[] = [];
  /** Own microphones into which somebody speaks, as the peer itself says. */
  readonly stirred: string[] = [];
  /** Of what it is sent, as it was asked for last. */
  maxBitrate: number | undefined;
  readonly #room: Surroundings;
  readonly #onClosed: () => void;
  readonly #onLost: () => void;
  readonly #onLayersWanted: (layers: WantedLayers) => void;
  readonly #publications = new Map<string, FakePublication>();
  /** By the id of the publication. */
  readonly #consumers = new Map<string, FakeConsumer>();
  readonly #layers = new Map<string, number>();
  #isClosed = false;

  constructor({ room, videoCodecs, fingerprint, onClosed, onLost, onLayersWanted }: Setup) {
    this.#room = room;
    this.videoCodecs = videoCodecs;
    this.#onClosed = onClosed;
    this.#onLost = onLost;
    this.#onLayersWanted = onLayersWanted;
    if (fingerprint !== undefined) this.connected.add('send').add('receive');
  }

  get publications(): readonly FakePublication[] {
    return [...this.#publications.values()];
  }

  get consumers(): readonly FakeConsumer[] {
    return [...this.#consumers.values()];
  }

  async connect(direction: Direction, _fingerprint: DtlsFingerprint): Promise<void> {
    this.#mustBeOpen();
    if (this.connected.has(direction)) {
      throw new ParleyError('conflict', `The ${direction} transport is connected already.`);
    }
    this.connected.add(direction);
  }

  async restartIce(_direction: Direction): Promise<Opaque> {
    this.#mustBeOpen();
    return fakeIceParameters();
  }

  async bytesReceived(): Promise<number> {
    this.#mustBeOpen();
    return this.bytes;
  }

  async publish(publication: FakePublication): Promise<void> {
    this.#mustBeOpen();
    checkRtpParameters(publication.rtpParameters);
    if (this.#room.publications.some((one) => one.publicationId === publication.publicationId)) {
      throw new ParleyError('conflict', 'There is a publication of this id already.');
    }
    this.#publications.set(publication.publicationId, { ...publication });
  }

  async setPaused(publicationId: string, isPaused: boolean): Promise<void> {
    this.#mustBeOpen();
    const publication = this.#publications.get(publicationId);
    if (!publication) throw new ParleyError('not-found', 'This peer has no such publication.');
    publication.isPaused = isPaused;
  }

  unpublish(publicationId: string): void {
    if (!this.#publications.delete(publicationId)) return;
    for (const peer of this.#room.peers) peer.publicationClosed(publicationId);
  }

  layersWanted(): WantedLayers[] {
    return [...this.#layers].map(([publicationId, layers]) => ({ publicationId, layers }));
  }

  /** For tests: so many layers of an own picture are watched now. */
  wantLayers(publicationId: string, layers: number): void {
    this.#layers.set(publicationId, layers);
    this.#onLayersWanted({ publicationId, layers });
  }

  async want(
    wishes: readonly Wish[],
    maxBitrate?: number,
  ): Promise<{ consumers: ConsumerDescription[]; unavailable: string[] }> {
    this.#mustBeOpen();
    this.maxBitrate = maxBitrate;
    const wished = new Set(wishes.map((wish) => wish.publicationId));
    for (const consumer of this.consumers) {
      consumer.isWished = wished.has(consumer.publication.publicationId);
    }
    const consumers: ConsumerDescription[] = [];
    const unavailable: string[] = [];
    for (const { publicationId, size, isAlwaysHeard = false } of wishes) {
      const publication = this.#room.publications.find((p) => p.publicationId === publicationId);
      if (!publication || this.#publications.has(publicationId)) {
        unavailable.push(publicationId);
        continue;
      }
      let consumer = this.#consumers.get(publicationId);
      if (!consumer) {
        consumer = new FakeConsumer(publication);
        this.#consumers.set(publicationId, consumer);
      }
      consumer.size = size;
      consumer.isAlwaysHeard = isAlwaysHeard;
      if (!consumer.isResumed) consumers.push(consumer.describe());
    }
    return { consumers, unavailable };
  }

  async wantFirst(wish: FirstWish): Promise<ConsumerDescription[]> {
    const others = this.#room.publications.filter((p) => !this.#publications.has(p.publicationId));
    const { consumers } = await this.want(
      firstPublications(others, wish).map(({ publicationId }) => ({
        publicationId,
        size: wish.size,
      })),
      wish.maxBitrate,
    );
    return consumers;
  }

  async resume(consumerIds: readonly string[]): Promise<void> {
    this.#mustBeOpen();
    for (const consumer of this.consumers) {
      if (consumerIds.includes(consumer.consumerId)) consumer.isResumed = true;
    }
  }

  isHeld(publicationId: string): boolean {
    return this.#consumers.get(publicationId)?.isHeld ?? false;
  }

  stir(publicationId: string): void {
    if (this.#publications.has(publicationId)) this.stirred.push(publicationId);
  }

  async inspect(publicationId: string): Promise<Forwarding> {
    this.#mustBeOpen();
    const publication = this.#room.publications.find((p) => p.publicationId === publicationId);
    const consumer = this.#consumers.get(publicationId);
    return {
      producer: publication && {
        isPaused: publication.isPaused,
        packets: publication.packets ?? 0,
      },
      consumer: consumer && {
        isPaused: consumer.isPausedBehindItsBack || !consumer.shouldFlow,
        shouldFlow: consumer.shouldFlow,
        packets: consumer.packets,
        isStarved: consumer.isStarved,
      },
    };
  }

  async refresh(publicationId: string): Promise<void> {
    this.#mustBeOpen();
    const consumer = this.#consumers.get(publicationId);
    if (consumer) consumer.isPausedBehindItsBack = false;
  }

  async requestKeyFrame(publicationId: string): Promise<void> {
    this.#mustBeOpen();
    this.keyFrames.push(publicationId);
  }

  dropConsumer(publicationId: string): void {
    this.#consumers.delete(publicationId);
  }

  close(): void {
    if (this.#isClosed) return;
    for (const { publicationId } of this.publications) this.unpublish(publicationId);
    this.#consumers.clear();
    this.#isClosed = true;
    this.#onClosed();
  }

  /** For tests: one of its transports ends by itself. */
  lose(): void {
    if (this.#isClosed) return;
    this.close();
    this.#onLost();
  }

  /** Called by the publisher's side when a publication ends. */
  publicationClosed(publicationId: string): void {
    this.#consumers.delete(publicationId);
  }

  #mustBeOpen(): void {
    if (this.#isClosed) throw new ParleyError('not-found', "This peer's media is closed.");
  }
}

export class FakeConsumer {
  readonly consumerId = randomUUID();
  readonly publication: FakePublication;
  /** The browser has built its side. */
  isResumed = false;
  isWished = true;
  size: PictureSize | undefined;
  isAlwaysHeard = false;
  /** Settable by tests. */
  isPausedBehindItsBack = false;
  isStarved = false;
  packets = 0;

  constructor(publication: FakePublication) {
    this.publication = publication;
  }

  get isHeld(): boolean {
    return this.publication.isHeld === true && !this.isAlwaysHeard;
  }

  get shouldFlow(): boolean {
    return this.isResumed && this.isWished && !this.isHeld;
  }

  get isFlowing(): boolean {
    return this.shouldFlow && !this.isPausedBehindItsBack && !this.publication.isPaused;
  }

  describe(): ConsumerDescription {
    return {
      consumerId: this.consumerId,
      publicationId: this.publication.publicationId,
      kind: KIND_OF_SOURCE[this.publication.source],
      rtpParameters: this.publication.rtpParameters,
    };
  }
}
