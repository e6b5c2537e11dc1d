import type { Database } from './Database.ts';
import { forgetRooms } from './forgetRooms.ts';

export type KeptCallCode = {
  code: string;
  /** Epoch ms. From then on there is no such code. */
  expiresAt: number;
  /** The two who met with it, by their peer ids; empty until they have. */
  met: readonly string[];
};

/** The codes that were given out and are still good. */
export type CallCodeRepository = {
  /** @returns false when this code is in use, or there is a room of that name from before there were codes */
  add(code: string, expiresAt: number): Promise<boolean>;
  find(code: string, now: number): Promise<KeptCallCode | undefined>;
  /** From now on the code is of these two alone. */
  keepMet(code: string, met: readonly [string, string], expiresAt: number): Promise<void>;
  count(now: number): Promise<number>;
  /**
   * Forgets the codes that are no good any more, and all that was said in their rooms.
   *
   * @returns them
   */
  removeExpired(now: number, isInUse: (code: string) => boolean): Promise<string[]>;
};

export function createCallCodeRepository(db: Database): CallCodeRepository {
  return {
    async add(code, expiresAt) {
      const room = await db
        .selectFrom('rooms')
        .select('name')
        .where('name', '=', code)
        .executeTakeFirst();
      if (room !== undefined) return false;
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('call_codes')
        .values({ code, expires_at: expiresAt, peer_a: null, peer_b: null })
        .onConflict((conflict) => conflict.column('code').doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },

    async find(code, now) {
      const row = await db
        .selectFrom('call_codes')
        .selectAll()
        .where('code', '=', code)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const met = row.peer_a !== null && row.peer_b !== null ? [row.peer_a, row.peer_b] : [];
      return { code, expiresAt: row.expires_at, met };
    },

    async keepMet(code, [peerA, peerB], expiresAt) {
      await db
        .updateTable('call_codes')
        .set({ peer_a: peerA, peer_b: peerB, expires_at: expiresAt })
        .where('code', '=', code)
        .execute();
    },

    async count(now) {
      const { count } = await db
        .selectFrom('call_codes')
        .select((column) => column.fn.countAll().as('count'))
        .where('expires_at', '>', now)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async removeExpired(now, isInUse) {
      const expired = await db
        .selectFrom('call_codes')
        .select('code')
        .where('expires_at', '<=', now)
        .execute();
      const codes = expired.map(({ code }) => code).filter((code) => !isInUse(code));
      if (codes.length === 0) return [];
      await db.transaction().execute(async (transaction) => {
        await forgetRooms(transaction, codes);
        await transaction.deleteFrom('call_codes').where('code', 'in', codes).execute();
      });
      return codes;
    },
  };
}
