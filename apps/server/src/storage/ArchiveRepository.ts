import { ParleyError } from '@parley/protocol/errors';
import type { Archive, ArchivePutRequest } from '@parley/protocol/people/archives';
import type { Database } from './Database.ts';
import { lockAccount } from './lockAccount.ts';

type NewPart = ArchivePutRequest & { accountId: string };
type Named = { accountId: string; archiveId: string };

/** Sealed messages that wait for another device of the same person, one archive for each account. */
export type ArchiveRepository = {
  /**
   * Keeps one part; the first one takes the place of the archive that was there. The same once more is
   * the same.
   *
   * @throws {ParleyError} `conflict` when another archive has taken its place, or it is gone
   */
  put(part: NewPart, at: number, expiresAt: number): Promise<void>;
  /** The one that has not expired and of which all parts are there. */
  find(accountId: string, at: number): Promise<Archive | undefined>;
  /** Sealed; undefined when there is none, or not any more. */
  part(archive: Named & { part: number }, at: number): Promise<string | undefined>;
  remove(archive: Named): Promise<void>;
  /** @returns when the next one expires, in epoch ms; undefined when none is left */
  removeExpired(at: number): Promise<number | undefined>;
};

export function createArchiveRepository(db: Database): ArchiveRepository {
  return {
    put: ({ accountId, archiveId, parts, part, body }, at, expiresAt) =>
      db.transaction().execute(async (transaction) => {
        // Of two devices that begin at once, one is first.
        await lockAccount(transaction, accountId);
        const kept = await transaction
          .selectFrom('archives')
          .select(['archive_id as archiveId', 'parts'])
          .where('account_id', '=', accountId)
          .executeTakeFirst();
        const isKept = kept?.archiveId === archiveId && kept.parts === parts;
        if (!isKept && part > 0)
          throw new ParleyError('conflict', 'This archive is not there any more.');
        if (!isKept) {
          await transaction.deleteFrom('archives').where('account_id', '=', accountId).execute();
          await transaction
            .insertInto('archives')
            .values({
              account_id: accountId,
              archive_id: archiveId,
              parts,
              created_at: at,
              expires_at: expiresAt,
            })
            .execute();
        }
        await transaction
          .insertInto('archive_parts')
          .values({ account_id: accountId, part, body })
          .onConflict((conflict) => conflict.columns(['account_id', 'part']).doUpdateSet({ body }))
          .execute();
      }),

    find: (accountId, at) =>
      db
        .selectFrom('archives')
        .select([
          'archive_id as archiveId',
          'parts',
          'created_at as createdAt',
          'expires_at as expiresAt',
        ])
        .where('account_id', '=', accountId)
        .where('expires_at', '>', at)
        .where(({ eb, selectFrom, ref, fn }) =>
          eb(
            ref('archives.parts'),
            '=',
            selectFrom('archive_parts')
              .select(fn.countAll<number>().as('count'))
              .whereRef('archive_parts.account_id', '=', 'archives.account_id'),
          ),
        )
        .executeTakeFirst(),

    async part({ accountId, archiveId, part }, at) {
      const row = await db
        .selectFrom('archive_parts')
        .innerJoin('archives', 'archives.account_id', 'archive_parts.account_id')
        .select('archive_parts.body')
        .where('archives.account_id', '=', accountId)
        .where('archives.archive_id', '=', archiveId)
        .where('archives.expires_at', '>', at)
        .where('archive_parts.part', '=', part)
        .executeTakeFirst();
      return row?.body;
    },

    async remove({ accountId, archiveId }) {
      await db
        .deleteFrom('archives')
        .where('account_id', '=', accountId)
        .where('archive_id', '=', archiveId)
        .execute();
    },

    async removeExpired(at) {
      await db.deleteFrom('archives').where('expires_at', '<=', at).execute();
      const next = await db
        .selectFrom('archives')
        .select('expires_at as expiresAt')
        .orderBy('expires_at')
        .limit(1)
        .executeTakeFirst();
      return next?.expiresAt;
    },
  };
}
