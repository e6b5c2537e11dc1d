import type { ChatMessage, ChatPage } from '@parley/protocol/chat';
import type { ChatState, UnsentMessage } from './CallState.ts';
import type { CallStore } from './createCallStore.ts';

/** Adds one message where its position puts it; what is there already is not added again. */
export function addMessage(chat: ChatState, message: ChatMessage): ChatState {
  const unsent = chat.unsent.filter((mine) => mine.messageId !== message.messageId);
  return { ...chat, messages: merge(chat.messages, [message]), unsent };
}

/** Changes a message that is not sent yet, if it is still there. */
export function changeUnsent(
  store: CallStore,
  messageId: string,
  change: (mine: UnsentMessage) => Partial<UnsentMessage>,
): void {
  store.setState(({ chat }) => ({
    chat: {
      ...chat,
      unsent: chat.unsent.map((one) => (one.messageId === messageId ? { ...one, ...change(one) } : one)),
    },
  }));
}

/**
 * Brings the newest page of a snapshot together with what was loaded before. Positions rise by one,
 * so a hole shows: then the older part is let go and can be loaded again.
 */
export function withNewestPage(chat: ChatState, page: ChatPage): ChatState {
  const known = new Set(page.messages.map((message) => message.messageId));
  const unsent = chat.unsent.filter((mine) => !known.has(mine.messageId));
  const first = page.messages[0];
  const last = chat.messages.at(-1);
  const isContiguous = first !== undefined && last !== undefined && last.position >= first.position - 1;
  if (!isContiguous) {
    return { ...chat, messages: page.messages, hasMore: page.hasMore, unsent };
  }
  const reachesFurtherBack = (chat.messages[0]?.position ?? first.position) < first.position;
  return {
    ...chat,
    messages: merge(chat.messages, page.messages),
    hasMore: reachesFurtherBack ? chat.hasMore : page.hasMore,
    unsent,
  };
}

function merge(a: readonly ChatMessage[], b: readonly ChatMessage[]): readonly ChatMessage[] {
  const byPosition = new Map<number, ChatMessage>();
  for (const message of a) byPosition.set(message.position, message);
  for (const message of b) byPosition.set(message.position, message);
  return [...byPosition.values()].sort((left, right) => left.position - right.position);
}
