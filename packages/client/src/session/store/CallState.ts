import type { ChatMessage } from '@parley/protocol/chat';
import type { ParleyError } from '@parley/protocol/errors';
import type { ChatFile } from '@parley/protocol/file';
import type { JoinTimes, Trouble, UplinkLevel } from '@parley/protocol/health';
import type { Publication, Source } from '@parley/protocol/media';
import type { Peer } from '@parley/protocol/peer';
import type { Reaction } from '@parley/protocol/reaction';
import type { RoomPreview } from '@parley/protocol/room';
import type { DeviceError } from '../../media/deviceErrors.ts';
import type { MediaPath } from '../../media/stats/mediaPath.ts';
import type { MediaLimits } from '../limits/MediaLimits.ts';

/** Everything that can be seen of a call. Written only by the session; read by any interface. */
export type CallState = {
  readonly room: string;
  /** Where the person is: looking, on the way in, in, or out again. */
  readonly phase: 'prejoin' | 'joining' | 'joined' | 'left';
  /** Set when `phase` is `left` without the person wanting it, or when joining failed. */
  readonly error: ParleyError | null;
  readonly connection: ConnectionState;
  /** How well what each peer sends arrives at the server; who is not here is good. */
  readonly uplinks: Readonly<Record<string, UplinkLevel>>;
  /** What somebody sends and somebody does not get, as far as it concerns this peer. */
  readonly troubles: readonly Trouble[];
  /** How media travels to the server; null as long as none does. */
  readonly mediaPath: MediaPath | null;
  readonly direct: DirectState;
  readonly limits: MediaLimits;
  /** How long the steps of joining took; empty until they are all known, or have had their time. */
  readonly joinTimes: JoinTimes;
  /** When the server stops at the latest, in epoch ms of this clock; null while it has no such plan. */
  readonly serverClosesAt: number | null;
  readonly doors: DoorsState;
  /** Null until the server has answered at the pre-join page. */
  readonly preview: RoomPreview | null;

  /** This peer; null before joining. */
  readonly selfId: string | null;
  /**
   * Every id this peer has had in this room, `selfId` included: when it could not come back as the same
   * peer, what it said before is still its own.
   */
  readonly ownIds: readonly string[];
  /** The number of the last event in here. */
  readonly seq: number;
  readonly peers: Readonly<Record<string, Peer>>;
  /**
   * Peers that were here before the server was restarted and have not come back yet; for some seconds,
   * so that nobody's tile goes and comes. Not part of the room.
   */
  readonly awaited: Readonly<Record<string, Peer>>;
  readonly publications: Readonly<Record<string, Publication>>;
  /** Who is heard now, the loudest first. */
  readonly speakers: readonly string[];
  /** Reactions of the last seconds; each goes away by itself. */
  readonly reactions: readonly ShownReaction[];
  /** Peers who are writing to the room now; some of them may have left. */
  readonly writers: readonly string[];
  readonly chat: ChatState;

  /** What arrives here, by publication. A track is here only while it is wanted. */
  readonly received: Readonly<Record<string, MediaStreamTrack>>;
  readonly local: Readonly<Record<Source, LocalMedia>>;
  /** What the own screen is encoded for, from the beginning of each sharing anew. */
  readonly screenContent: ScreenContent;
  readonly devices: DevicesState;
  readonly audio: AudioState;
};

export type ConnectionState =
  | { readonly status: 'connecting' }
  | { readonly status: 'online' }
  /** The socket is gone; media may go on. `since` is epoch ms. */
  | { readonly status: 'reconnecting'; readonly since: number }
  | { readonly status: 'closed' };

/** Whether two people alone in the room are connected straight to each other, past the server. */
export type DirectState = {
  /** What this person lets happen: the other one sees this network's address. */
  readonly isAllowed: boolean;
  /** False where the operator does not offer it, and as long as that is not known. */
  readonly isOffered: boolean;
  /** All sound and every picture that flows takes that way. */
  readonly isOn: boolean;
};

/** Whether the server lets people in; of those who are in a call it tells how long that goes on. */
export type DoorsState = {
  readonly isOpen: boolean;
  /** When the server ends all calls, in epoch ms of this clock; null when they go on. */
  readonly callsEndAt: number | null;
};

export type ShownReaction = {
  readonly key: string;
  readonly peerId: string;
  readonly reaction: Reaction;
};

export type ChatState = {
  /** Kept by the server, by rising position, nothing twice. */
  readonly messages: readonly ChatMessage[];
  /** Sent from here and not confirmed yet, in the order they were written. */
  readonly unsent: readonly UnsentMessage[];
  readonly hasMore: boolean;
  readonly isLoadingOlder: boolean;
  /** The position up to which this person has read. */
  readonly readUpTo: number;
};

export type UnsentMessage = {
  readonly messageId: string;
  readonly text: string;
  /** Null while it is under way; then why it did not arrive. The text is never lost. */
  readonly error: ParleyError | null;
  /** What is sent with it. */
  readonly file: UnsentFile | null;
};

export type UnsentFile = Omit<ChatFile, 'fileId'> & {
  /** How much of it the server has, from 0 to 1. */
  readonly share: number;
  /** Null until the server has all of it. */
  readonly fileId: string | null;
};

/**
 * One thing this peer can send. What the person wants, what is really so, and whether a change is
 * under way are three different things, and an interface shows all three.
 */
export type LocalMedia = {
  /** What the person wants. */
  readonly isWanted: boolean;
  /**
   * What is so. In the call: the SFU has confirmed it. Before joining: the device delivers.
   */
  readonly isOn: boolean;
  /**
   * Off, but not by the server's word: it did not confirm in time, and what was captured was stopped
   * here instead. Nobody gets anything.
   */
  readonly isCut: boolean;
  readonly isBusy: boolean;
  /** Why it is not on although it is wanted. */
  readonly error: DeviceError | null;
  /** What is captured now, for preview and self-view. */
  readonly track: MediaStreamTrack | null;
};

/**
 * `detail`: letters stay sharp, frames may go. `motion`: frames stay, as in a video (W3C mst-content-hint).
 */
export type ScreenContent = 'detail' | 'motion';

export type DeviceKind = 'microphone' | 'camera' | 'speaker';

export type DeviceInfo = { readonly deviceId: string; readonly label: string };

export type DevicesState = {
  /** Labels are empty until the person has allowed a device of that kind. */
  readonly list: Readonly<Record<DeviceKind, readonly DeviceInfo[]>>;
  /** The chosen device; null is the system's own choice. Kept for the next visit. */
  readonly chosen: Readonly<Record<DeviceKind, string | null>>;
  /** False where the browser cannot capture a screen (phones). */
  readonly canShareScreen: boolean;
  /** False where the browser cannot choose where sound comes out. */
  readonly canChooseSpeaker: boolean;
};

/** How what is received is heard. */
export type AudioState = {
  /** The browser plays no sound before the person touches the page: offer `unblockAudio`. */
  readonly isBlocked: boolean;
  /** By peer, 0 to 1. A peer that is not here is heard at 1. */
  readonly volumes: Readonly<Record<string, number>>;
  /** Peers whose microphone is wanted although others are louder. */
  readonly alwaysHeard: readonly string[];
};
