import * as z from 'zod/mini';
import { MessageId, PeerId, Timestamp } from './ids.ts';
import { LIMITS } from './limits.ts';
import { PeerName } from './peer.ts';

/** What somebody said: not empty, and shown as the text it is. */
export const ChatText = z.string().check(
  z.minLength(1),
  z.maxLength(LIMITS.chatTextLength),
  z.refine((text) => text.trim() !== '', 'must not be empty'),
);

/** Rises by one with each message of a room, and is never used twice. */
const ChatPosition = z.number().check(z.int(), z.positive());

export const ChatMessage = z.strictObject({
  messageId: MessageId,
  position: ChatPosition,
  /** The author's peer at the time; that peer may be long gone. */
  peerId: PeerId,
  name: PeerName,
  text: ChatText,
  sentAt: Timestamp,
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** Messages by rising position. `hasMore`: there are older ones. */
export const ChatPage = z.strictObject({
  messages: z.array(ChatMessage).check(z.maxLength(LIMITS.chatPageSize)),
  hasMore: z.boolean(),
});
export type ChatPage = z.infer<typeof ChatPage>;

export const ChatSendRequest = z.strictObject({ messageId: MessageId, text: ChatText });
/** Answered only when the message is on disk. */
export const ChatSendReply = z.strictObject({ message: ChatMessage });

export const ChatHistoryRequest = z.strictObject({ before: ChatPosition });

export const ChatPosted = z.strictObject({ message: ChatMessage });
