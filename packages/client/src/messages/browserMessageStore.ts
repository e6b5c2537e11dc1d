import type { DeviceIdentity } from './crypto/identity.ts';
import type { MessageStore, Trust } from './MessageStore.ts';
import { isWaiting, type StoredMessage } from './StoredMessage.ts';

/** Stores of the database, by what they are keyed with. */
const STORES = {
  identity: 'accountId',
  messages: 'messageId',
  trusts: 'accountId',
  files: 'messageId',
} as const;
/** Rises with each store that is added. */
const VERSION = 2;

/** Answered when it is on disk. */
const STRICT: IDBTransactionOptions = { durability: 'strict' };

type KeptIdentity = DeviceIdentity & { accountId: string };
type KeptFile = { messageId: string; file: Blob };

/**
 * In IndexedDB, one database for each account; the private key is in it as something that can be used and
 * not read. All tabs share it and hear of each other's changes.
 *
 * @throws {DOMException} when the browser keeps nothing, as in some private windows
 */
export async function openBrowserMessageStore(accountId: string): Promise<MessageStore> {
  const name = nameOf(accountId);
  const database = await openDatabase(name);
  const channel = new BroadcastChannel(name);
  // It is about to be deleted: that waits for everybody who has it open.
  database.onversionchange = () => database.close();

  const all = <Entry>(store: keyof typeof STORES): Promise<Entry[]> =>
    settled(database.transaction(store).objectStore(store).getAll() as IDBRequest<Entry[]>);

  const tell = () => channel.postMessage('changed');

  return {
    async identity(make, removedKey) {
      const isGood = (one: KeptIdentity | undefined) => one && one.deviceKey !== removedKey;
      const find = () =>
        settled<KeptIdentity | undefined>(
          database.transaction('identity').objectStore('identity').get(accountId),
        );
      const kept = await find();
      if (kept && isGood(kept)) return kept;
      const made: KeptIdentity = { ...(await make()), accountId };
      const transaction = database.transaction('identity', 'readwrite', STRICT);
      const identities = transaction.objectStore('identity');
      const now: IDBRequest<KeptIdentity | undefined> = identities.get(accountId);
      now.onsuccess = () => {
        // Another tab may have been faster: the first one stays.
        if (!isGood(now.result)) identities.put(made);
      };
      await finished(transaction);
      tell();
      return (await find()) ?? made;
    },

    messages: () => all<StoredMessage>('messages'),

    async change(messageIds, change) {
      const transaction = database.transaction(['messages', 'files'], 'readwrite', STRICT);
      const messages = transaction.objectStore('messages');
      const files = transaction.objectStore('files');
      const changed: StoredMessage[] = [];
      for (const messageId of messageIds) {
        const request: IDBRequest<StoredMessage | undefined> = messages.get(messageId);
        request.onsuccess = () => {
          const message = change(messageId, request.result);
          if (message === undefined) return;
          messages.put(message);
          if (!isWaiting(message)) files.delete(messageId);
          changed.push(message);
        };
      }
      await finished(transaction);
      if (changed.length > 0) tell();
      return changed;
    },

    async keepWithFile(message, file) {
      const transaction = database.transaction(['messages', 'files'], 'readwrite', STRICT);
      transaction.objectStore('messages').put(message);
      transaction.objectStore('files').put({ messageId: message.messageId, file } satisfies KeptFile);
      await finished(transaction);
      tell();
    },

    async file(messageId) {
      const files = database.transaction('files').objectStore('files');
      return (await settled<KeptFile | undefined>(files.get(messageId)))?.file;
    },

    trusts: () => all<Trust>('trusts'),

    async keepTrust(trust) {
      const transaction = database.transaction('trusts', 'readwrite', STRICT);
      transaction.objectStore('trusts').put(trust);
      await finished(transaction);
      tell();
    },

    async exclusively(task, what = 'messages') {
      return navigator.locks.request(what === 'messages' ? name : `${name}-${what}`, task);
    },

    onChanged(listener) {
      channel.addEventListener('message', listener);
    },

    close() {
      channel.close();
      database.close();
    },
  };
}

/**
 * Takes away everything that this browser keeps of an account, keys and texts. Whatever has it open, in
 * other tabs too, loses it.
 *
 * @throws {DOMException} when the browser cannot
 */
export function removeBrowserMessageStore(accountId: string): Promise<void> {
  const request = indexedDB.deleteDatabase(nameOf(accountId));
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve();
    // A page that was loaded before a change to this file does not let go: it is deleted when that one closes.
    request.onblocked = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

function nameOf(accountId: string): string {
  return `parley-messages-${accountId}`;
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = () => {
    const { objectStoreNames } = request.result;
    for (const [store, keyPath] of Object.entries(STORES)) {
      if (!objectStoreNames.contains(store)) request.result.createObjectStore(store, { keyPath });
    }
  };
  return settled(request);
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves when it is on disk. */
function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
