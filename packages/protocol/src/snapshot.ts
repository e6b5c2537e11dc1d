import * as z from 'zod/mini';
import { ChatPage } from './chat.ts';
import { RoomName } from './ids.ts';
import { Publication } from './media.ts';
import { Peer } from './peer.ts';

/**
 * All that somebody who joins needs to know. Every sequenced event after it is one change to it;
 * `applyEvent` in packages/client is the table of those changes.
 */
export const RoomSnapshot = z.strictObject({
  room: RoomName,
  /** The number of the last event that is already in here. */
  seq: z.number().check(z.int(), z.nonnegative()),
  peers: z.array(Peer),
  publications: z.array(Publication),
  /** The newest page. */
  chat: ChatPage,
});
export type RoomSnapshot = z.infer<typeof RoomSnapshot>;
