import type { DeviceIdentity } from './crypto/identity.ts';
import type { MessageStore, Trust } from './MessageStore.ts';
import { isWaiting, type StoredMessage } from './StoredMessage.ts';

/** For programs and tests: is gone with the process. Sessions that share one are like tabs. */
export function memoryMessageStore(): MessageStore {
  let identity: DeviceIdentity | undefined;
  const messages = new Map<string, StoredMessage>();
  const files = new Map<string, Blob>();
  const trusts = new Map<string, Trust>();
  const listeners = new Set<() => void>();
  const last = new Map<string, Promise<unknown>>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    async identity(make, removedKey) {
      const isWanted = () => identity === undefined || identity.deviceKey === removedKey;
      if (isWanted()) {
        const made = await make();
        // Another tab may have been faster: the first one stays.
        if (isWanted()) {
          identity = made;
          tell();
        }
        return identity ?? made;
      }
      return identity as DeviceIdentity;
    },
    messages: async () => [...messages.values()],
    async change(messageIds, change) {
      const changed = messageIds.flatMap(
        (messageId) => change(messageId, messages.get(messageId)) ?? [],
      );
      for (const message of changed) {
        messages.set(message.messageId, message);
        if (!isWaiting(message)) files.delete(message.messageId);
      }
      tell();
      return changed;
    },
    async keepWithFile(message, file) {
      messages.set(message.messageId, message);
      files.set(message.messageId, file);
      tell();
    },
    file: async (messageId) => files.get(messageId),
    trusts: async () => [...trusts.values()],
    async keepTrust(trust) {
      trusts.set(trust.accountId, trust);
      tell();
    },
    async exclusively(task, what = 'messages') {
      const result = Promise.resolve(last.get(what)).then(task);
      last.set(
        what,
        result.catch(() => {}),
      );
      return result;
    },
    onChanged: (listener) => void listeners.add(listener),
    close: () => listeners.clear(),
  };
}
