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
import { firstPublications } from '../firstPublications.ts';
import type { Forwarding, PeerMedia, PeerMediaSetup } from '../MediaServer.ts';
import type { ReadyMicrophones } from '../ReadyMicrophones.ts';
import { FakeConsumer, type FakePublication } from './FakeConsumer.ts';
import { checkRtpParameters, fakeIceParameters, fakeTransport } from './fakeParameters.ts';

/** The room as one of its peers sees it. */
type Surroundings = {
  readonly peers: readonly FakePeerMedia[];
  readonly publications: readonly FakePublication[];
  readonly ready: ReadyMicrophones;
};

type Setup = {
  room: Surroundings;
  videoCodecs: readonly VideoCodec[];
  fingerprint: DtlsFingerprint | undefined;
  onClosed: () => void;
  onLost: () => void;
  onLayersWanted: PeerMediaSetup['layersWanted'];
  onOffered: PeerMediaSetup['offered'];
  onRested: PeerMediaSetup['rested'];
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
  readonly #setup: Setup;
  #wishes: readonly Wish[] = [];
  readonly #publications = new Map<string, FakePublication>();
  /** By the id of the publication. */
  readonly #consumers = new Map<string, FakeConsumer>();
  readonly #layers = new Map<string, number>();
  #isClosed = false;

  constructor(setup: Setup) {
    const { room, videoCodecs, fingerprint } = setup;
    this.#room = room;
    this.#setup = setup;
    this.videoCodecs = videoCodecs;
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
    const { publicationId, source, isPaused, isResting } = publication;
    if (source !== 'microphone') return;
    this.#room.ready.add(publicationId, isPaused ? 'muted' : isResting ? 'resting' : 'on');
  }

  async setPaused(publicationId: string, isPaused: boolean): Promise<void> {
    this.#mustBeOpen();
    const publication = this.#publications.get(publicationId);
    if (!publication) throw new ParleyError('not-found', 'This peer has no such publication.');
    const { ready } = this.#room;
    if (!isPaused) await ready.open(publicationId);
    this.#mustBeOpen();
    publication.isPaused = isPaused;
    if (isPaused) ready.close(publicationId);
  }

  async setResting(publicationId: string, isResting: boolean): Promise<void> {
    this.#mustBeOpen();
    const publication = this.#publications.get(publicationId);
    if (!publication) throw new ParleyError('not-found', 'This peer has no such publication.');
    if (publication.isPaused) return;
    if (isResting) await this.#room.ready.rest(publicationId);
    else await this.#room.ready.open(publicationId);
  }

  isDormant(publicationId: string): boolean {
    return this.#room.ready.isDormant(publicationId);
  }

  unpublish(publicationId: string): void {
    if (!this.#publications.delete(publicationId)) return;
    this.#room.ready.remove(publicationId);
    for (const peer of this.#room.peers) peer.publicationClosed(publicationId);
  }

  layersWanted(): WantedLayers[] {
    return [...this.#layers].map(([publicationId, layers]) => ({ publicationId, layers }));
  }

  /** For tests: so many layers of an own picture are watched now. */
  wantLayers(publicationId: string, layers: number): void {
    this.#layers.set(publicationId, layers);
    this.#setup.onLayersWanted({ publicationId, layers });
  }

  async want(wishes: readonly Wish[], maxBitrate?: number): Promise<MediaWantReply> {
    this.#mustBeOpen();
    this.maxBitrate = maxBitrate;
    this.#wishes = wishes;
    const wished = new Set(wishes.map((wish) => wish.publicationId));
    for (const consumer of this.consumers) {
      consumer.isWished = wished.has(consumer.publication.publicationId);
    }
    const consumers: ConsumerDescription[] = [];
    const unavailable: string[] = [];
    const dormant: string[] = [];
    for (const wish of wishes) {
      const { publicationId } = wish;
      const publication = this.#watchable(publicationId);
      if (!publication) unavailable.push(publicationId);
      else if (this.#room.ready.isDormant(publicationId)) dormant.push(publicationId);
      else {
        const consumer = this.#grant(publication, wish);
        if (!consumer.isResumed) consumers.push(consumer.describe());
      }
    }
    return { consumers, unavailable, dormant };
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
      if (consumerIds.includes(consumer.consumerId)) consumer.resume();
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
    this.publicationClosed(publicationId);
  }

  close(): void {
    if (this.#isClosed) return;
    for (const { publicationId } of this.publications) this.unpublish(publicationId);
    for (const consumer of this.consumers) consumer.end();
    this.#consumers.clear();
    this.#isClosed = true;
    this.#setup.onClosed();
  }

  /** For tests: one of its transports ends by itself. */
  lose(): void {
    if (this.#isClosed) return;
    this.close();
    this.#setup.onLost();
  }

  /** Called by the publisher's side when a publication ends. */
  publicationClosed(publicationId: string): void {
    this.#consumers.get(publicationId)?.end();
    this.#consumers.delete(publicationId);
  }

  /** Called when a dormant microphone is about to be heard. Settles when it can be taken here. */
  async awaken(publicationId: string): Promise<void> {
    const wish = this.#wishes.find((one) => one.publicationId === publicationId);
    const publication = this.#watchable(publicationId);
    if (!wish || !publication) return;
    const consumer = this.#grant(publication, wish);
    const { transportId } = this.receive;
    const offered = { transportId, consumers: [consumer.describe()] };
    if (!consumer.isResumed && this.#setup.onOffered(offered)) await consumer.takesPackets;
  }

  /** Called when microphones become dormant. */
  async rest(publicationIds: ReadonlySet<string>): Promise<void> {
    const resting = this.consumers.filter((one) => publicationIds.has(one.publication.publicationId));
    for (const { publication } of resting) this.publicationClosed(publication.publicationId);
    if (resting.length > 0) this.#setup.onRested(resting.map(({ consumerId }) => consumerId));
  }

  /** What somebody else publishes. */
  #watchable(publicationId: string): FakePublication | undefined {
    if (this.#publications.has(publicationId)) return undefined;
    return this.#room.publications.find((one) => one.publicationId === publicationId);
  }

  #grant(publication: FakePublication, { size, isAlwaysHeard = false }: Wish): FakeConsumer {
    const { publicationId } = publication;
    const consumer = this.#consumers.get(publicationId) ?? new FakeConsumer(publication);
    this.#consumers.set(publicationId, consumer);
    consumer.size = size;
    consumer.isAlwaysHeard = isAlwaysHeard;
    return consumer;
  }

  #mustBeOpen(): void {
    if (this.#isClosed) throw new ParleyError('not-found', "This peer's media is closed.");
  }
}
