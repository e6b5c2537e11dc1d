import { ParleyError } from '@parley/protocol/errors';
import type { Publication, Source } from '@parley/protocol/media';

/** What is published in a room: each peer's four sources, each at most once. */
export class Publications {
  readonly #byId = new Map<string, Publication>();

  get size(): number {
    return this.#byId.size;
  }

  has(publicationId: string): boolean {
    return this.#byId.has(publicationId);
  }

  /** @throws {ParleyError} `not-found` */
  get(publicationId: string): Publication {
    const publication = this.#byId.get(publicationId);
    if (publication === undefined)
      throw new ParleyError('not-found', 'This is not published (any more).');
    return publication;
  }

  /** In the order in which they were published. */
  all(): Publication[] {
    return [...this.#byId.values()];
  }

  of(peerId: string): Publication[] {
    return this.all().filter((publication) => publication.peerId === peerId);
  }

  find(peerId: string, source: Source): Publication | undefined {
    return this.of(peerId).find((publication) => publication.source === source);
  }

  /** @throws {ParleyError} `conflict` while the peer publishes this source */
  assertFree(peerId: string, source: Source): void {
    const existing = this.find(peerId, source);
    if (existing !== undefined) {
      const { publicationId } = existing;
      throw new ParleyError('conflict', `Your ${source} is already published.`, { publicationId });
    }
  }

  /** @throws {ParleyError} `conflict` while the peer publishes this source */
  add(publication: Publication): void {
    this.assertFree(publication.peerId, publication.source);
    this.#byId.set(publication.publicationId, publication);
  }

  /** @returns whether anything changed */
  setPaused(publicationId: string, isPaused: boolean): boolean {
    const publication = this.get(publicationId);
    if (publication.isPaused === isPaused) return false;
    this.#byId.set(publicationId, { ...publication, isPaused });
    return true;
  }

  /** Its stream was made anew. @throws {ParleyError} `not-found` */
  renew(publicationId: string, isPaused: boolean): Publication {
    const publication = this.get(publicationId);
    const renewed = { ...publication, isPaused, revision: publication.revision + 1 };
    this.#byId.set(publicationId, renewed);
    return renewed;
  }

  remove(publicationId: string): void {
    this.#byId.delete(publicationId);
  }
}
