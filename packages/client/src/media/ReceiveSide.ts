import type { ConsumerDescription } from '@parley/protocol/media';
import type { Consumer, ConsumerOptions, Transport } from 'mediasoup-client/types';
import type { Log } from '../log.ts';
import type { ReceivedStream } from './stats/readStreams.ts';

export type ReceiveSideParts = {
  readonly transport: Transport;
  /**
   * What browsers shall play in step: a voice with its own face, a screen with its own sound. Anything else of
   * one stream would be held back for the slowest.
   */
  readonly syncGroupOf: (publicationId: string) => string;
  /** Is told of each that could not be built. What the browser refused once stays in its description of the connection. */
  readonly onUnbuilt: (publicationId: string) => void;
  readonly log: Log;
};

/** The transport on which this peer receives, and what arrives there, by publication. */
export class ReceiveSide {
  readonly transport: Transport;
  readonly #parts: ReceiveSideParts;
  readonly #consumers = new Map<string, Consumer>();
  /** Described and being built, or built: by publication, the consumer's id. */
  readonly #expected = new Map<string, string>();
  /**
   * Consumers that are not built (again): whose building was begun, or that have ended before. An answer that overtakes the
   * news that its publication is gone describes one again; built twice, its `mid` would be twice in the description of the
   * connection (RFC 9143), which no browser takes any more.
   */
  readonly #begun = new Set<string>();

  constructor(parts: ReceiveSideParts) {
    this.transport = parts.transport;
    this.#parts = parts;
  }

  track(publicationId: string): MediaStreamTrack | undefined {
    return this.#consumers.get(publicationId)?.track;
  }

  /** What is built here now, for whoever measures it. */
  get streams(): readonly ReceivedStream[] {
    return [...this.#consumers].map(([publicationId, { id, kind, rtpParameters }]) => ({
      publicationId,
      consumerId: id,
      kind,
      ssrc: rtpParameters.encodings?.[0]?.ssrc,
    }));
  }

  /**
   * Builds all of them in one negotiation.
   * @returns the ids of the consumers that can take packets now
   */
  async consume(descriptions: readonly ConsumerDescription[]): Promise<string[]> {
    const fresh = descriptions.filter(({ consumerId }) => !this.#begun.has(consumerId));
    const built = await Promise.all(fresh.map((description) => this.#build(description)));
    // Described twice is one that the server still waits to resume: it is named again.
    const again = descriptions.filter(
      ({ publicationId, consumerId }) => this.#consumers.get(publicationId)?.id === consumerId,
    );
    return [...new Set([...built.flat(), ...again.map(({ consumerId }) => consumerId)])];
  }

  /** Whether there is a consumer of it, or one is being built. */
  expects(publicationId: string): boolean {
    return this.#expected.has(publicationId);
  }

  /** These have ended at the server, which may be known before they are described. */
  ended(consumerIds: readonly string[]): void {
    for (const consumerId of consumerIds) this.#begun.add(consumerId);
    for (const [publicationId, consumerId] of [...this.#expected]) {
      if (consumerIds.includes(consumerId)) this.drop(publicationId);
    }
  }

  /** Its publication is gone. */
  drop(publicationId: string): void {
    this.#expected.delete(publicationId);
    this.#consumers.get(publicationId)?.close();
    this.#consumers.delete(publicationId);
  }

  close(): void {
    this.transport.close();
    this.#consumers.clear();
    this.#expected.clear();
    this.#begun.clear();
  }

  async #build(description: ConsumerDescription): Promise<string[]> {
    const { consumerId, publicationId, kind } = description;
    this.drop(publicationId);
    this.#begun.add(consumerId);
    this.#expected.set(publicationId, consumerId);
    try {
      const consumer = await this.transport.consume({
        id: consumerId,
        producerId: publicationId,
        kind,
        // Opaque on the wire; mediasoup-client and the browser check it.
        rtpParameters: description.rtpParameters as unknown as ConsumerOptions['rtpParameters'],
        streamId: this.#parts.syncGroupOf(publicationId),
      });
      if (this.#expected.get(publicationId) !== consumerId) {
        consumer.close();
        return [];
      }
      this.#consumers.set(publicationId, consumer);
      return [consumerId];
    } catch (error) {
      if (this.#expected.get(publicationId) === consumerId) this.#expected.delete(publicationId);
      if (this.transport.closed) return [];
      this.#parts.log.error('a consumer could not be built', error);
      this.#parts.onUnbuilt(publicationId);
      return [];
    }
  }
}
