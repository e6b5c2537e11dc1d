import { ParleyError } from '@parley/protocol/errors';
import type { Source } from '@parley/protocol/media';
import type { Producer } from 'mediasoup/types';
import type { RoomPart } from './RoomPart.ts';
import type { CheckedRtpParameters } from './rtpSchemas.ts';

export type MediaPublication = {
  /** Also the id of the producer. */
  readonly publicationId: string;
  readonly peerId: string;
  /** Rises with each peer that came in. */
  readonly peerRank: number;
  readonly source: Source;
  /** Where it comes in. */
  readonly part: RoomPart;
  readonly encodings: CheckedRtpParameters['encodings'];
  readonly producer: Producer;
};

/** What is published in one room. */
export class Publications {
  readonly #published = new Map<string, MediaPublication>();
  /** Ids whose producer is being made. */
  readonly #reserved = new Set<string>();

  get(publicationId: string): MediaPublication | undefined {
    return this.#published.get(publicationId);
  }

  of(peerId: string): MediaPublication[] {
    return [...this.#published.values()].filter((publication) => publication.peerId === peerId);
  }

  /** Those of all other peers, the oldest peer's first. */
  ofOthers(peerId: string): MediaPublication[] {
    return [...this.#published.values()]
      .filter((publication) => publication.peerId !== peerId)
      .sort((a, b) => a.peerRank - b.peerRank);
  }

  /**
   * Takes the id while `make` makes its producer.
   *
   * @throws {ParleyError} `conflict` when the id is taken
   */
  async add(publicationId: string, make: () => Promise<MediaPublication>): Promise<void> {
    if (this.#published.has(publicationId) || this.#reserved.has(publicationId)) {
      throw new ParleyError('conflict', 'There is a publication of this id already.');
    }
    this.#reserved.add(publicationId);
    try {
      const publication = await make();
      this.#published.set(publicationId, publication);
      publication.producer.observer.once('close', () => this.#published.delete(publicationId));
    } finally {
      this.#reserved.delete(publicationId);
    }
  }
}
