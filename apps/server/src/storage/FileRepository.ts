import type { OwnFile } from '@parley/protocol/file';
import type { Database } from './Database.ts';

/** What is known of a file whose bytes are on disk, or will be. */
export type KeptFile = {
  fileId: string;
  /** In bytes. */
  size: number;
  /** Epoch ms, as the next two. */
  createdAt: number;
  /** When it goes, as it is now; null for as long as its room's chat. */
  expiresAt: number | null;
  /** When it goes once it is whole; null when a message of its room has to name it first. */
  keptUntil: number | null;
  /** Whether all of its bytes are there. */
  isWhole: boolean;
  /** Who brought it; null for a guest. */
  accountId: string | null;
  /** In whose chat it is; null for a sealed one, as the next two. */
  room: string | null;
  name: string | null;
  mediaType: string | null;
};

export type NewFile = Omit<KeptFile, 'isWhole'>;

/** In bytes: of everybody, and of one account or, for null, of all guests. */
type FileUsage = { all: number; own: number };

/** Which files there are. Their bytes are somewhere else. */
export type FileRepository = {
  add(file: NewFile): Promise<void>;
  /** Undefined also for one that has expired. */
  find(fileId: string, at: number): Promise<KeptFile | undefined>;
  /** All that this account brought and that is whole and has not expired, the oldest first. */
  of(accountId: string, at: number): Promise<OwnFile[]>;
  /** What is kept or promised. */
  usage(accountId: string | null): Promise<FileUsage>;
  /**
   * All of its bytes are there.
   *
   * @returns false when it was whole before, has expired, or is gone
   */
  complete(fileId: string, at: number, expiresAt: number): Promise<boolean>;
  /** @returns when the next one expires, in epoch ms; undefined when none does */
  removeExpired(at: number): Promise<number | undefined>;
  /** The ids of those whose bytes must be there. */
  whole(): Promise<string[]>;
  /** Which of these there are. */
  known(fileIds: readonly string[]): Promise<string[]>;
  remove(fileIds: readonly string[]): Promise<void>;
};

/** What its owner is told of it. */
const DESCRIBED = [
  'file_id as fileId',
  'size',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'room',
  'name',
  'media_type as mediaType',
] as const;

export function createFileRepository(db: Database): FileRepository {
  const notExpired = (at: number) =>
    db
      .selectFrom('files')
      .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', at)]));

  return {
    async add(file) {
      await db
        .insertInto('files')
        .values({
          file_id: file.fileId,
          size: file.size,
          created_at: file.createdAt,
          expires_at: file.expiresAt,
          kept_until: file.keptUntil,
          is_whole: 0,
          account_id: file.accountId,
          room: file.room,
          name: file.name,
          media_type: file.mediaType,
        })
        .execute();
    },

    async find(fileId, at) {
      const row = await notExpired(at)
        .select([
          ...DESCRIBED,
          'kept_until as keptUntil',
          'is_whole as isWhole',
          'account_id as accountId',
        ])
        .where('file_id', '=', fileId)
        .executeTakeFirst();
      return row && { ...row, isWhole: row.isWhole === 1 };
    },

    async of(accountId, at) {
      return await notExpired(at)
        .select(DESCRIBED)
        .where('account_id', '=', accountId)
        .where('is_whole', '=', 1)
        .orderBy('created_at')
        .orderBy('file_id')
        .execute();
    },

    async usage(accountId) {
      const sum = db.selectFrom('files').select((column) => column.fn.sum('size').as('bytes'));
      const all = await sum.executeTakeFirstOrThrow();
      const own = await sum
        .where('account_id', accountId === null ? 'is' : '=', accountId)
        .executeTakeFirstOrThrow();
      // A sum is null without rows, and of a type of its own in Postgres.
      return { all: Number(all.bytes ?? 0), own: Number(own.bytes ?? 0) };
    },

    async complete(fileId, at, expiresAt) {
      const { numUpdatedRows } = await db
        .updateTable('files')
        .set({ is_whole: 1, expires_at: expiresAt })
        .where('file_id', '=', fileId)
        .where('is_whole', '=', 0)
        .where('expires_at', '>', at)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async removeExpired(at) {
      await db.deleteFrom('files').where('expires_at', '<=', at).execute();
      const next = await db
        .selectFrom('files')
        .select('expires_at as expiresAt')
        .where('expires_at', 'is not', null)
        .orderBy('expires_at')
        .limit(1)
        .executeTakeFirst();
      return next?.expiresAt ?? undefined;
    },

    async whole() {
      const rows = await db.selectFrom('files').select('file_id').where('is_whole', '=', 1).execute();
      return rows.map((row) => row.file_id);
    },

    async known(fileIds) {
      if (fileIds.length === 0) return [];
      const rows = await db
        .selectFrom('files')
        .select('file_id')
        .where('file_id', 'in', fileIds)
        .execute();
      return rows.map((row) => row.file_id);
    },

    async remove(fileIds) {
      if (fileIds.length === 0) return;
      await db.deleteFrom('files').where('file_id', 'in', fileIds).execute();
    },
  };
}
