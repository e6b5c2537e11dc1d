import type { ChatMessage, ChatPage } from '@parley/protocol/chat';
import { ParleyError } from '@parley/protocol/errors';
import { LIMITS } from '@parley/protocol/limits';
import type { Publication } from '@parley/protocol/media';
import type { Peer, PeerAccount, PeerLeft } from '@parley/protocol/peer';
import type { RoomSnapshot } from '@parley/protocol/snapshot';
import type * as z from 'zod/mini';
import { ChatTail } from './ChatTail.ts';
import { EventLog, type NumberedEvent } from './EventLog.ts';
import { Publications } from './Publications.ts';
import { ReservedPlace } from './ReservedPlace.ts';

export type RoomSetup = {
  name: string;
  maxPeers: number;
  /** The newest page of what was said here before. */
  chat: ChatPage;
  /** Epoch ms. */
  now(): number;
  /** Called with every change, in order. */
  onEvent(event: NumberedEvent): void;
};

export type LeaveReason = z.infer<typeof PeerLeft>['reason'];

/**
 * Who is in a room and what everybody can see of them. Every change is appended to the log, so that
 * a snapshot and the events after it always tell the same story.
 */
export class Room {
  readonly name: string;
  readonly publications = new Publications();
  readonly log: EventLog;
  readonly #setup: RoomSetup;
  readonly #chat: ChatTail;
  readonly #peers = new Map<string, Peer>();
  #reserved = 0;
  #speakers: readonly string[] = [];

  constructor(setup: RoomSetup) {
    this.name = setup.name;
    this.#setup = setup;
    this.#chat = new ChatTail(setup.chat);
    this.log = new EventLog(LIMITS.missedEvents, setup.onEvent);
  }

  get peerCount(): number {
    return this.#peers.size;
  }

  /** Nobody is here and nobody is on the way in. */
  get isEmpty(): boolean {
    return this.#peers.size + this.#reserved === 0;
  }

  get isFull(): boolean {
    return this.#peers.size + this.#reserved >= this.#setup.maxPeers;
  }

  /** Those who are here longest first. */
  peers(): Peer[] {
    return [...this.#peers.values()];
  }

  /** @throws {ParleyError} `not-joined` */
  peer(peerId: string): Peer {
    const peer = this.#peers.get(peerId);
    if (peer === undefined) throw new ParleyError('not-joined', 'You are not in this room.');
    return peer;
  }

  snapshot(): RoomSnapshot {
    return {
      room: this.name,
      seq: this.log.seq,
      peers: this.peers(),
      publications: this.publications.all(),
      chat: this.#chat.page,
    };
  }

  /** @throws {ParleyError} `full` */
  reservePlace(): ReservedPlace {
    if (this.isFull) {
      const { maxPeers } = this.#setup;
      throw new ParleyError('full', `This room is full (${maxPeers} people).`, { maxPeers });
    }
    this.#reserved += 1;
    return new ReservedPlace(() => {
      this.#reserved -= 1;
    });
  }

  /**
   * @param place is used up
   * @param former of a peer that was here before: it comes back to where it was
   */
  join(
    place: ReservedPlace,
    { peerId, name }: Pick<Peer, 'peerId' | 'name'>,
    former?: Pick<Peer, 'joinedAt' | 'handRaisedAt'>,
  ): Peer {
    if (!place.isHeld) throw new Error('A place must be reserved before joining');
    place.release();
    const peer: Peer = {
      peerId,
      name,
      joinedAt: former?.joinedAt ?? this.#setup.now(),
      isConnected: true,
      handRaisedAt: former?.handRaisedAt ?? null,
    };
    this.#peers.set(peerId, peer);
    this.log.append({ name: 'peer:joined', data: { peer } });
    return peer;
  }

  /** Takes all that the peer published with it. Leaving twice is the same as once. */
  leave(peerId: string, reason: LeaveReason): void {
    if (!this.#peers.has(peerId)) return;
    for (const { publicationId } of this.publications.of(peerId)) this.unpublish(publicationId);
    this.#peers.delete(peerId);
    this.log.append({ name: 'peer:left', data: { peerId, reason } });
  }

  setName(peerId: string, name: string): void {
    const peer = this.peer(peerId);
    if (peer.name === name) return;
    this.#peers.set(peerId, { ...peer, name });
    this.log.append({ name: 'peer:changed', data: { peerId, name } });
  }

  setConnected(peerId: string, isConnected: boolean): void {
    const peer = this.peer(peerId);
    if (peer.isConnected === isConnected) return;
    this.#peers.set(peerId, { ...peer, isConnected });
    this.log.append({ name: 'peer:changed', data: { peerId, isConnected } });
  }

  /** @param account null when it is not, or no longer, to be seen */
  setAccount(peerId: string, account: PeerAccount | null): void {
    const peer = this.peer(peerId);
    if (isSameAccount(peer.account ?? null, account)) return;
    this.#peers.set(peerId, { ...peer, account });
    this.log.append({ name: 'peer:changed', data: { peerId, account } });
  }

  /** A hand that is up already keeps its turn. */
  setHand(peerId: string, isRaised: boolean): void {
    const peer = this.peer(peerId);
    if ((peer.handRaisedAt !== null) === isRaised) return;
    const raisedAt = isRaised ? this.#setup.now() : null;
    this.#peers.set(peerId, { ...peer, handRaisedAt: raisedAt });
    this.log.append({ name: 'hand:changed', data: { peerId, raisedAt } });
  }

  /** @throws {ParleyError} `conflict` while the peer publishes this source; `not-joined` */
  publish(published: Omit<Publication, 'revision'>): Publication {
    this.peer(published.peerId);
    const publication = { ...published, revision: 1 };
    this.publications.add(publication);
    this.log.append({ name: 'media:published', data: { publication } });
    return publication;
  }

  /** What was published has a new stream. @throws {ParleyError} `not-found` */
  renew(publicationId: string, isPaused: boolean): Publication {
    const publication = this.publications.renew(publicationId, isPaused);
    this.log.append({ name: 'media:published', data: { publication } });
    return publication;
  }

  /** @throws {ParleyError} `not-found` */
  setPaused(publicationId: string, isPaused: boolean): void {
    if (!this.publications.setPaused(publicationId, isPaused)) return;
    this.log.append({ name: 'media:changed', data: { publicationId, isPaused } });
  }

  unpublish(publicationId: string): void {
    if (!this.publications.has(publicationId)) return;
    this.publications.remove(publicationId);
    this.log.append({ name: 'media:unpublished', data: { publicationId } });
  }

  /** The position of the newest message that everybody was told of; 0 when there is none. */
  get lastChatPosition(): number {
    return this.#chat.lastPosition;
  }

  /** Once it is kept: positions only ever rise. */
  postChat(message: ChatMessage): void {
    this.#chat.append(message);
    this.log.append({ name: 'chat:posted', data: { message } });
  }

  get speakers(): readonly string[] {
    return this.#speakers;
  }

  /**
   * Only those who are (still) here are heard.
   *
   * @returns whether the list changed
   */
  setSpeakers(peerIds: readonly string[]): boolean {
    const speakers = peerIds.filter((peerId) => this.#peers.has(peerId));
    const isSame =
      speakers.length === this.#speakers.length &&
      speakers.every((peerId, index) => peerId === this.#speakers[index]);
    this.#speakers = speakers;
    return !isSame;
  }
}

function isSameAccount(one: PeerAccount | null, other: PeerAccount | null): boolean {
  return one?.accountId === other?.accountId && one?.pictureVersion === other?.pictureVersion;
}
