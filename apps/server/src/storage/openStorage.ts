import { Kysely, sql } from 'kysely';
import type { BaseLogger } from 'pino';
import { createAccountRepository } from './AccountRepository.ts';
import { createArchiveRepository } from './ArchiveRepository.ts';
import { createCallCodeRepository } from './CallCodeRepository.ts';
import { createChatRepository } from './ChatRepository.ts';
import { createCodeRepository } from './CodeRepository.ts';
import { createContactRepository } from './ContactRepository.ts';
import type { Database, Tables } from './Database.ts';
import { createDeviceRepository } from './DeviceRepository.ts';
import { createDoorsRepository } from './DoorsRepository.ts';
import { createFileRepository } from './FileRepository.ts';
import { createIdentityRepository } from './IdentityRepository.ts';
import { createKeptRoomRepository } from './KeptRoomRepository.ts';
import { createMailRepository } from './MailRepository.ts';
import { createMessageRepository } from './MessageRepository.ts';
import { createMissedCallRepository } from './MissedCallRepository.ts';
import { migrate } from './migrate.ts';
import { createPasskeyRepository } from './PasskeyRepository.ts';
import { createPasswordRepository } from './PasswordRepository.ts';
import { createPeopleRepository } from './PeopleRepository.ts';
import { createPushRepository } from './PushRepository.ts';
import { openPostgres } from './postgres/openPostgres.ts';
import { createRingRoomRepository } from './RingRoomRepository.ts';
import { createRoomRepository } from './RoomRepository.ts';
import { createRoomVisitRepository } from './RoomVisitRepository.ts';
import { createSecretRepository } from './SecretRepository.ts';
import { createSessionRepository } from './SessionRepository.ts';
import type { Storage } from './Storage.ts';
import { StorageError } from './StorageError.ts';
import { createSuspensionRepository } from './SuspensionRepository.ts';
import { openSqlite } from './sqlite/openSqlite.ts';

export type StorageOptions = {
  /** `postgres://…`; undefined for SQLite in `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  log: BaseLogger;
};

/**
 * Opens the database, creating it or bringing its tables up to date where needed.
 *
 * @throws {StorageError} with a message for the person who runs the server
 */
export async function openStorage({ databaseUrl, dataDir, log }: StorageOptions): Promise<Storage> {
  const { dialect, label, explain, begin, check } = databaseUrl
    ? openPostgres(databaseUrl, log)
    : openSqlite(dataDir);
  const db = new Kysely<Tables>({ dialect });
  try {
    const applied = await migrate(db);
    begin?.();
    log.info({ database: label, migrations: applied }, 'Database open');
  } catch (error) {
    await db.destroy();
    throw error instanceof StorageError ? error : explain(error);
  }
  return createStorage(db, check);
}

/** @param check what reading and writing do not notice */
export function createStorage(db: Database, check?: () => Promise<void>): Storage {
  return {
    rooms: createRoomRepository(db),
    chat: createChatRepository(db),
    files: createFileRepository(db),
    accounts: createAccountRepository(db),
    passwords: createPasswordRepository(db),
    passkeys: createPasskeyRepository(db),
    identities: createIdentityRepository(db),
    mail: createMailRepository(db),
    sessions: createSessionRepository(db),
    suspensions: createSuspensionRepository(db),
    codes: createCodeRepository(db),
    people: createPeopleRepository(db),
    contacts: createContactRepository(db),
    callCodes: createCallCodeRepository(db),
    devices: createDeviceRepository(db),
    messages: createMessageRepository(db),
    archives: createArchiveRepository(db),
    keptRooms: createKeptRoomRepository(db),
    roomVisits: createRoomVisitRepository(db),
    missedCalls: createMissedCallRepository(db),
    ringRooms: createRingRoomRepository(db),
    push: createPushRepository(db),
    secrets: createSecretRepository(db),
    doors: createDoorsRepository(db),
    async ping(what = 'read') {
      await check?.();
      await db.selectFrom('rooms').select('name').limit(1).execute();
      // Always has a row, and changes nothing; yet it is written.
      if (what === 'write') await sql`update kysely_migration set timestamp = timestamp`.execute(db);
    },
    close: () => db.destroy(),
  };
}
