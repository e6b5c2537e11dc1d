import type { ParleyError } from '@parley/protocol/errors';
import { newId } from '../newId.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';
import { toParleyError } from '../toParleyError.ts';
import type { UnsentMessage } from './store/CallState.ts';
import { addMessage } from './store/chatMessages.ts';
import type { CallStore } from './store/createCallStore.ts';

/** The chat as this peer writes and reads it. */
export class Chat {
  readonly #store: CallStore;
  readonly #signaling: SignalingClient;
  /** One message is under way at a time, so that they arrive in the order they were written. */
  #queue: Promise<void> = Promise.resolve();
  readonly #queued = new Set<string>();

  constructor(store: CallStore, signaling: SignalingClient) {
    this.#store = store;
    this.#signaling = signaling;
  }

  send(text: string): void {
    const message: UnsentMessage = { messageId: newId(), text, error: null };
    this.#store.setState(({ chat }) => ({ chat: { ...chat, unsent: [...chat.unsent, message] } }));
    this.#enqueue(message.messageId);
  }

  retry(messageId: string): void {
    this.#setError(messageId, null);
    this.#enqueue(messageId);
  }

  /**
   * The connection is back: what did not get through goes out again under the same id, so that a
   * message whose confirmation was lost is not said twice.
   */
  resumed(): void {
    for (const { messageId, error } of this.#store.getState().chat.unsent) {
      if (error === null) this.#enqueue(messageId);
    }
  }

  markRead(): void {
    this.#store.setState(({ chat }) => {
      const newest = chat.messages.at(-1)?.position ?? 0;
      return newest > chat.readUpTo ? { chat: { ...chat, readUpTo: newest } } : {};
    });
  }

  #enqueue(messageId: string): void {
    if (this.#queued.has(messageId)) return;
    this.#queued.add(messageId);
    this.#queue = this.#queue.then(() => this.#deliver(messageId));
  }

  async #deliver(messageId: string): Promise<void> {
    this.#queued.delete(messageId);
    const mine = this.#store.getState().chat.unsent.find((one) => one.messageId === messageId);
    if (!mine) return;
    try {
      const { message } = await this.#signaling.request('chat:send', {
        messageId,
        text: mine.text,
      });
      this.#store.setState(({ chat }) => ({ chat: addMessage(chat, message) }));
    } catch (error) {
      // Offline it stays under way: the resumption sends it.
      if (!isOffline(error)) this.#setError(messageId, toParleyError(error));
    }
  }

  #setError(messageId: string, error: ParleyError | null): void {
    this.#store.setState(({ chat }) => ({
      chat: {
        ...chat,
        unsent: chat.unsent.map((one) => (one.messageId === messageId ? { ...one, error } : one)),
      },
    }));
  }
}
