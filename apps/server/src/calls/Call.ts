import type { MomentEvent, ReplyOf, RequestOf } from '@parley/protocol/contract';
import type { ClosedReason } from '@parley/protocol/doors';
import { ParleyError } from '@parley/protocol/errors';
import type { ReactionSendRequest } from '@parley/protocol/reaction';
import { closedError } from '../room/Doors.ts';
import type { ReservedPlace } from '../room/ReservedPlace.ts';
import type { LeaveReason, Room } from '../room/Room.ts';
import { CallAccess } from './CallAccess.ts';
import { CallChat } from './CallChat.ts';
import { CallMedia } from './CallMedia.ts';
import type { CallSetup } from './CallSetup.ts';
import type { Connection } from './Connection.ts';
import { DirectPairing } from './direct/DirectPairing.ts';
import { CallHealth } from './health/CallHealth.ts';
import { JoinNotes } from './JoinNotes.ts';
import { type Identity, Member, type MemberSetup } from './Member.ts';
import { Presence } from './Presence.ts';
import { whoReturns } from './whoReturns.ts';

/** All of the answer to `room:join` that does not depend on the network between. */
type Admission = Omit<ReplyOf<'room:join'>, 'iceServers'>;

/** What is known of somebody who joins. */
type Who = {
  /** The peer whose transports were prepared for this; undefined when there are none. */
  preparedAs?: string | undefined;
  /** The session that lets the peer in, where guests are not; it leaves when that ends. */
  sessionId?: string | undefined;
  /** Which guest it is, where that is known. */
  guestId?: string | undefined;
  /** Undefined for a guest, and where nobody has to be known. */
  identity?: Identity | undefined;
};

/**
 * A room in use: the rules of `Room`, the streams of the SFU and what is kept, put together. It is open
 * from the first join to the last leaving.
 */
export class Call {
  readonly room: Room;
  readonly chat: CallChat;
  readonly media: CallMedia;
  readonly health: CallHealth;
  readonly access: CallAccess;
  readonly presence: Presence;
  readonly direct: DirectPairing;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly #setup: CallSetup;
  readonly #members: Map<string, Member>;
  readonly #joinNotes: JoinNotes;
  #isClosed = false;
  #endedBecause: ClosedReason | undefined;

  private constructor(setup: CallSetup, members: Map<string, Member>, media: CallMedia) {
    const { room, storage, now } = setup;
    this.#setup = setup;
    this.#members = members;
    this.room = room;
    this.startedAt = now();
    const leave = (peerId: string, reason?: LeaveReason) => this.leave(peerId, reason);
    this.access = new CallAccess({ ...setup, members, leave, directDecided: () => this.direct.look() });
    this.presence = new Presence({ ...setup, members, leave });
    this.media = media;
    this.#joinNotes = new JoinNotes(room.name, setup);
    this.chat = new CallChat({ room, storage, now });
    this.health = new CallHealth({ ...setup, members });
    const isOffered = () => setup.directCalls && this.access.guard.isDirectAllowed;
    this.direct = new DirectPairing({ ...setup, members, isOffered });
  }

  /** @throws {ParleyError} `internal` when no media worker can take it */
  static async open(setup: CallSetup): Promise<Call> {
    const { room, mediaServer, timers, newId, log, outbox, channel } = setup;
    const members = new Map<string, Member>();
    const media = await CallMedia.open({
      room,
      mediaServer,
      timers,
      newId,
      members,
      log,
      videoCodec: setup.videoCodec,
      onSpeakers: (peerIds) => call.#hear(peerIds),
      onCodecs: (codecs) =>
        outbox.publishMoment(channel, {
          name: 'media:codecsAllowed',
          data: { codecs: [...codecs] },
        }),
      onLost: () => outbox.publishMoment(channel, { name: 'media:lost', data: {} }),
      onPeerLost: (member) => call.health.transportsLost(member),
    });
    const call = new Call(setup, members, media);
    return call;
  }

