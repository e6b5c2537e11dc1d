import {
  type ConsumerDescription,
  KIND_OF_SOURCE,
  type MediaWantReply,
  type Source,
  type Wish,
} from '@parley/protocol/media';
import type { Consumer, ConsumerLayers, RtpCapabilities, WebRtcTransport } from 'mediasoup/types';
import type { BaseLogger } from 'pino';
import type { Forwarding } from '../MediaServer.ts';
import type { ReadyMicrophones } from '../ReadyMicrophones.ts';
import { type Share, sharesOf } from './crowd.ts';
import type { LayerDemand } from './LayerDemand.ts';
import { layersFor } from './layers.ts';
import { mediaFailure } from './mediaFailure.ts';
import type { MediaPublication, Publications } from './Publications.ts';
import { ReceiveBudget } from './ReceiveBudget.ts';
import type { RoomPart } from './RoomPart.ts';
import type { Speakers } from './Speakers.ts';
import { Watched } from './Watched.ts';

type Setup = {
  peerId: string;
  part: RoomPart;
  transport: WebRtcTransport;
  rtpCapabilities: RtpCapabilities;
  publications: Publications;
  speakers: Pick<Speakers, 'isHeld' | 'lead'>;
  ready: Pick<ReadyMicrophones, 'isDormant' | 'patienceMs'>;
  demand: Pick<LayerDemand, 'need'>;
  log: BaseLogger;
  /** See `PeerMediaSetup`. */
  onOffered: (consumers: ConsumerDescription[]) => boolean;
  onRested: (consumerIds: string[]) => void;
};

type Layers = Required<ConsumerLayers>;

/** Of a picture that is shared with no other. */
const WHOLE: Share = { isSmallest: false, halvings: 0 };

