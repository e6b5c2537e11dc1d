import type { ChatMessage, ChatPage } from '@parley/protocol/chat';
import { LIMITS } from '@parley/protocol/limits';

/**
 * The newest page of a room's chat. It is held here so that a snapshot can be taken at one instant:
 * reading it from the database would let a message slip between the page and the first event.
 */
export class ChatTail {
  #messages: readonly ChatMessage[];
  #hasMore: boolean;

  constructor(newest: ChatPage) {
    this.#messages = newest.messages;
    this.#hasMore = newest.hasMore;
  }

  get page(): ChatPage {
    return { messages: [...this.#messages], hasMore: this.#hasMore };
  }

  /** Of the newest message; 0 when there is none. */
  get lastPosition(): number {
    return this.#messages.at(-1)?.position ?? 0;
  }

  append(message: ChatMessage): void {
    const messages = [...this.#messages, message];
    this.#hasMore ||= messages.length > LIMITS.chatPageSize;
    this.#messages = messages.slice(-LIMITS.chatPageSize);
  }
}
