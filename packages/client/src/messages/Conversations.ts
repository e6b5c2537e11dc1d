import { MediaType, toFileName } from '@parley/protocol/file';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { randomId } from './crypto/bytes.ts';
import type { DeviceIdentity } from './crypto/identity.ts';
import type { MessageStore } from './MessageStore.ts';
import { type MessagesStore, unreadIn } from './MessagesState.ts';
import { isWaiting, needsUpload, type StoredMessage, writtenHere } from './StoredMessage.ts';

type Setup = {
  kept: MessageStore;
  store: MessagesStore;
  identity: DeviceIdentity;
  /** Messages that are new or others now. */
  show: (changed: readonly StoredMessage[]) => void;
};

/** For a file of which nothing else is known. */
const NAMELESS = 'file';
const ANY_TYPE = 'application/octet-stream';

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
    const { kept, show } = this.#setup;
    const message = this.#begun({ accountId, text: clean });
    show(await kept.change([message.messageId], () => message));
  }

  /** The file is kept here, whatever becomes of the place from which it was taken. */
  async writeFile(accountId: string, name: string, file: Blob): Promise<void> {
    const { kept, show } = this.#setup;
    const message = this.#begun({
      accountId,
      text: '',
      file: {
        fileId: null,
        name: toFileName(name) ?? NAMELESS,
        size: file.size,
        mediaType: MediaType.safeParse(file.type).data ?? ANY_TYPE,
      },
    });
    await kept.keepWithFile(message, file);
    show([message]);
  }

  /**
   * Takes back what waits and has not begun to be sent, or was refused.
   *
   * @returns false when it is too late
   */
  async withdraw(messageId: string): Promise<boolean> {
    const { kept, show } = this.#setup;
    const changed = await kept.change([messageId], (_, message) =>
      message && isWaiting(message) && (needsUpload(message) || message.problem !== null)
        ? { ...message, text: '', file: undefined, isWithdrawn: true }
        : undefined,
    );
    show(changed);
    return changed.length > 0;
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

  #begun(given: Pick<StoredMessage, 'accountId' | 'text' | 'file'>): StoredMessage {
    // Of two that are written in one millisecond the first one stays first.
    const sentAt = Math.max(Date.now(), this.#lastWrittenAt + 1);
    this.#lastWrittenAt = sentAt;
    const { deviceKey: senderKey } = this.#setup.identity;
    return writtenHere({ ...given, messageId: randomId(), senderKey, sentAt });
  }
}
