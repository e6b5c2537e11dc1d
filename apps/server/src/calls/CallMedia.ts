import type { RequestOf } from '@parley/protocol/contract';
import type { Publication, Wish } from '@parley/protocol/media';
import { assertMay } from '../room/permissions.ts';
import type { Room } from '../room/Room.ts';
import type { Member } from './Member.ts';

type Setup = { room: Room; newId: () => string; member: (peerId: string) => Member };

/** What the peers of a call publish and watch: the SFU does it first, the room says so after. */
export class CallMedia {
  readonly #room: Room;
  readonly #newId: () => string;
  readonly #member: (peerId: string) => Member;

  constructor({ room, newId, member }: Setup) {
    this.#room = room;
    this.#newId = newId;
    this.#member = member;
  }

  publish(
    peerId: string,
    { source, rtpParameters, isPaused }: RequestOf<'media:publish'>,
  ): Promise<Publication> {
    const { media, publishing } = this.#member(peerId);
    return publishing.run(async () => {
      this.#room.publications.assertFree(peerId, source);
      const publicationId = this.#newId();
      await media.publish({ publicationId, source, rtpParameters, isPaused });
      const publication: Publication = { publicationId, peerId, source, isPaused };
      // Refused when the peer left meanwhile; its media was closed with it then.
      this.#room.publish(publication);
      return publication;
    });
  }

  setPaused(peerId: string, { publicationId, isPaused }: RequestOf<'media:setPaused'>): Promise<void> {
    const { media, publishing } = this.#member(peerId);
    return publishing.run(async () => {
      const publication = this.#room.publications.get(publicationId);
      assertMay(this.#room.peer(peerId), 'media:setPaused', publication);
      if (publication.isPaused === isPaused) return;
      await media.setPaused(publicationId, isPaused);
      this.#room.setPaused(publicationId, isPaused);
    });
  }

  unpublish(peerId: string, publicationId: string): Promise<void> {
    const { media, publishing } = this.#member(peerId);
    return publishing.run(() => {
      const publication = this.#room.publications.get(publicationId);
      assertMay(this.#room.peer(peerId), 'media:unpublish', publication);
      media.unpublish(publicationId);
      this.#room.unpublish(publicationId);
    });
  }

  want(peerId: string, wishes: readonly Wish[]): ReturnType<Member['media']['want']> {
    return this.#member(peerId).media.want(wishes);
  }

  resume(peerId: string, consumerIds: readonly string[]): Promise<void> {
    return this.#member(peerId).media.resume(consumerIds);
  }

  connect(peerId: string, request: RequestOf<'media:connect'>): Promise<void> {
    return this.#member(peerId).media.connect(request.direction, request.fingerprint);
  }

  restartIce(
    peerId: string,
    request: RequestOf<'media:restartIce'>,
  ): ReturnType<Member['media']['restartIce']> {
    return this.#member(peerId).media.restartIce(request.direction);
  }
}