/** What one peer receives: what it wishes for, made true as far as there is a consumer for it. */
export class Watching {
  readonly #setup: Setup;
  /** By the id of the publication. One that is not wished for is kept, so that it returns at once. */
  readonly #watched = new Map<string, Watched>();
  readonly #budget: ReceiveBudget;
  /** The last list, by the id of the publication. What is dormant is wished for all the same. */
  #wished: ReadonlyMap<string, Wish> = new Map();
  /** Since when the browser has not answered to what it was offered. */
  #unansweredSince: number | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(setup: Setup) {
    this.#setup = setup;
    this.#budget = new ReceiveBudget({ ...setup, sounds: () => this.#sounds });
  }

  /** Makes the list true. One list is dealt with after the other. */
  want(wishes: readonly Wish[], maxBitrate: number | undefined): Promise<MediaWantReply> {
    const wished = new Map(wishes.map((wish) => [wish.publicationId, wish]));
    return this.#inTurn(async () => {
      this.#wished = wished;
      await this.#budget.set(
        maxBitrate,
        wishes.some((wish) => this.#sourceOf(wish) === 'screen'),
      );
      const unwished = [...this.#watched.values()].filter(
        (w) => !wished.has(w.publication.publicationId),
      );
      for (const { publication } of unwished) this.#need(publication, 0);
      await Promise.all(unwished.map((watched) => watched.set({ isWished: false })));
      const consumers: ConsumerDescription[] = [];
      const unavailable: string[] = [];
      const shares = sharesOf([...wished.values()].filter((wish) => this.#sourceOf(wish) === 'camera'));
      const dormant = new Set([...wished.keys()].filter((id) => this.#isDormant(id)));
      const awake = [...wished].filter(([id]) => !dormant.has(id));
      const grants = awake.map(
        async ([id, wish]) => [id, await this.#grant(wish, shares.get(id) ?? WHOLE)] as const,
      );
      for (const [publicationId, watched] of await Promise.all(grants)) {
        if (!watched) unavailable.push(publicationId);
        else if (!watched.isBuilt) consumers.push(watched.describe());
      }
      return { consumers, unavailable, dormant: [...dormant] };
    });
  }

  resume(consumerIds: readonly string[]): Promise<void> {
    const built = new Set(consumerIds);
    this.#unansweredSince = undefined;
    return this.#inTurn(async () => {
      const known = [...this.#watched.values()].filter((watched) => built.has(watched.consumer.id));
      await Promise.all(known.map((watched) => watched.set({ isBuilt: true })));
    });
  }

  /**
   * This microphone was dormant and is about to be heard: it is offered to whoever wishes for it. Settles when
   * it can be taken, and without waiting for a browser that has let somebody wait in vain and is still silent.
   */
  async awaken(publicationId: string): Promise<void> {
    const waitsSince = performance.now();
    const offered = await this.#inTurn(() => this.#offer(publicationId, waitsSince));
    await offered?.takesPackets;
  }

  /** These microphones are dormant: nothing is kept for them. */
  rest(publicationIds: ReadonlySet<string>): Promise<void> {
    return this.#inTurn(async () => {
      const resting = [...publicationIds].flatMap((id) =>
        this.#isDormant(id) ? (this.#watched.get(id)?.consumer ?? []) : [],
      );
      for (const consumer of resting) consumer.close();
      if (resting.length > 0) this.#setup.onRested(resting.map(({ id }) => id));
    });
  }

  /** Undefined when there is no consumer. In turn with the wishes: never between two states of one. */
  inspect(publicationId: string): Promise<Forwarding['consumer']> {
    return this.#inTurn(async () => this.#watched.get(publicationId)?.inspect());
  }

  refresh(publicationId: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#watched.get(publicationId)?.set({});
    });
  }

  /** The floor has changed: what is held of these stops, what is held no longer flows at once. */
  heldChanged(publicationIds: ReadonlySet<string>): Promise<void> {
    return this.#inTurn(async () => {
      const concerned = [...publicationIds].flatMap((id) => this.#watched.get(id) ?? []);
      await Promise.all(concerned.map((watched) => watched.set({})));
    });
  }

  /** Somebody else speaks: their picture comes before the others. */
  leadChanged(): Promise<void> {
    return this.#inTurn(async () => {
      await Promise.all([...this.#watched.values()].map((watched) => watched.prioritize()));
    });
  }

  /** Wished for, whoever else speaks. */
  alwaysHears(publicationId: string): boolean {
    return this.#wished.get(publicationId)?.isAlwaysHeard === true;
  }

  /** Wished for, and not sent because others have the floor. */
  isHeld(publicationId: string): boolean {
    return this.#watched.get(publicationId)?.isHeld ?? this.#setup.speakers.isHeld(publicationId);
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

  #sourceOf({ publicationId }: Wish): Source | undefined {
    return this.#setup.publications.get(publicationId)?.source;
  }

  /** One's own is none that one could watch, whatever it is. */
  #isDormant(publicationId: string): boolean {
    const { ready, publications, peerId } = this.#setup;
    return ready.isDormant(publicationId) && publications.get(publicationId)?.peerId !== peerId;
  }

  /**
   * @param waitsSince its owner
   * @returns what is to be waited for
   */
  async #offer(publicationId: string, waitsSince: number): Promise<Watched | undefined> {
    const wish = this.#wished.get(publicationId);
    const watched = wish && (await this.#grant(wish, WHOLE));
    if (!watched || watched.isBuilt || !this.#setup.onOffered([watched.describe()])) return undefined;
    this.#unansweredSince ??= waitsSince;
    return performance.now() - this.#unansweredSince < this.#setup.ready.patienceMs
      ? watched
      : undefined;
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
      await Promise.all([watched.set({ isWished: true, isAlwaysHeard }), watched.setLayers(layers)]);
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
    const watched = new Watched({ ...this.#setup, publication, consumer, isAlwaysHeard });
    this.#watched.set(publicationId, watched);
    consumer.observer.once('close', () => {
      this.#watched.delete(publicationId);
      this.#need(publication, 0);
    });
    this.#need(publication, layers.spatialLayer + 1);
    await watched.prioritize();
    return watched;
  }

  /** What is needed ends with the consumer at the latest. */
  #need({ publicationId }: MediaPublication, layers: number): void {
    this.#setup.demand.need(publicationId, this.#setup.peerId, layers);
  }

  #inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(task).catch((error) => {
      throw mediaFailure(error);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
