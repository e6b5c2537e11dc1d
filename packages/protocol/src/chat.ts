import * as z from 'zod/mini';
import { ChatFile, FileId } from './file.ts';
import { MessageId, PeerId, Timestamp } from './ids.ts';
import { LIMITS } from './limits.ts';
import { PeerName } from './peer.ts';

/**
 * What somebody said: not empty, and shown as the text it is. Half a surrogate pair is no character,
 * and Postgres has no place for NUL: what is said must be what is read later.
 */
export const ChatText = z.string().check(
  z.minLength(1),
  // Code points come in up to two UTF-16 units; this bounds the work of the checks below.
  z.maxLength(LIMITS.chatTextLength * 2),
  z.refine(
    (text) => Array.from(text).length <= LIMITS.chatTextLength,
    `must be at most ${LIMITS.chatTextLength} characters`,
  ),
  z.refine((text) => text.trim() !== '', 'must not be empty'),
  z.refine((text) => text.isWellFormed() && !text.includes('\0'), 'must be Unicode text without NUL'),
);

/** Rises by one with each message of a room, and is never used twice. */
const ChatPosition = z.number().check(z.int(), z.positive());

/** What is said with a file may be nothing. */
const TextOrNothing = z.union([ChatText, z.literal('')]);

export const ChatMessage = z.strictObject({
  messageId: MessageId,
  position: ChatPosition,
  /** The author's peer at the time; that peer may be long gone. */
  peerId: PeerId,
  name: PeerName,
  /** Empty where the file is all that was said. */
  text: TextOrNothing,
  sentAt: Timestamp,
  /** It may be gone by now, with the account of who sent it. */
  file: z.optional(ChatFile),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** Messages by rising position. `hasMore`: there are older ones. */
export const ChatPage = z.strictObject({
  messages: z.array(ChatMessage).check(z.maxLength(LIMITS.chatPageSize)),
  hasMore: z.boolean(),
});
export type ChatPage = z.infer<typeof ChatPage>;

export const ChatSendRequest = z
  .strictObject({
    messageId: MessageId,
    text: TextOrNothing,
    /** Of a file that was offered in this room and is whole. */
    fileId: z.optional(FileId),
  })
  .check(z.refine(({ text, fileId }) => text !== '' || fileId !== undefined, 'must say something'));
export type ChatSendRequest = z.infer<typeof ChatSendRequest>;

/** Answered only when the message is on disk. */
export const ChatSendReply = z.strictObject({ message: ChatMessage });

export const ChatHistoryRequest = z.strictObject({ before: ChatPosition });

/** Said again every few seconds for as long as it is so: whoever hears nothing more takes it for over. */
export const ChatSetWritingRequest = z.strictObject({ isWriting: z.boolean() });
export const ChatWriting = z.extend(ChatSetWritingRequest, { peerId: PeerId });

export const ChatPosted = z.strictObject({ message: ChatMessage });
