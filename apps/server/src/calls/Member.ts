import type { VideoCodec } from '@parley/protocol/media';
import type { PeerMedia } from '../media/MediaServer.ts';
import type { Connection } from './Connection.ts';
import type { KeptPlace } from './KeptPlace.ts';
import { SerialQueue } from './SerialQueue.ts';

/** Who a peer is, as its session says. */
export type Identity = { readonly accountId: string; readonly sessionId: string };

export type MemberSetup = {
  peerId: string;
  media: PeerMedia;
  keptPlace: KeptPlace;
  connection: Connection;
  joinId: string | undefined;
  sessionId: string | undefined;
  guestId: string | undefined;
  identity: Identity | undefined;
};

/** What the server holds for one peer of a call, beside what everybody sees of it. */
export class Member {
  readonly peerId: string;
  readonly keptPlace: KeptPlace;
  /** How it was asked for; undefined for a client that does not say. */
  readonly joinId: string | undefined;
  /** The session that let it in, whatever connection it comes back on; undefined for a guest. */
  readonly sessionId: string | undefined;
  /** Which guest it is; undefined for somebody with an account, and for a guest who is not known. */
  readonly guestId: string | undefined;
  /** Undefined for a guest, and while it is not known. */
  identity: Identity | undefined;
  /** Changes to what it sends and receives, one after the other. */
  readonly changes = new SerialQueue();
  /** Undefined from the loss of a media worker until the peer has asked for new transports. */
  media: PeerMedia | undefined;
  /** What it can decode, as it said last. */
  videoCodecs: readonly VideoCodec[];
  /** Undefined while its place is kept. */
  connection: Connection | undefined;

  constructor({ peerId, media, keptPlace, connection, ...who }: MemberSetup) {
    const { joinId, sessionId, guestId, identity } = who;
    this.peerId = peerId;
    this.media = media;
    this.videoCodecs = media.videoCodecs;
    this.keptPlace = keptPlace;
    this.connection = connection;
    this.joinId = joinId;
    this.sessionId = sessionId;
    this.guestId = guestId;
    this.identity = identity;
  }
}
