import type { Database } from './Database.ts';
import { forgetRooms } from './forgetRooms.ts';

/** The room of two people whom a ring brought together. */
export type KeptRingRoom = {
  /** Both accounts, as far as they are still there. */
  accountIds: readonly string[];
  /** A third one was invited: it is a room like any other, for whoever knows its name. */
  isOpen: boolean;
};

export type RingRoomRepository = {
  add(room: string, accountIds: readonly [string, string], expiresAt: number): Promise<void>;
  /** @param now from `expiresAt` on there is no such room, unless it was opened */
  find(room: string, now: number): Promise<KeptRingRoom | undefined>;
  open(room: string): Promise<void>;
  /**
   * Forgets the rooms that are no good any more, and all that was said there.
   *
   * @returns them
   */
  removeExpired(now: number, isInUse: (room: string) => boolean): Promise<string[]>;
};

export function createRingRoomRepository(db: Database): RingRoomRepository {
  return {
    async add(room, [callerId, calleeId], expiresAt) {
      await db
        .insertInto('ring_rooms')
        .values({
          room,
          caller_id: callerId,
          callee_id: calleeId,
          is_open: 0,
          expires_at: expiresAt,
        })
        .execute();
    },

    async find(room, now) {
      const row = await db
        .selectFrom('ring_rooms')
        .select(['caller_id', 'callee_id', 'is_open'])
        .where('room', '=', room)
        .where(({ or, eb }) => or([eb('is_open', '=', 1), eb('expires_at', '>', now)]))
        .executeTakeFirst();
      if (row === undefined) return undefined;
      return {
        accountIds: [row.caller_id, row.callee_id].filter((id) => id !== null),
        isOpen: row.is_open === 1,
      };
    },

    async open(room) {
      await db.updateTable('ring_rooms').set({ is_open: 1 }).where('room', '=', room).execute();
    },

    async removeExpired(now, isInUse) {
      const expired = await db
        .selectFrom('ring_rooms')
        .select('room')
        .where('is_open', '=', 0)
        .where('expires_at', '<=', now)
        .execute();
      const rooms = expired.map(({ room }) => room).filter((room) => !isInUse(room));
      if (rooms.length === 0) return [];
      await db.transaction().execute(async (transaction) => {
        await forgetRooms(transaction, rooms);
        await transaction.deleteFrom('ring_rooms').where('room', 'in', rooms).execute();
      });
      return rooms;
    },
  };
}
