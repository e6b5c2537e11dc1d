import type { MomentEvent, ReplyOf, RequestOf } from '@parley/protocol/contract';
import { ParleyError } from '@parley/protocol/errors';
import type {
  ConsumerDescription,
  OfferedMedia,
  Opaque,
  PathOffer,
  Publication,
  VideoCodec,
} from '@parley/protocol/media';
import type { MediaServer, PeerMedia } from '../media/MediaServer.ts';
import { assertMay } from '../room/permissions.ts';
import type { Room } from '../room/Room.ts';
import type { VideoCodecChoice } from './allowedCodecs.ts';
import { CallCodecs } from './CallCodecs.ts';
import type { Connection } from './Connection.ts';
import type { Member } from './Member.ts';
import { MovingMediaRoom, type MovingMediaRoomSetup } from './MovingMediaRoom.ts';
import { PreparedPaths } from './PreparedPaths.ts';

type Setup = Pick<MovingMediaRoomSetup, 'timers' | 'log'> & {
  room: Room;
  mediaServer: MediaServer;
  newId: () => string;
  members: ReadonlyMap<string, Member>;
  videoCodec: VideoCodecChoice;
  onSpeakers: (peerIds: readonly string[]) => void;
  onCodecs: (codecs: readonly VideoCodec[]) => void;
  /** All transports are gone; each peer asks for new ones. */
  onLost: () => void;
  /** Those of one peer are gone; it asks for new ones. */
  onPeerLost: (member: Member) => void;
};

type Added = { media: PeerMedia; consumers: ConsumerDescription[] };

/** What the peers of a call publish and watch: the SFU does it first, the room says so after. */
export class CallMedia {
  /** Of those who are about to join. */
  readonly prepared: PreparedPaths;
  readonly codecs: CallCodecs;
  readonly #setup: Setup;
  readonly #mediaRoom: MovingMediaRoom;
  /**
   * Whose transport carries a publication. One that nothing carries was lost with its transport: it is
   * still the peer's, and flows again when the peer publishes that source anew.
   */
  readonly #carriers = new Map<string, PeerMedia>();

  private constructor(setup: Setup, mediaRoom: MovingMediaRoom) {
    this.#setup = setup;
    this.#mediaRoom = mediaRoom;
    this.codecs = new CallCodecs({
      choice: setup.videoCodec,
      members: setup.members,
      tell: setup.onCodecs,
    });
    this.prepared = new PreparedPaths({
      newId: setup.newId,
      open: (peerId, offered) => this.#open(peerId, offered),
    });
  }

  static async open(setup: Setup): Promise<CallMedia> {
    const mediaRoom = await MovingMediaRoom.open({
      name: setup.room.name,
      mediaServer: setup.mediaServer,
      timers: setup.timers,
      log: setup.log,
      onSpeakers: (peerIds) => setup.onSpeakers(peerIds),
      onLost: () => media.#lost(),
    });
    const media = new CallMedia(setup, mediaRoom);
    return media;
  }