  /** Timers that run for kept places. */
  get timerCount(): number {
    return [...this.#members.values()].reduce((sum, member) => sum + member.keptPlace.timerCount, 0);
  }

  has(peerId: string): boolean {
    return this.#members.has(peerId);
  }

  /**
   * Brings a peer in. Whatever goes wrong on the way, nothing of it stays behind.
   *
   * @param place is used up or given back
   * @throws {ParleyError} `bad-request` when the SFU refuses the media; `not-joined` when the
   *   connection ended meanwhile; `unauthorized` or `forbidden` when the room is not open to them
   */
  async admit(
    place: ReservedPlace,
    request: Pick<RequestOf<'room:join'>, 'name' | 'media' | 'former' | 'joinId'>,
    connection: Connection,
    { preparedAs, sessionId, guestId, identity }: Who = {},
  ): Promise<Admission> {
    const former = whoReturns(request.former, {
      ...this.#setup,
      room: this.room.name,
      isHere: (peerId) => this.has(peerId),
    });
    // Who was here before is the same peer again, and the transports would be another's.
    const prepared =
      former || preparedAs === undefined ? undefined : this.media.prepared.take(preparedAs);
    const peerId = former?.peerId ?? prepared?.peerId ?? this.#setup.newId();
    try {
      this.#assertOpen();
      void this.#joinNotes.note();
      const { media, consumers } = await this.media.add(peerId, request.media, prepared?.media);
      try {
        this.#assertOpen();
        if (!connection.isOpen) {
          throw new ParleyError('not-joined', 'The connection ended meanwhile.');
        }
        this.access.guard.assertAdmitted(identity?.accountId);
        // From here to the end nothing waits: the snapshot is of this very instant.
        const { joinedAt } = this.room.join(place, { peerId, name: request.name }, former);
        const { joinId } = request;
        this.#addMember({ peerId, media, connection, joinId, sessionId, guestId, identity });
        return {
          peerId,
          resumeToken: this.#setup.tokens.issue({ room: this.room.name, peerId, joinedAt }),
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
    this.media.greet(peerId, connection);
    this.health.greet(peerId, connection);
    this.direct.arrived(peerId);
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
    if (this.#setup.tokens.joinedAt(resumeToken, { room: this.room.name, peerId }) === undefined) {
      throw new ParleyError('unauthorized', 'This is not your place.');
    }
    const previous = member.connection;
    member.connection = connection;
    member.keptPlace.release();
    this.presence.watch(member, connection);
    previous?.end();
    this.room.setConnected(peerId, true);
    const events = this.room.log.since(since);
    const hasMedia = member.media !== undefined;
    return {
      seq: this.room.log.seq,
      reply:
        events === undefined
          ? { kind: 'snapshot', snapshot: this.room.snapshot(), hasMedia }
          : { kind: 'events', events, hasMedia },
    };
  }

  /** Leaving twice is the same as once. */
  leave(peerId: string, reason: LeaveReason = 'left'): void {
    const member = this.#members.get(peerId);
    if (member === undefined) return;
    this.#members.delete(peerId);
    member.keptPlace.release();
    member.connection?.unsubscribe(this.#setup.channel);
    this.media.forget(member);
    this.health.forget(peerId);
    this.room.leave(peerId, reason);
    this.#setup.onLeft(peerId);
    this.#setup.log.info({ room: this.room.name, peerId, reason }, 'peer left');
    this.#hear(this.room.speakers);
    this.#closeIfEmpty();
  }

  react(peerId: string, reaction: ReactionSendRequest): void {
    this.room.peer(peerId);
    this.#publishMoment({ name: 'reaction:shown', data: { peerId, ...reaction } });
  }

  /** Kept nowhere: whoever comes later hears of it when it is said again. */
  setWriting(peerId: string, isWriting: boolean): void {
    this.room.peer(peerId);
    this.#publishMoment({ name: 'chat:writing', data: { peerId, isWriting } });
  }

  /** Ends it for all who are in it, for good, and tells them why. */
  end(reason: ClosedReason): void {
    this.#endedBecause = reason;
    this.#finish((connection) => connection.sendMoment({ name: 'room:ended', data: { reason } }));
  }

  /** Ends it for all who are in it, who try to come back by themselves. */
  close(): void {
    this.#finish((connection) => connection.reset());
  }

  #finish(dismiss: (connection: Connection) => void): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.health.close();
    for (const member of this.#members.values()) {
      member.keptPlace.release();
      const { connection } = member;
      member.connection = undefined;
      connection?.unsubscribe(this.#setup.channel);
      if (connection) dismiss(connection);
      this.#setup.onLeft(member.peerId);
    }
    this.media.close();
    this.#members.clear();
    this.#setup.onClosed();
  }

  #addMember(setup: Omit<MemberSetup, 'keptPlace'>): void {
    const { peerId, connection } = setup;
    const member = new Member({ ...setup, keptPlace: this.presence.newPlace() });
    this.#members.set(peerId, member);
    this.media.codecs.look();
    this.presence.watch(member, connection);
    this.#setup.log.info({ room: this.room.name, peerId }, 'peer joined');
  }

  /** The server may stop, or the operator close the meeting, while somebody is on the way in. */
  #assertOpen(): void {
    if (this.#endedBecause) throw closedError(this.#endedBecause);
    if (this.#isClosed) throw new ParleyError('internal', 'The call ended meanwhile. Try again.');
  }

  #hear(peerIds: readonly string[]): void {
    if (!this.room.setSpeakers(peerIds)) return;
    this.health.heard(this.room.speakers);
    this.#publishMoment({ name: 'media:speakers', data: { peerIds: [...this.room.speakers] } });
  }

  #publishMoment(event: MomentEvent): void {
    this.#setup.outbox.publishMoment(this.#setup.channel, event);
  }

  #closeIfEmpty(): void {
    if (this.room.isEmpty) this.close();
  }
}
