import type { ErrorCode } from '@parley/protocol/errors';
import type { DirectFile } from '@parley/protocol/people/directFile';

/** How far a message has come; each implies those before it. */
export const MARKS = ['waiting', 'sent', 'delivered', 'read'] as const;
export type Mark = (typeof MARKS)[number];

/** A file that does not lie anywhere yet: its bytes are kept beside its message. */
export type FileToSend = Pick<DirectFile, 'name' | 'size' | 'mediaType'> & { readonly fileId: null };
export type StoredFile = DirectFile | FileToSend;

export type StoredMessage = {
  readonly messageId: string;
  /** The other one of the conversation. */
  readonly accountId: string;
  readonly isOwn: boolean;
  /** The device that wrote it. */
  readonly senderKey: string;
  /** Null when it could not be read on this device; empty for a file without a word. */
  readonly text: string | null;
  readonly file?: StoredFile | undefined;
  /** When the server took it; until then, when it was written. */
  readonly sentAt: number;
  /** Its place in the conversation, between two of the server when it went straight; null until it has one. */
  readonly position: number | null;
  /** Of one's own: what the other one has of it. Of theirs: what one has of it oneself. */
  readonly mark: Mark;
  /** Of theirs: what they have been told of it. */
  readonly told: Mark;
  /** Why the server did not take it; null when it did, or may still. */
  readonly problem: ErrorCode | null;
  /** Its author does not want it sent any more: it is shown nowhere. */
  readonly isWithdrawn?: true;
  /**
   * Of one's own: some may have it, straight or from the server. It has no place yet, and gets none but the server's.
   */
  readonly isTried?: true;
  /** Nothing but its marks is here yet, of which another device has told: it is shown nowhere. */
  readonly isAwaited?: true;
};

/** One's own that nobody but this device knows of yet. */
export function writtenHere(
  given: Pick<StoredMessage, 'messageId' | 'accountId' | 'senderKey' | 'text' | 'file' | 'sentAt'>,
): StoredMessage {
  return { ...given, isOwn: true, position: null, mark: 'waiting', told: 'read', problem: null };
}

/** It is to be sent, and was not taken yet: the file that goes with it has to stay. */
export function isWaiting(message: StoredMessage): boolean {
  return message.isOwn && message.position === null && isShown(message);
}

export function isShown({ isWithdrawn, isAwaited }: StoredMessage): boolean {
  return !isWithdrawn && !isAwaited;
}

/** What another device has told of a message before that came, holds for it. */
export function afterMarks(message: StoredMessage, awaited: StoredMessage): StoredMessage {
  const { accountId, isOwn, mark, told } = awaited;
  if (accountId !== message.accountId || isOwn !== message.isOwn) return message;
  return { ...message, mark: furtherOf(message.mark, mark), told: furtherOf(message.told, told) };
}

/** Its file has to be taken away by the server before anything can be said of it. */
export function needsUpload(message: StoredMessage): boolean {
  return isWaiting(message) && message.problem === null && message.file?.fileId === null;
}

export function furtherOf(one: Mark, other: Mark): Mark {
  return isFurther(one, other) ? one : other;
}

export function isFurther(one: Mark, other: Mark): boolean {
  return MARKS.indexOf(one) > MARKS.indexOf(other);
}

/** By their places; what has none yet comes last, as it was written. */
export function inOrder(messages: readonly StoredMessage[]): StoredMessage[] {
  const place = ({ position }: StoredMessage) => position ?? Number.POSITIVE_INFINITY;
  return messages.toSorted((one, other) => {
    if (place(one) === place(other)) {
      // The same on both sides, even for two that crossed in one millisecond.
      return one.sentAt - other.sentAt || (one.messageId < other.messageId ? -1 : 1);
    }
    return place(one) - place(other);
  });
}