  /**
   * Transports and first consumers of a peer that is about to join; the caller closes them when it does not.
   *
   * @param prepared the transports, where they were made before
   */
  async add(peerId: string, offered: OfferedMedia, prepared?: PeerMedia): Promise<Added> {
    const { firstWish, ...path } = offered;
    const media = prepared ?? (await this.#open(peerId, path));
    try {
      return { media, consumers: await media.wantFirst(firstWish) };
    } catch (error) {
      media.close();
      throw error;
    }
  }

  /** New transports in place of those there were. What the peer publishes waits for its new streams. */
  reopen(peerId: string, offered: OfferedMedia): Promise<Added> {
    const member = this.#member(peerId);
    return member.changes.run(async () => {
      member.media?.close();
      member.media = undefined;
      const added = await this.add(peerId, offered);
      if (this.#setup.members.get(peerId) !== member) {
        added.media.close();
        throw notJoined();
      }
      member.media = added.media;
      member.videoCodecs = added.media.videoCodecs;
      this.codecs.look();
      return added;
    });
  }

  publish(
    peerId: string,
    { source, rtpParameters, isPaused, renews, isResting }: RequestOf<'media:publish'>,
  ): Promise<ReplyOf<'media:publish'>> {
    const { room, newId } = this.#setup;
    const member = this.#member(peerId);
    return member.changes.run(async () => {
      const media = mediaOf(member);
      const former = room.publications.find(peerId, source);
      if (renews !== undefined && former?.publicationId !== renews) {
        throw new ParleyError('not-found', 'You do not publish that.');
      }
      const isCarried = former !== undefined && this.#isCarried(former.publicationId);
      if (isCarried && renews === undefined) room.publications.assertFree(peerId, source);
      // Whoever has a consumer of it is told that it ends: with its stream alone it would end unnoticed.
      if (isCarried && isResting) await media.setResting(former.publicationId, true);
      const wasDormant = isCarried && media.isDormant(former.publicationId);
      if (isCarried) this.#stopCarrying(media, former);
      const publicationId = former?.publicationId ?? newId();
      const staysPaused = renews === undefined ? isPaused : former?.isPaused === true;
      await media.publish({
        publicationId,
        source,
        rtpParameters,
        isPaused: staysPaused,
        isResting,
      });
      const isDormant = media.isDormant(publicationId);
      // Refused when the peer left meanwhile; its media was closed with it then.
      let publication: Publication;
      if (!former) publication = room.publish({ publicationId, peerId, source, isPaused: staysPaused });
      // Nobody had a consumer of it: nobody has to ask for another one.
      else if (wasDormant && isDormant) publication = room.publications.get(publicationId);
      else publication = room.renew(publicationId, staysPaused);
      this.#carriers.set(publicationId, media);
      return { publication, isDormant };
    });
  }

  setPaused(peerId: string, { publicationId, isPaused }: RequestOf<'media:setPaused'>): Promise<void> {
    const { room } = this.#setup;
    const member = this.#member(peerId);
    return member.changes.run(async () => {
      const publication = room.publications.get(publicationId);
      assertMay(room.peer(peerId), 'media:setPaused', publication);
      // Asked of the SFU even when the room thinks so already: the answer has to be true.
      if (this.#isCarried(publicationId)) await mediaOf(member).setPaused(publicationId, isPaused);
      room.setPaused(publicationId, isPaused);
    });
  }

  setResting(
    peerId: string,
    { publicationId, isResting }: RequestOf<'media:setResting'>,
  ): Promise<ReplyOf<'media:setResting'>> {
    const { room } = this.#setup;
    const member = this.#member(peerId);
    return member.changes.run(async () => {
      assertMay(room.peer(peerId), 'media:setResting', room.publications.get(publicationId));
      if (!this.#isCarried(publicationId)) return { isDormant: false };
      const media = mediaOf(member);
      await media.setResting(publicationId, isResting);
      return { isDormant: media.isDormant(publicationId) };
    });
  }

  unpublish(peerId: string, publicationId: string): Promise<void> {
    const { room } = this.#setup;
    const member = this.#member(peerId);
    return member.changes.run(() => {
      const publication = room.publications.get(publicationId);
      assertMay(room.peer(peerId), 'media:unpublish', publication);
      if (member.media) this.#stopCarrying(member.media, publication);
      room.unpublish(publicationId);
    });
  }

  /** Tells a peer that came, or came back, what it may have missed. */
  greet(peerId: string, connection: Connection): void {
    for (const data of this.#setup.members.get(peerId)?.media?.layersWanted() ?? []) {
      connection.sendMoment({ name: 'media:layersWanted', data });
    }
    this.codecs.greet(connection);
  }

  /** The peer is gone, and with it all that it published. */
  forget(member: Member): void {
    for (const { publicationId } of this.#setup.room.publications.of(member.peerId)) {
      this.#carriers.delete(publicationId);
    }
    member.media?.close();
    this.codecs.look();
  }

  async want(
    peerId: string,
    { wishes, maxBitrate }: RequestOf<'media:want'>,
  ): ReturnType<PeerMedia['want']> {
    return await mediaOf(this.#member(peerId)).want(wishes, maxBitrate);
  }

  async resume(peerId: string, consumerIds: readonly string[]): Promise<void> {
    await mediaOf(this.#member(peerId)).resume(consumerIds);
  }

  async connect(peerId: string, { direction, fingerprint }: RequestOf<'media:connect'>): Promise<void> {
    await mediaOf(this.#member(peerId)).connect(direction, fingerprint);
  }

  async restartIce(peerId: string, { direction }: RequestOf<'media:restartIce'>): Promise<Opaque> {
    return await mediaOf(this.#member(peerId)).restartIce(direction);
  }

  close(): void {
    for (const member of this.#setup.members.values()) member.media?.close();
    this.#mediaRoom.close();
  }

  async #open(peerId: string, { rtpCapabilities, fingerprint }: PathOffer): Promise<PeerMedia> {
    const mediaRoom = await this.#mediaRoom.current();
    /** @returns whether there is somebody to be told */
    const tell = (event: MomentEvent) => {
      const connection = this.#setup.members.get(peerId)?.connection;
      connection?.sendMoment(event);
      return connection?.isOpen === true;
    };
    return mediaRoom.addPeer(peerId, {
      rtpCapabilities,
      fingerprint,
      layersWanted: (data) => tell({ name: 'media:layersWanted', data }),
      offered: (data) => tell({ name: 'media:consumers', data }),
      rested: (consumerIds) => tell({ name: 'media:consumersClosed', data: { consumerIds } }),
      lost: () => this.#peerLost(peerId),
    });
  }

  #lost(): void {
    this.prepared.forget();
    for (const member of this.#setup.members.values()) member.media = undefined;
    this.#carriers.clear();
    this.#setup.onSpeakers([]);
    this.#setup.onLost();
  }

  #peerLost(peerId: string): void {
    this.prepared.forget(peerId);
    const member = this.#setup.members.get(peerId);
    if (member?.media === undefined) return;
    member.media = undefined;
    this.#setup.onPeerLost(member);
  }

  #stopCarrying(media: PeerMedia, { publicationId }: Publication): void {
    media.unpublish(publicationId);
    this.#carriers.delete(publicationId);
  }

  #isCarried(publicationId: string): boolean {
    const carrier = this.#carriers.get(publicationId);
    const { peerId } = this.#setup.room.publications.get(publicationId);
    return carrier !== undefined && carrier === this.#setup.members.get(peerId)?.media;
  }

  #member(peerId: string): Member {
    const member = this.#setup.members.get(peerId);
    if (member === undefined) throw notJoined();
    return member;
  }
}

function mediaOf(member: Member): PeerMedia {
  if (member.media === undefined) {
    throw new ParleyError('not-found', 'Your transports were lost. Ask for new ones.', {
      reason: 'no-media',
    });
  }
  return member.media;
}

function notJoined(): ParleyError {
  return new ParleyError('not-joined', 'You are not in this room.');
}
