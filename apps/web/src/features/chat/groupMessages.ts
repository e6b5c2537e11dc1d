import type { ChatMessage } from '@parley/protocol/chat';

/** Messages that one person wrote in a row, shown under one name. */
export type MessageGroup = {
  readonly key: string;
  readonly peerId: string;
  readonly name: string;
  readonly sentAt: number;
  /** Set on the first group of a day. */
  readonly isNewDay: boolean;
  readonly messages: readonly ChatMessage[];
};

const PAUSE_MS = 5 * 60_000;

/** @param dayOf which day a moment belongs to, in the reader's time zone */
export function groupMessages(
  messages: readonly ChatMessage[],
  dayOf: (time: number) => string = (time) => new Date(time).toDateString(),
): MessageGroup[] {
  const groups: (MessageGroup & { messages: ChatMessage[] })[] = [];
  let last: ChatMessage | undefined;
  for (const message of messages) {
    const isNewDay = last === undefined || dayOf(last.sentAt) !== dayOf(message.sentAt);
    const continues =
      !isNewDay &&
      last?.peerId === message.peerId &&
      last.name === message.name &&
      message.sentAt - last.sentAt < PAUSE_MS;
    const current = groups.at(-1);
    if (continues && current) current.messages.push(message);
    else {
      const { messageId: key, peerId, name, sentAt } = message;
      groups.push({ key, peerId, name, sentAt, isNewDay, messages: [message] });
    }
    last = message;
  }
  return groups;
}
