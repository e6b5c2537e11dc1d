import type { ErrorCode } from '@parley/protocol/errors';

/** How far a message has come; each implies those before it. */
export const MARKS = ['waiting', 'sent', 'delivered', 'read'] as const;
export type Mark = (typeof MARKS)[number];

export type StoredMessage = {
  readonly messageId: string;
  /** The other one of the conversation. */
  readonly accountId: string;
  readonly isOwn: boolean;
  /** The device that wrote it. */
  readonly senderKey: string;
  /** Null when it could not be read on this device. */
  readonly text: string | null;
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
};

/** One's own that nobody but this device knows of yet. */
export function writtenHere(
  given: Pick<StoredMessage, 'messageId' | 'accountId' | 'senderKey' | 'text' | 'sentAt'>,
): StoredMessage {
  return { ...given, isOwn: true, position: null, mark: 'waiting', told: 'read', problem: null };
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
