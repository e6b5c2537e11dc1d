import { chmod, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fromBase64Url, toBase64Url } from '@parley/client/messages/crypto/bytes';
import { type DeviceIdentity, publicKeyText } from '@parley/client/messages/crypto/identity';
import type { MessageStore, Trust } from '@parley/client/messages/MessageStore';
import { isWaiting, type StoredMessage } from '@parley/client/messages/StoredMessage';
import { fileLock } from './fileLock.ts';

const X25519 = { name: 'X25519' } as const;
const LOOK_AGAIN_MS = 500;
/** How long another program of this person may be writing, in milliseconds. */
const PATIENCE_MS = 10_000;

type KeptIdentity = { deviceKey: string; pkcs8: string };
type Kind = 'identity' | 'message' | 'trust';

/**
 * In a file that nobody but its owner can read, private key and all: what a browser's storage is to a page.
 * Programs that run at the same time share it and hear of each other's changes.
 */
export async function openFileMessageStore(path: string): Promise<MessageStore> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // Made before SQLite does, which would let others read it; its journal is as readable as the file.
  await (await open(path, 'a', 0o600)).close();
  await chmod(path, 0o600);
  const database = new DatabaseSync(path, { timeout: PATIENCE_MS });
  database.exec(`
    PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS kept
      (kind TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT;
    CREATE TABLE IF NOT EXISTS files (id TEXT NOT NULL PRIMARY KEY, bytes BLOB NOT NULL) STRICT`);
  const find = database.prepare('SELECT value FROM kept WHERE kind = ? AND id = ?');
  const list = database.prepare('SELECT value FROM kept WHERE kind = ?');
  const put = database.prepare('INSERT OR REPLACE INTO kept (kind, id, value) VALUES (?, ?, ?)');
  const findFile = database.prepare('SELECT bytes FROM files WHERE id = ?');
  const putFile = database.prepare('INSERT OR REPLACE INTO files (id, bytes) VALUES (?, ?)');
  const dropFile = database.prepare('DELETE FROM files WHERE id = ?');
  const locks = { messages: fileLock(`${path}.lock`), files: fileLock(`${path}.files.lock`) };
  let stopLooking = () => {};

  const read = <Entry>(kind: Kind, id: string) => {
    const row = find.get(kind, id);
    return row && (JSON.parse(String(row['value'])) as Entry);
  };
  const all = <Entry>(kind: Kind) =>
    list.all(kind).map(({ value }) => JSON.parse(String(value)) as Entry);
  const write = (kind: Kind, id: string, value: object) => put.run(kind, id, JSON.stringify(value));

  /** All of it is kept, or nothing. */
  const together = <Result>(task: () => Result): Result => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = task();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  };

  return {
    // The one that a browser would make cannot leave WebCrypto: here it has to be kept as bytes.
    async identity(_make, removedKey) {
      const made = await makeIdentity();
      const kept = together(() => {
        const found = read<KeptIdentity>('identity', 'own');
        if (found !== undefined && found.deviceKey !== removedKey) return found;
        write('identity', 'own', made);
        return made;
      });
      return toIdentity(kept);
    },

    messages: async () => all<StoredMessage>('message'),

    async change(messageIds, change) {
      return together(() =>
        messageIds.flatMap((messageId) => {
          const message = change(messageId, read<StoredMessage>('message', messageId));
          if (message === undefined) return [];
          write('message', messageId, message);
          if (!isWaiting(message)) dropFile.run(messageId);
          return [message];
        }),
      );
    },

    async keepWithFile(message, file) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      together(() => {
        write('message', message.messageId, message);
        putFile.run(message.messageId, bytes);
      });
    },

    async file(messageId) {
      const bytes = findFile.get(messageId)?.['bytes'];
      return bytes instanceof Uint8Array ? new Blob([new Uint8Array(bytes)]) : undefined;
    },

    trusts: async () => all<Trust>('trust'),

    async keepTrust(trust) {
      write('trust', trust.accountId, trust);
    },

    exclusively: (task, what = 'messages') => locks[what](task),

    onChanged(listener) {
      // Rises with what others have written, and not with one's own (https://sqlite.org/pragma.html).
      const version = () => database.prepare('PRAGMA data_version').get()?.['data_version'];
      let seen = version();
      const timer = setInterval(() => {
        const now = version();
        if (now !== seen) listener();
        seen = now;
      }, LOOK_AGAIN_MS);
      stopLooking = () => clearInterval(timer);
    },

    close() {
      stopLooking();
      database.close();
    },
  };
}

async function makeIdentity(): Promise<KeptIdentity> {
  const pair = (await crypto.subtle.generateKey(X25519, true, ['deriveBits'])) as CryptoKeyPair;
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', pair.privateKey);
  return {
    deviceKey: await publicKeyText(pair.publicKey),
    pkcs8: toBase64Url(new Uint8Array(pkcs8)),
  };
}

async function toIdentity({ deviceKey, pkcs8 }: KeptIdentity): Promise<DeviceIdentity> {
  const bytes = fromBase64Url(pkcs8);
  const privateKey = await crypto.subtle.importKey('pkcs8', bytes, X25519, false, ['deriveBits']);
  return { deviceKey, privateKey };
}
