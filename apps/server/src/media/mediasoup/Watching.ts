import { type ConsumerDescription, KIND_OF_SOURCE, type Wish } from '@parley/protocol/media';
import type { Consumer, ConsumerLayers, RtpCapabilities, WebRtcTransport } from 'mediasoup/types';
import type { BaseLogger } from 'pino';
import type { Forwarding } from '../MediaServer.ts';
import { priorityOf } from '../priorities.ts';
import { type Share, sharesOf } from './crowd.ts';
import type { LayerDemand } from './LayerDemand.ts';
import { layersFor } from './layers.ts';
import { mediaFailure } from './mediaFailure.ts';
import type { MediaPublication, Publications } from './Publications.ts';
import { ReceiveBudget } from './ReceiveBudget.ts';
import type { RoomPart } from './RoomPart.ts';
import type { Speakers } from './Speakers.ts';

type Setup = {
  peerId: string;
  part: RoomPart;
  transport: WebRtcTransport;
  rtpCapabilities: RtpCapabilities;
  publications: Publications;
  speakers: Pick<Speakers, 'isHeld' | 'lead'>;
  demand: Pick<LayerDemand, 'need'>;
  log: BaseLogger;
};

type Watched = {
  readonly publication: MediaPublication;
  readonly consumer: Consumer;
  isWished: boolean;
  /** Wished for whoever else speaks. */
  isAlwaysHeard: boolean;
  /** The browser has its side and can take packets. */
  isBuilt: boolean;
};

type Layers = Required<ConsumerLayers>;

/** Of a picture that is shared with no other. */
const WHOLE: Share = { isSmallest: false, halvings: 0 };

/**
 * What one peer receives. A consumer flows while it is wished for, the browser has built its side, and
 * nobody louder has the floor.
 */
export class Watching {
  readonly #setup: Setup;
  /** By the id of the publication. One that is not wished for is kept, so that it returns at once. */
  readonly #watched = new Map<string, Watched>();
  readonly #budget: ReceiveBudget;
  #last: Promise<unknown> = Promise.resolve();

  constructor(setup: Setup) {
    this.#setup = setup;
    this.#budget = new ReceiveBudget({ ...setup, sounds: () => this.#sounds });
  }

  /** Makes the list true. One list is dealt with after the other. */
  want(
    wishes: readonly Wish[],
    maxBitrate: number | undefined,
  ): Promise<{ consumers: ConsumerDescription[]; unavailable: string[] }> {
    const wished = new Map(wishes.map((wish) => [wish.publicationId, wish]));
    return this.#inTurn(async () => {
      await this.#budget.set(maxBitrate);
      const unwished = [...this.#watched.values()].filter(
        (w) => !wished.has(w.publication.publicationId),
      );
      for (const { publication } of unwished) this.#need(publication, 0);
      await Promise.all(unwished.map((watched) => this.#set(watched, { isWished: false })));
      const consumers: ConsumerDescription[] = [];
      const unavailable: string[] = [];
      const shares = sharesOf([...wished.values()].filter((wish) => this.#isOfCamera(wish)));
      const grants = [...wished].map(
        async ([id, wish]) => [id, await this.#grant(wish, shares.get(id) ?? WHOLE)] as const,
      );
      for (const [publicationId, watched] of await Promise.all(grants)) {
        if (!watched) unavailable.push(publicationId);
        else if (!watched.isBuilt) consumers.push(describe(watched));
      }
      return { consumers, unavailable };
    });
  }

  resume(consumerIds: readonly string[]): Promise<void> {
    const built = new Set(consumerIds);
    return this.#inTurn(async () => {
      const known = [...this.#watched.values()].filter((watched) => built.has(watched.consumer.id));
      await Promise.all(known.map((watched) => this.#set(watched, { isBuilt: true })));
    });
  }

  /** Undefined when there is no consumer. In turn with the wishes: never between two states of one. */
  inspect(publicationId: string): Promise<Forwarding['consumer']> {
    return this.#inTurn(async () => {
      const watched = this.#watched.get(publicationId);
      if (!watched) return undefined;
      const { consumer } = watched;
      const stats = await consumer.getStats();
      const isLayered = consumer.type === 'simulcast' || consumer.type === 'svc';
      return {
        isPaused: consumer.paused,
        shouldFlow: this.#shouldFlow(watched),
        packets: stats.reduce(
          (sum, one) => sum + (one.type === 'outbound-rtp' ? one.packetCount : 0),
          0,
        ),
        isStarved: isLayered && !consumer.paused && consumer.currentLayers === undefined,
      };
    });
  }

  refresh(publicationId: string): Promise<void> {
    return this.#inTurn(async () => {
      const watched = this.#watched.get(publicationId);
      if (watched) await this.#set(watched, {});
    });
  }

