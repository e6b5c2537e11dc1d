import { newId } from '../newId.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';
import { toParleyError } from '../toParleyError.ts';
import { ChatUploads, type ChosenFile } from './ChatUploads.ts';
import type { UnsentMessage } from './store/CallState.ts';
import { addMessage, changeUnsent } from './store/chatMessages.ts';
import type { CallStore } from './store/createCallStore.ts';

/** The chat as this peer writes and reads it. */
export class Chat {
  readonly #store: CallStore;
  readonly #signaling: SignalingClient;
  readonly #uploads: ChatUploads;
  /** One message is under way at a time, so that they arrive in the order they were written. */
  #queue: Promise<void> = Promise.resolve();
  readonly #queued = new Set<string>();

  /** @param url the server's origin */
  constructor(store: CallStore, signaling: SignalingClient, url: string) {
    this.#store = store;
    this.#signaling = signaling;
    const onWhole = (messageId: string) => this.#enqueue(messageId);
    this.#uploads = new ChatUploads({ store, signaling, url, onWhole });
  }

  send(text: string): void {
    const message: UnsentMessage = { messageId: newId(), text, error: null, file: null };
    this.#add(message);
    this.#enqueue(message.messageId);
  }

  /** Said when its bytes are there; what is written meanwhile does not wait for it. */
  sendFile(file: ChosenFile): void {
    const message = this.#uploads.add(file);
    this.#add(message);
    void this.#uploads.begin(message.messageId);
  }

  retry(messageId: string): void {
    changeUnsent(this.#store, messageId, () => ({ error: null }));
    this.#continue(messageId);
  }

  /** What has not been sent is not to be. One that is just being said may be said all the same. */
  cancel(messageId: string): void {
    this.#store.setState(({ chat }) => ({
      chat: { ...chat, unsent: chat.unsent.filter((one) => one.messageId !== messageId) },
    }));
    this.#uploads.forget(messageId);
  }

  /**
   * The connection is back: what did not get through goes out again under the same id, so that a
   * message whose confirmation was lost is not said twice.
   */
  resumed(): void {
    this.#uploads.resumed();
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

  #add(message: UnsentMessage): void {
    this.#store.setState(({ chat }) => ({ chat: { ...chat, unsent: [...chat.unsent, message] } }));
  }

  /** From where it has come to. */
  #continue(messageId: string): void {
    void this.#uploads.begin(messageId);
    this.#enqueue(messageId);
  }

  #enqueue(messageId: string): void {
    if (this.#queued.has(messageId)) return;
    this.#queued.add(messageId);
    this.#queue = this.#queue.then(() => this.#deliver(messageId));
  }

  async #deliver(messageId: string): Promise<void> {
    this.#queued.delete(messageId);
    const mine = this.#store.getState().chat.unsent.find((one) => one.messageId === messageId);
    if (!mine) return this.#uploads.forget(messageId);
    const { text, file } = mine;
    // Its bytes are still coming, and it comes again after them.
    if (file?.fileId === null) return;
    try {
      const request = file ? { messageId, text, fileId: file.fileId } : { messageId, text };
      const { message } = await this.#signaling.request('chat:send', request);
      this.#store.setState(({ chat }) => ({ chat: addMessage(chat, message) }));
      this.#uploads.forget(messageId);
    } catch (error) {
      // Offline it stays under way: the resumption sends it.
      if (isOffline(error)) return;
      const known = toParleyError(error);
      // Named too late, or the server has lost it: another attempt brings it once more.
      const isLost = file !== null && known.code === 'not-found';
      changeUnsent(this.#store, messageId, () => ({
        error: known,
        ...(isLost && { file: { ...file, fileId: null, share: 0 } }),
      }));
    }
  }
}
