import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { randomId } from './crypto/bytes.ts';
import type { DeviceIdentity } from './crypto/identity.ts';
import type { MessageStore } from './MessageStore.ts';
import { type MessagesStore, unreadIn } from './MessagesState.ts';
import { type StoredMessage, writtenHere } from './StoredMessage.ts';

type Setup = {
  kept: MessageStore;
  store: MessagesStore;
  identity: DeviceIdentity;
  /** Messages that are new or others now. */
  show: (changed: readonly StoredMessage[]) => void;
};

/** What somebody does in their conversations: kept when it resolves, and to be sent after that. */
export class Conversations {
  readonly #setup: Setup;
  #lastWrittenAt = 0;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  async write(accountId: string, text: string): Promise<void> {
    const clean = Array.from(text.trim()).slice(0, PEOPLE_LIMITS.directTextLength).join('');
    if (clean === '') return;
    const { kept, identity, show } = this.#setup;
    const messageId = randomId();
    // Of two that are written in one millisecond the first one stays first.
    const sentAt = Math.max(Date.now(), this.#lastWrittenAt + 1);
    this.#lastWrittenAt = sentAt;
    const message = writtenHere({
      messageId,
      accountId,
      senderKey: identity.deviceKey,
      text: clean,
      sentAt,
    });
    show(await kept.change([messageId], () => message));
  }

  /** The whole conversation, as far as it is here, has been seen. */
  async read(accountId: string): Promise<void> {
    const { kept, store, show } = this.#setup;
    const messageIds = unreadIn(store.getState().conversations[accountId]).map(
      ({ messageId }) => messageId,
    );
    if (messageIds.length === 0) return;
    show(await kept.change(messageIds, (_, message) => message && { ...message, mark: 'read' }));
  }

  /** What the server has refused waits once more. */
  async retry(messageId: string): Promise<void> {
    const { kept, show } = this.#setup;
    show(await kept.change([messageId], (_, message) => message && { ...message, problem: null }));
  }
}
