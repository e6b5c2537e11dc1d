import type { ConsumerDescription } from '@parley/protocol/media';
import type { Consumer, ConsumerLayers } from 'mediasoup/types';
import type { Forwarding } from '../MediaServer.ts';
import { priorityOf } from '../priorities.ts';
import type { MediaPublication, Publications } from './Publications.ts';
import type { Speakers } from './Speakers.ts';

type Setup = {
  publication: MediaPublication;
  consumer: Consumer;
  isAlwaysHeard: boolean;
  publications: Publications;
  speakers: Pick<Speakers, 'isHeld' | 'lead'>;
};

/** What a peer wishes of it, and what its browser has done. */
type State = {
  isWished: boolean;
  /** Wished for whoever else speaks. */
  isAlwaysHeard: boolean;
  /** The browser has its side and can take packets. */
  isBuilt: boolean;
};

/**
 * One publication that a peer watches, or has watched. It flows while it is wished for, the browser has
 * built its side, and nobody louder has the floor.
 */
export class Watched {
  readonly publication: MediaPublication;
  readonly consumer: Consumer;
  readonly #setup: Setup;
  readonly #state: State;
  readonly #takesPackets = Promise.withResolvers<void>();

  constructor(setup: Setup) {
    this.#setup = setup;
    this.publication = setup.publication;
    this.consumer = setup.consumer;
    this.#state = { isWished: true, isAlwaysHeard: setup.isAlwaysHeard, isBuilt: false };
    setup.consumer.observer.once('close', () => this.#takesPackets.resolve());
  }

  get isBuilt(): boolean {
    return this.#state.isBuilt;
  }

  /** Settles when the browser can take packets and the SFU may send them, or when there is nothing to wait for. */
  get takesPackets(): Promise<void> {
    return this.#takesPackets.promise;
  }

  /** Kept back because others have the floor. */
  get isHeld(): boolean {
    const { publication, speakers } = this.#setup;
    return !this.#state.isAlwaysHeard && speakers.isHeld(publication.publicationId);
  }

  /** Takes over what is different, and makes it flow or not. */
  async set(change: Partial<State>): Promise<void> {
    Object.assign(this.#state, change);
    const { consumer } = this;
    const shouldFlow = this.#shouldFlow;
    if (!consumer.closed && consumer.paused === shouldFlow) {
      await this.#orEnded(shouldFlow ? consumer.resume() : consumer.pause());
    }
    if (this.isBuilt) this.#takesPackets.resolve();
  }

  async setLayers(layers: Required<ConsumerLayers>): Promise<void> {
    const { consumer } = this;
    if (!isLayered(consumer)) return;
    const { spatialLayer, temporalLayer } = consumer.preferredLayers ?? {};
    if (spatialLayer === layers.spatialLayer && temporalLayer === layers.temporalLayer) return;
    await consumer.setPreferredLayers(layers);
  }

  /** By what it is, and who speaks. */
  async prioritize(): Promise<void> {
    const { publication, consumer, speakers } = this.#setup;
    const priority = priorityOf(publication.source, publication.peerId === speakers.lead);
    if (priority === undefined || consumer.closed || consumer.priority === priority) return;
    await this.#orEnded(consumer.setPriority(priority));
  }

  async inspect(): Promise<NonNullable<Forwarding['consumer']>> {
    const { consumer } = this;
    const stats = await consumer.getStats();
    return {
      isPaused: consumer.paused,
      shouldFlow: this.#shouldFlow,
      packets: stats.reduce((sum, one) => sum + (one.type === 'outbound-rtp' ? one.packetCount : 0), 0),
      isStarved: isLayered(consumer) && !consumer.paused && consumer.currentLayers === undefined,
    };
  }

  describe(): ConsumerDescription {
    const { id: consumerId, kind, rtpParameters } = this.consumer;
    return { consumerId, publicationId: this.publication.publicationId, kind, rtpParameters };
  }

  get #shouldFlow(): boolean {
    return this.#state.isWished && this.#state.isBuilt && !this.isHeld;
  }

  /** A publication may end while the worker is asked about its consumer. */
  async #orEnded(asking: Promise<void>): Promise<void> {
    try {
      await asking;
    } catch (error) {
      const { publication, publications } = this.#setup;
      if (!this.consumer.closed && publications.get(publication.publicationId)) throw error;
    }
  }
}

function isLayered({ type }: Consumer): boolean {
  return type === 'simulcast' || type === 'svc';
}
