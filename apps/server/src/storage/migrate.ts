import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './Database.ts';
import { roomsAndChat } from './migrations/0001_rooms_and_chat.ts';
import { secrets } from './migrations/0002_secrets.ts';
import { accounts } from './migrations/0003_accounts.ts';
import { people } from './migrations/0004_people.ts';
import { doors } from './migrations/0005_doors.ts';
import { callCodes } from './migrations/0006_call_codes.ts';
import { directMessages } from './migrations/0007_direct_messages.ts';
import { keptRooms } from './migrations/0008_kept_rooms.ts';
import { ringing } from './migrations/0009_ringing.ts';
import { passkeys } from './migrations/0010_passkeys.ts';
import { mail } from './migrations/0011_mail.ts';
import { roomDirect } from './migrations/0012_room_direct.ts';
import { identities } from './migrations/0013_identities.ts';
import { removedDevices } from './migrations/0014_removed_devices.ts';
import { archives } from './migrations/0016_archives.ts';
import { push } from './migrations/0017_push.ts';
import { files } from './migrations/0018_files.ts';
import { suspensions } from './migrations/0019_suspensions.ts';
import { StorageError } from './StorageError.ts';

/** By name, applied in this order. What has been released is never changed, only followed. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_rooms_and_chat': roomsAndChat,
  '0002_secrets': secrets,
  '0003_accounts': accounts,
  '0004_people': people,
  '0005_doors': doors,
  '0006_call_codes': callCodes,
  '0007_direct_messages': directMessages,
  '0008_kept_rooms': keptRooms,
  '0009_ringing': ringing,
  '0010_passkeys': passkeys,
  '0011_mail': mail,
  '0012_room_direct': roomDirect,
  '0013_identities': identities,
  '0014_removed_devices': removedDevices,
  '0016_archives': archives,
  '0017_push': push,
  '0018_files': files,
  '0019_suspensions': suspensions,
};

/**
 * Brings the database to this version's tables; all of it or, when something fails, nothing. Servers
 * that start together wait for each other: Postgres on an advisory lock, SQLite on its write lock.
 *
 * @returns the names of the migrations applied now
 * @throws {StorageError} when the database was made by a newer version; it is left as it is
 */
export async function migrate(db: Database): Promise<string[]> {
  // Asked before the migrator gets to work, because that one creates its own tables first.
  await refuseNewer(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) {
    // Another, newer server may have been first.
    await refuseNewer(db);
    throw new StorageError(`The database could not be brought up to date: ${messageOf(error)}`, {
      cause: error,
    });
  }
  return results.map((result) => result.migrationName);
}

async function refuseNewer(db: Database): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return;
  const applied = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const unknown = applied.rows.map((row) => row.name).filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0) {
    throw new StorageError(
      `The database was made by a newer version of Parley (it knows ${unknown.join(', ')}). ` +
        'Start that version or a later one, or give this one a database of its own. Nothing was changed.',
    );
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
