import type { ReplyOf, RequestOf } from '@parley/protocol/contract';
import { ParleyError } from '@parley/protocol/errors';
import type { ConsumerDescription } from '@parley/protocol/media';
import type { Reaction } from '@parley/protocol/reaction';
import type { JoinMedia } from '@parley/protocol/room';
import type { BaseLogger } from 'pino';
import type { MediaRoom, PeerMedia } from '../media/MediaServer.ts';
import type { ReservedPlace } from '../room/ReservedPlace.ts';
import type { LeaveReason, Room } from '../room/Room.ts';
import type { Storage } from '../storage/Storage.ts';
import { CallChat } from './CallChat.ts';
import { CallMedia } from './CallMedia.ts';
import type { Connection, ConnectionEnd, Outbox } from './Connection.ts';
import { type Grace, KeptPlace } from './KeptPlace.ts';
import { Member } from './Member.ts';
import type { Timers } from './Timers.ts';

export type CallSetup = {
  room: Room;
  mediaRoom: MediaRoom;
  storage: Pick<Storage, 'rooms' | 'chat'>;
  /** Names this life of the room; a room that closed and opened again has another. */
  channel: string;
  outbox: Outbox;
  timers: Timers;
  grace: Grace;
  now: () => number;
  newId: () => string;
  newToken: () => string;
  log: BaseLogger;
  /** Called once, when the last peer is gone or the media is lost. */
  onClosed: () => void;
};

/** All of the answer to `room:join` that does not depend on the network between. */
type Admission = Omit<ReplyOf<'room:join'>, 'iceServers'>;

/**
 * A room in use: the rules of `Room`, the streams of `MediaRoom` and what is kept, put together.
 * It is open from the first join to the last leaving.
 */
export class Call {
  readonly room: Room;
  readonly chat: CallChat;
  readonly media: CallMedia;
  readonly #setup: CallSetup;
  readonly #members = new Map<string, Member>();
  #isClosed = false;