  /** The floor has changed: what is held of these stops, what is held no longer flows at once. */
  heldChanged(publicationIds: ReadonlySet<string>): Promise<void> {
    return this.#inTurn(async () => {
      const concerned = [...publicationIds].flatMap((id) => this.#watched.get(id) ?? []);
      await Promise.all(concerned.map((watched) => this.#set(watched, {})));
    });
  }

  /** Somebody else speaks: their picture comes before the others. */
  leadChanged(): Promise<void> {
    return this.#inTurn(async () => {
      await Promise.all([...this.#watched.values()].map((watched) => this.#prioritize(watched)));
    });
  }

  /** Wished for, and not sent because others have the floor. */
  isHeld(publicationId: string): boolean {
    const isAlwaysHeard = this.#watched.get(publicationId)?.isAlwaysHeard === true;
    return !isAlwaysHeard && this.#setup.speakers.isHeld(publicationId);
  }

  async requestKeyFrame(publicationId: string): Promise<void> {
    try {
      await this.#watched.get(publicationId)?.consumer.requestKeyFrame();
    } catch (error) {
      if (this.#setup.publications.get(publicationId)) throw error;
    }
  }

  drop(publicationId: string): void {
    this.#watched.get(publicationId)?.consumer.close();
  }

  /** The sounds that flow now. */
  get #sounds(): Consumer[] {
    return [...this.#watched.values()]
      .map(({ consumer }) => consumer)
      .filter(({ kind, paused, producerPaused }) => kind === 'audio' && !paused && !producerPaused);
  }

  #isOfCamera({ publicationId }: Wish): boolean {
    return this.#setup.publications.get(publicationId)?.source === 'camera';
  }

  /** @returns undefined when there is nothing to receive */
  async #grant(wish: Wish, share: Share): Promise<Watched | undefined> {
    const { publicationId, size, isAlwaysHeard = false } = wish;
    const { publications, peerId } = this.#setup;
    const publication = publications.get(publicationId);
    if (!publication || publication.peerId === peerId) return undefined;
    const isGone = () => publications.get(publicationId) !== publication;
    const layers = layersFor(publication.source, publication.encodings, size, share);
    const watched = this.#watched.get(publicationId);
    try {
      if (!watched) return await this.#consume(publication, isAlwaysHeard, layers, isGone);
      await Promise.all([
        this.#set(watched, { isWished: true, isAlwaysHeard }),
        this.#setLayers(watched, layers),
      ]);
      if (isGone() || watched.consumer.closed) return undefined;
      this.#need(publication, layers.spatialLayer + 1);
      return watched;
    } catch (error) {
      if (isGone()) return undefined;
      throw mediaFailure(error);
    }
  }

  async #consume(
    publication: MediaPublication,
    isAlwaysHeard: boolean,
    layers: Layers,
    isGone: () => boolean,
  ): Promise<Watched | undefined> {
    const { part, transport, rtpCapabilities } = this.#setup;
    const { publicationId, source } = publication;
    if (!publication.part.router.canConsume({ producerId: publicationId, rtpCapabilities }))
      return undefined;
    const isVideo = KIND_OF_SOURCE[source] === 'video';
    const producer = await part.producerOf(publication);
    const consumer = await transport.consume({
      producerId: producer.id,
      rtpCapabilities,
      paused: true,
      ...(isVideo && { preferredLayers: layers }),
    });
    // Whatever ended while this consumer was made could not close it.
    if (isGone() || transport.closed) {
      consumer.close();
      return undefined;
    }
    const watched: Watched = { publication, consumer, isWished: true, isAlwaysHeard, isBuilt: false };
    this.#watched.set(publicationId, watched);
    consumer.observer.once('close', () => {
      this.#watched.delete(publicationId);
      this.#need(publication, 0);
    });
    this.#need(publication, layers.spatialLayer + 1);
    await this.#prioritize(watched);
    return watched;
  }

  async #setLayers({ consumer }: Watched, layers: Layers): Promise<void> {
    if (consumer.type !== 'simulcast' && consumer.type !== 'svc') return;
    const { spatialLayer, temporalLayer } = consumer.preferredLayers ?? {};
    if (spatialLayer === layers.spatialLayer && temporalLayer === layers.temporalLayer) return;
    await consumer.setPreferredLayers(layers);
  }

  /** What is needed ends with the consumer at the latest. */
  #need({ publicationId }: MediaPublication, layers: number): void {
    this.#setup.demand.need(publicationId, this.#setup.peerId, layers);
  }

  #shouldFlow({ publication, isWished, isBuilt }: Watched): boolean {
    return isWished && isBuilt && !this.isHeld(publication.publicationId);
  }

  async #prioritize({ publication, consumer }: Watched): Promise<void> {
    const priority = priorityOf(publication.source, publication.peerId === this.#setup.speakers.lead);
    if (priority === undefined || consumer.closed || consumer.priority === priority) return;
    try {
      await consumer.setPriority(priority);
    } catch (error) {
      if (!this.#isEnded(consumer, publication)) throw error;
    }
  }

  async #set(
    watched: Watched,
    change: Partial<Pick<Watched, 'isWished' | 'isBuilt' | 'isAlwaysHeard'>>,
  ): Promise<void> {
    Object.assign(watched, change);
    const { consumer } = watched;
    const shouldFlow = this.#shouldFlow(watched);
    if (consumer.closed || consumer.paused === !shouldFlow) return;
    try {
      await (shouldFlow ? consumer.resume() : consumer.pause());
    } catch (error) {
      if (!this.#isEnded(consumer, watched.publication)) throw error;
    }
  }

  /** A publication may end while the worker is asked about its consumer. */
  #isEnded(consumer: Consumer, { publicationId }: MediaPublication): boolean {
    return consumer.closed || !this.#setup.publications.get(publicationId);
  }

  #inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(task).catch((error) => {
      throw mediaFailure(error);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function describe({ consumer, publication }: Watched): ConsumerDescription {
  return {
    consumerId: consumer.id,
    publicationId: publication.publicationId,
    kind: consumer.kind,
    rtpParameters: consumer.rtpParameters,
  };
}
