import type {
  ConsumerDescription,
  Direction,
  DtlsFingerprint,
  FirstWish,
  MediaWantReply,
  OfferedConsumers,
  Opaque,
  Source,
  TransportDescription,
  VideoCodec,
  WantedLayers,
  Wish,
} from '@parley/protocol/media';

/*
 * The SFU as the rest of the server sees it. `mediasoup/` is the real one, `fake/` one that needs no
 * native worker. All methods reject with a ParleyError: `bad-request` for parameters the SFU refuses,
 * `not-found` for ids it does not know (a peer or room that was closed meanwhile counts as such),
 * `conflict` for what is already there, `internal` otherwise.
 */

export type MediaServer = {
  /** What every router here can forward; the same for all rooms. */
  readonly rtpCapabilities: Opaque;
  /** Opens a room on the least loaded worker. It spreads over more by itself when it outgrows that. */
  createRoom(events: MediaRoomEvents): Promise<MediaRoom>;
  /** One entry for each worker that runs. */
  load(): Promise<WorkerLoad[]>;
  /** True while every worker that should run does. */
  readonly isReady: boolean;
  /** Workers that ended without having been told to, since the start. */
  readonly workerDeaths: number;
  /** Ends the workers. Rooms that are still open are gone with them. */
  close(): Promise<void>;
};

export type WorkerLoad = {
  pid: number;
  rooms: number;
  transports: number;
  producers: number;
  consumers: number;
  /** Streams that come in from another worker, because somebody here watches them. */
  piped: number;
  /** Seconds of processor time since the worker started. */
  cpuSeconds: number;
  /** Largest resident memory so far, in bytes. */
  peakMemoryBytes: number;
};

export type MediaRoomEvents = {
  /** Who is heard, the loudest first; called only when the list changes. */
  speakersChanged(peerIds: string[]): void;
  /** All workers that it was on died: everything in this room is gone. */
  lost(): void;
};

export type MediaRoom = {
  /**
   * Makes both transports of a peer. With a fingerprint both are connected at once and no later
   * `connect` is needed.
   */
  addPeer(peerId: string, setup: PeerMediaSetup): Promise<PeerMedia>;
  close(): void;
};

export type PeerMediaSetup = {
  rtpCapabilities: Opaque;
  fingerprint: DtlsFingerprint | undefined;
  /** So many of the layers of a picture of this peer are watched; called only when that changes. */
  layersWanted(layers: WantedLayers): void;
  /**
   * A dormant microphone that it wishes for is about to be heard: it gets a consumer that it has not asked for now.
   *
   * @returns false when it cannot be told, and nobody has to wait for its `resume`
   */
  offered(offered: OfferedConsumers): boolean;
  /** These consumers have ended, since their microphones have become dormant. */
  rested(consumerIds: string[]): void;
  /**
   * This peer's transports ended although nobody asked for it, and the room goes on: one of them failed, or
   * a worker died that was not the only one of the room. Its media is closed now.
   */
  lost(): void;
};

/** `publicationId` is given by the caller and names the publication in every later call. */
export type NewPublication = {
  publicationId: string;
  source: Source;
  rtpParameters: Opaque;
  isPaused: boolean;
  /** Nothing of this microphone is sent until `setResting` is asked for with false, should it be dormant. */
  isResting?: boolean | undefined;
};

/** One peer's media. Closing it closes its transports, and so all that it published and received. */
export type PeerMedia = {
  readonly send: TransportDescription;
  readonly receive: TransportDescription;
  /** Those that are forwarded here and that the peer can decode. */
  readonly videoCodecs: readonly VideoCodec[];
  connect(direction: Direction, fingerprint: DtlsFingerprint): Promise<void>;
  restartIce(direction: Direction): Promise<Opaque>;
  /** All that came in over both transports so far, consent checks (RFC 7675) too. */
  bytesReceived(): Promise<number>;

  publish(publication: NewPublication): Promise<void>;
  /**
   * Resolves once the SFU has stopped forwarding, or forwards: a picture from the first that comes in on, a
   * microphone that was dormant when those who wish for it can take it, or have let it wait for too long.
   */
  setPaused(publicationId: string, isPaused: boolean): Promise<void>;
  /**
   * Nobody speaks into this open microphone of the peer's own: it may become dormant. Or it is about to be heard:
   * resolves when those who wish for it can take it, or have let it wait for too long; at once while others have the floor.
   */
  setResting(publicationId: string, isResting: boolean): Promise<void>;
  /** Nobody has a consumer of this microphone. */
  isDormant(publicationId: string): boolean;
  unpublish(publicationId: string): void;
  /** What was last said of each of its pictures that has layers. */
  layersWanted(): WantedLayers[];

  /**
   * Makes the wish list true: creates consumers (paused until `resume`), resumes and pauses those
   * there are, picks layers by size. The peer's own publications count as unavailable; dormant microphones
   * are kept in mind. Consumers that were never resumed are described again: the first
   * description may have been lost.
   *
   * @param maxBitrate of all that is sent to this peer, in bit/s; sound comes first
   */
  want(wishes: readonly Wish[], maxBitrate?: number): Promise<MediaWantReply>;
  /** The same for somebody who joins and knows no publication yet. */
  wantFirst(wish: FirstWish): Promise<ConsumerDescription[]>;
  /** The browser has built its side of these. Unknown ids are passed over: they closed meanwhile. */
  resume(consumerIds: readonly string[]): Promise<void>;

  /**
   * Whether a microphone is kept from this peer although it wished for it, because others have the floor.
   */
  isHeld(publicationId: string): boolean;
  /** The peer's own browser says that somebody speaks into this microphone of its own. */
  stir(publicationId: string): void;

  /** What is really done for this peer with one publication, whatever the books say. */
  inspect(publicationId: string): Promise<Forwarding>;
  /** Makes the consumer of a publication flow, or not, as it is wished for and built. */
  refresh(publicationId: string): Promise<void>;
  /** Asks the sender of a picture for a frame that can be decoded without those before it. */
  requestKeyFrame(publicationId: string): Promise<void>;
  /** Ends the consumer of a publication; the next wish for it gets a new one. */
  dropConsumer(publicationId: string): void;

  close(): void;
};

/** One publication on its way through the SFU to one peer. Packets since each was made. */
export type Forwarding = {
  /** Undefined when nothing carries the publication. */
  producer: { isPaused: boolean; packets: number } | undefined;
  /** Undefined when nothing is made for this peer. */
  consumer:
    | {
        isPaused: boolean;
        /** Wished for, not held, and the browser has built its side. */
        shouldFlow: boolean;
        packets: number;
        /** There is no room on the peer's network for even the smallest picture. */
        isStarved: boolean;
      }
    | undefined;
};