  constructor(setup: CallSetup) {
    const { room, storage, now, newId } = setup;
    this.#setup = setup;
    this.room = room;
    this.chat = new CallChat({ room, storage, now });
    this.media = new CallMedia({ room, newId, member: (peerId) => this.#member(peerId) });
  }

  /** Timers that run for kept places. */
  get timerCount(): number {
    return [...this.#members.values()].reduce((sum, member) => sum + member.keptPlace.timerCount, 0);
  }

  /**
   * Brings a peer in. Whatever goes wrong on the way, nothing of it stays behind.
   *
   * @param place is used up or given back
   * @throws {ParleyError} `bad-request` when the SFU refuses the media; `not-joined` when the
   *   connection ended meanwhile
   */
  async admit(
    place: ReservedPlace,
    request: Pick<RequestOf<'room:join'>, 'name' | 'media'>,
    connection: Connection,
  ): Promise<Admission> {
    const peerId = this.#setup.newId();
    try {
      this.#assertOpen();
      const { media, consumers } = await this.#addMedia(peerId, request.media);
      try {
        this.#assertOpen();
        if (!connection.isOpen) {
          throw new ParleyError('not-joined', 'The connection ended meanwhile.');
        }
        // From here to the end nothing waits: the snapshot is of this very instant.
        this.room.join(place, { peerId, name: request.name });
        const resumeToken = this.#addMember(peerId, media, connection);
        return {
          peerId,
          resumeToken,
          snapshot: this.room.snapshot(),
          send: media.send,
          receive: media.receive,
          consumers: consumers.filter((one) => this.room.publications.has(one.publicationId)),
        };
      } catch (error) {
        media.close();
        throw error;
      }
    } catch (error) {
      // When the call has ended, that is why anything else failed.
      this.#assertOpen();
      throw error;
    } finally {
      place.release();
      this.#closeIfEmpty();
    }
  }

  /**
   * Starts telling a peer what happens. Called once the answer that holds the state up to event
   * `since` is on its way, so that no event overtakes it; what happened in between follows.
   */
  attach(peerId: string, connection: Connection, since: number): void {
    if (this.#members.get(peerId)?.connection !== connection) return;
    const missed = this.room.log.since(since);
    if (missed === undefined) {
      connection.reset();
      return;
    }
    for (const event of missed) connection.send(event);
    connection.subscribe(this.#setup.channel);
    if (this.room.speakers.length > 0) {
      connection.sendMoment({ name: 'media:speakers', data: { peerIds: [...this.room.speakers] } });
    }
  }

  /**
   * A peer comes back on a new connection. One that it still has is closed.
   *
   * @throws {ParleyError} `not-found` when its place is no longer kept; `unauthorized`
   */
  resume(
    connection: Connection,
    { peerId, resumeToken, since }: Omit<RequestOf<'room:resume'>, 'room'>,
  ): { reply: ReplyOf<'room:resume'>; seq: number } {
    const member = this.#members.get(peerId);
    if (member === undefined) {
      throw new ParleyError('not-found', 'Your place in this room was not kept. Join again.');
    }
    if (!member.owns(resumeToken)) throw new ParleyError('unauthorized', 'This is not your place.');
    const previous = member.connection;
    member.connection = connection;
    member.keptPlace.release();
    this.#watch(member, connection);
    previous?.end();
    this.room.setConnected(peerId, true);
    const events = this.room.log.since(since);
    return {
      seq: this.room.log.seq,
      reply:
        events === undefined
          ? { kind: 'snapshot', snapshot: this.room.snapshot() }
          : { kind: 'events', events },
    };
  }

  /** Leaving twice is the same as once. */
  leave(peerId: string, reason: LeaveReason = 'left'): void {
    const member = this.#members.get(peerId);
    if (member === undefined) return;
    this.#members.delete(peerId);
    member.keptPlace.release();
    member.connection?.unsubscribe(this.#setup.channel);
    member.media.close();
    this.room.leave(peerId, reason);
    this.#setup.log.info({ room: this.room.name, peerId, reason }, 'peer left');
    this.#hear(this.room.speakers);
    this.#closeIfEmpty();
  }

  react(peerId: string, reaction: Reaction): void {
    this.room.peer(peerId);
    this.#setup.outbox.publishMoment(this.#setup.channel, {
      name: 'reaction:shown',
      data: { peerId, reaction },
    });
  }

  /** The SFU says who is heard. */
  speakersChanged(peerIds: readonly string[]): void {
    this.#hear(peerIds);
  }

  /** Everybody is out; their clients come back by themselves and join anew. */
  mediaLost(): void {
    this.#setup.log.error(
      { room: this.room.name, peers: this.#members.size },
      'the media of a call was lost; its peers join anew',
    );
    this.close();
  }

  /** Ends it for all who are in it. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const member of this.#members.values()) {
      member.keptPlace.release();
      member.media.close();
      const { connection } = member;
      member.connection = undefined;
      connection?.unsubscribe(this.#setup.channel);
      connection?.reset();
    }
    this.#members.clear();
    this.#setup.mediaRoom.close();
    this.#setup.onClosed();
  }

  #member(peerId: string): Member {
    const member = this.#members.get(peerId);
    if (member === undefined) throw new ParleyError('not-joined', 'You are not in this room.');
    return member;
  }

  /** What a joiner needs of the SFU; nothing is left when it fails. */
  async #addMedia(
    peerId: string,
    { rtpCapabilities, fingerprint, firstWish }: JoinMedia,
  ): Promise<{ media: PeerMedia; consumers: ConsumerDescription[] }> {
    void this.#noteJoin();
    const media = await this.#setup.mediaRoom.addPeer(peerId, { rtpCapabilities, fingerprint });
    try {
      return { media, consumers: await media.wantFirst(firstWish) };
    } catch (error) {
      media.close();
      throw error;
    }
  }

  /** For the list of rooms there have been. Whoever joins an open call does not wait for a database. */
  async #noteJoin(): Promise<void> {
    const { storage, now, log } = this.#setup;
    try {
      await storage.rooms.touch(this.room.name, now());
    } catch (error) {
      log.warn({ err: error, room: this.room.name }, 'a join could not be noted in the database');
    }
  }

  /** @returns the token with which it can come back */
  #addMember(peerId: string, media: PeerMedia, connection: Connection): string {
    const { newToken, timers, grace, log } = this.#setup;
    const resumeToken = newToken();
    const keptPlace = new KeptPlace(timers, grace);
    const member = new Member({ peerId, resumeToken, media, keptPlace, connection });
    this.#members.set(peerId, member);
    this.#watch(member, connection);
    log.info({ room: this.room.name, peerId }, 'peer joined');
    return resumeToken;
  }

  /** Its media may be lost, or the server stop, while somebody is on the way in. */
  #assertOpen(): void {
    if (this.#isClosed) throw new ParleyError('internal', 'The call ended meanwhile. Try again.');
  }

  #watch(member: Member, connection: Connection): void {
    connection.whenEnded((end) => {
      // It may have left, or come back on another connection.
      if (member.connection === connection && this.#members.get(member.peerId) === member) {
        this.#connectionEnded(member, end);
      }
    });
  }

  #connectionEnded(member: Member, end: ConnectionEnd): void {
    const { peerId } = member;
    member.connection = undefined;
    if (end === 'left') {
      this.leave(peerId);
      return;
    }
    this.#setup.log.info({ room: this.room.name, peerId, end }, 'connection lost; place kept');
    member.keptPlace.keep(end, {
      tell: () => this.room.setConnected(peerId, false),
      giveUp: () => this.leave(peerId, 'lost'),
    });
  }

  #hear(peerIds: readonly string[]): void {
    if (!this.room.setSpeakers(peerIds)) return;
    this.#setup.outbox.publishMoment(this.#setup.channel, {
      name: 'media:speakers',
      data: { peerIds: [...this.room.speakers] },
    });
  }

  #closeIfEmpty(): void {
    if (this.room.isEmpty) this.close();
  }
}
