import { randomUUID } from 'node:crypto';
import {
  type ConsumerDescription,
  KIND_OF_SOURCE,
  type Opaque,
  type PictureSize,
  type Source,
} from '@parley/protocol/media';

export type FakePublication = {
  readonly publicationId: string;
  readonly source: Source;
  readonly rtpParameters: Opaque;
  isPaused: boolean;
  readonly isResting?: boolean | undefined;
  /** Settable by tests: what came in of it so far. */
  packets?: number;
  /** Settable by tests: others have the floor. */
  isHeld?: boolean;
};

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
  readonly #takesPackets = Promise.withResolvers<void>();

  constructor(publication: FakePublication) {
    this.publication = publication;
  }

  /** Settles when it is resumed, or has ended. */
  get takesPackets(): Promise<void> {
    return this.#takesPackets.promise;
  }

  resume(): void {
    this.isResumed = true;
    this.#takesPackets.resolve();
  }

  end(): void {
    this.#takesPackets.resolve();
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
