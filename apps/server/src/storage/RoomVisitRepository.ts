import type { Account } from './AccountRepository.ts';
import { ACCOUNT_COLUMNS, toAccount } from './AccountRepository.ts';
import type { Database } from './Database.ts';

/** That a peer was in a kept room. It is the same visit for as long as it is the same peer. */
type NewRoomVisit = {
  room: string;
  peerId: string;
  /** Null for a guest. */
  accountId: string | null;
  name: string;
  joinedAt: number;
};

export type KeptRoomVisit = Omit<NewRoomVisit, 'accountId'> & {
  account: Account | null;
  /** Null while the peer is there, and when nobody saw it go. */
  leftAt: number | null;
};

type VisitKey = Pick<NewRoomVisit, 'room' | 'peerId' | 'joinedAt'>;

export type RoomVisitRepository = {
  /**
   * Begins a visit, or goes on with it: its end is forgotten.
   *
   * @param keep so many of the room stay, the newest; those before are forgotten
   */
  begin(visit: NewRoomVisit, keep: number): Promise<void>;
  end(visit: VisitKey, leftAt: number): Promise<void>;
  /** The last who came first. */
  ofRoom(room: string, limit: number): Promise<KeptRoomVisit[]>;
  /** The last first. */
  ofAccount(accountId: string): Promise<KeptRoomVisit[]>;
};

export function createRoomVisitRepository(db: Database): RoomVisitRepository {
  const visits = db
    .selectFrom('room_visits')
    .leftJoin('accounts', 'accounts.account_id', 'room_visits.account_id')
    .select([
      'room_visits.room',
      'room_visits.peer_id as peerId',
      'room_visits.name as shownName',
      'room_visits.joined_at as joinedAt',
      'room_visits.left_at as leftAt',
    ])
    .select(ACCOUNT_COLUMNS)
    .orderBy('room_visits.joined_at', 'desc')
    .orderBy('room_visits.peer_id');
  type Row = Awaited<ReturnType<typeof visits.execute>>[number];

  return {
    async begin(visit, keep) {
      await db
        .insertInto('room_visits')
        .values({
          room: visit.room,
          peer_id: visit.peerId,
          account_id: visit.accountId,
          name: visit.name,
          joined_at: visit.joinedAt,
          left_at: null,
        })
        .onConflict((conflict) =>
          conflict.columns(['room', 'joined_at', 'peer_id']).doUpdateSet({ left_at: null }),
        )
        .execute();
      const oldest = await db
        .selectFrom('room_visits')
        .select('joined_at')
        .where('room', '=', visit.room)
        .orderBy('joined_at', 'desc')
        .offset(keep - 1)
        .limit(1)
        .executeTakeFirst();
      if (oldest === undefined) return;
      await db
        .deleteFrom('room_visits')
        .where('room', '=', visit.room)
        .where('joined_at', '<', oldest.joined_at)
        .execute();
    },

    async end({ room, peerId, joinedAt }, leftAt) {
      await db
        .updateTable('room_visits')
        .set({ left_at: leftAt })
        .where('room', '=', room)
        .where('peer_id', '=', peerId)
        .where('joined_at', '=', joinedAt)
        .execute();
    },

    ofRoom: async (room, limit) =>
      (await visits.where('room_visits.room', '=', room).limit(limit).execute()).map(toVisit),

    ofAccount: async (accountId) =>
      (await visits.where('room_visits.account_id', '=', accountId).execute()).map(toVisit),
  };

  function toVisit(row: Row): KeptRoomVisit {
    const { accountId, name, displayName, isOperator, createdAt } = row;
    const isKnown =
      accountId !== null &&
      name !== null &&
      displayName !== null &&
      isOperator !== null &&
      createdAt !== null;
    return {
      room: row.room,
      peerId: row.peerId,
      name: row.shownName,
      account: isKnown
        ? toAccount({ ...row, accountId, name, displayName, isOperator, createdAt })
        : null,
      joinedAt: row.joinedAt,
      leftAt: row.leftAt,
    };
  }
}
