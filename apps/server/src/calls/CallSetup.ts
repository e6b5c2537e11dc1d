import type { BaseLogger } from 'pino';
import type { MediaServer } from '../media/MediaServer.ts';
import type { Room } from '../room/Room.ts';
import type { RoomGuard } from '../room/RoomGuard.ts';
import type { Storage } from '../storage/Storage.ts';
import type { VideoCodecChoice } from './allowedCodecs.ts';
import type { Outbox } from './Connection.ts';
import type { HealthCounts } from './health/CallHealth.ts';
import type { Grace } from './KeptPlace.ts';
import type { PlaceTokens } from './PlaceTokens.ts';
import type { Timers } from './Timers.ts';

/** What a call is opened with. */
export type CallSetup = {
  room: Room;
  mediaServer: MediaServer;
  storage: Pick<Storage, 'rooms' | 'chat' | 'keptRooms'>;
  /** Undefined for a room that nobody keeps. */
  guard: RoomGuard | undefined;
  /** Names this life of the room; a room that closed and opened again has another. */
  channel: string;
  outbox: Outbox;
  timers: Timers;
  grace: Grace;
  tokens: PlaceTokens;
  now: () => number;
  newId: () => string;
  counts: HealthCounts;
  /** Whether the operator lets two people connect straight to each other. */
  directCalls: boolean;
  videoCodec: VideoCodecChoice;
  log: BaseLogger;
  /** Called once for each peer, when its place is gone. */
  onLeft: (peerId: string) => void;
  /** Called once, when the last peer is gone. */
  onClosed: () => void;
};
