import { ParleyError } from '@parley/protocol/errors';
import type { RoomAccess, RoomMeeting } from '@parley/protocol/keptRoom';
import type { RoomGuard } from '../room/RoomGuard.ts';
import { ACCOUNT_COLUMNS, type Account, toAccount } from './AccountRepository.ts';
import type { Database, KeptRoomsTable } from './Database.ts';
import { forgetRooms } from './forgetRooms.ts';
import { lockAccount } from './lockAccount.ts';

/** A meeting as calendars know it (RFC 5545): one `uid` for all its changes, `sequence` counts them. */
export type KeptMeeting = RoomMeeting & {
  readonly uid: string;
  readonly sequence: number;
  readonly changedAt: number;
};

/** A room that an account keeps. */
export type KeptRoomRecord = {
  room: string;
  ownerId: string;
  title: string;
  access: RoomAccess;
  isDirectAllowed: boolean;
  isPersonal: boolean;
  createdAt: number;
  meeting: KeptMeeting | null;
};

export type NewKeptRoom = Omit<KeptRoomRecord, 'meeting'>;

/** What is left out stays as it is. */
export type KeptRoomChange = Partial<Pick<KeptRoomRecord, 'title' | 'access' | 'isDirectAllowed'>>;

export type KeptRoomRepository = {
  /**
   * @param limit of rooms that one account keeps
   * @throws {ParleyError} `conflict` when the name is in use, or was before; `full`; `not-found` without
   * such an account
   */
  create(room: NewKeptRoom, limit: number): Promise<void>;
  find(room: string): Promise<KeptRoomRecord | undefined>;
  findPersonal(ownerId: string): Promise<KeptRoomRecord | undefined>;
  /** Those that the account owns or is a member of, the oldest first. */
  ofAccount(accountId: string): Promise<KeptRoomRecord[]>;
  /** Undefined for a room that nobody keeps. */
  guard(room: string): Promise<RoomGuard | undefined>;
  update(room: string, change: KeptRoomChange): Promise<void>;
  setMeeting(room: string, meeting: KeptMeeting | null): Promise<void>;
  /** Those who belong to it beside its owner, by name. */
  members(room: string): Promise<Account[]>;
  /** @throws {ParleyError} `full`; `not-found` when there is no such room or account any more */
  addMember(room: string, accountId: string, options: { at: number; limit: number }): Promise<void>;
  /** @returns false when they were none */
  removeMember(room: string, accountId: string): Promise<boolean>;
  /** With its visits, and with all that was said in it. */
  remove(room: string): Promise<void>;
};

const COLUMNS = [
  'kept_rooms.room',
  'owner_id',
  'title',
  'access',
  'is_direct_allowed',
  'personal_of',
  'kept_rooms.created_at',
  'meeting_title',
  'meeting_starts_at',
  'meeting_minutes',
  'meeting_uid',
  'meeting_sequence',
  'meeting_changed_at',
] as const;

export function createKeptRoomRepository(db: Database): KeptRoomRepository {
  const rooms = db.selectFrom('kept_rooms').select(COLUMNS);
  return {
    create: (room, limit) => create(db, room, limit),

    async find(room) {
      const row = await rooms.where('room', '=', room).executeTakeFirst();
      return row && toRecord(row);
    },

    async findPersonal(ownerId) {
      const row = await rooms.where('personal_of', '=', ownerId).executeTakeFirst();
      return row && toRecord(row);
    },

    async ofAccount(accountId) {
      const found = await rooms
        .where((where) =>
          where.or([
            where('owner_id', '=', accountId),
            where(
              'room',
              'in',
              where.selectFrom('room_members').select('room').where('account_id', '=', accountId),
            ),
          ]),
        )
        .orderBy('kept_rooms.created_at')
        .orderBy('room')
        .execute();
      return found.map(toRecord);
    },

    async guard(room) {
      const kept = await db
        .selectFrom('kept_rooms')
        .select(['owner_id', 'access', 'is_direct_allowed'])
        .where('room', '=', room)
        .executeTakeFirst();
      if (kept === undefined) return undefined;
      const members = await db
        .selectFrom('room_members')
        .select('account_id')
        .where('room', '=', room)
        .execute();
      return {
        access: kept.access as RoomAccess,
        accountIds: new Set([kept.owner_id, ...members.map((member) => member.account_id)]),
        isDirectAllowed: kept.is_direct_allowed === 1,
      };
    },

    async update(room, { isDirectAllowed, ...change }) {
      const set = {
        ...change,
        ...(isDirectAllowed !== undefined && { is_direct_allowed: Number(isDirectAllowed) }),
      };
      if (Object.keys(set).length === 0) return;
      await db.updateTable('kept_rooms').set(set).where('room', '=', room).execute();
    },

    async setMeeting(room, meeting) {
      await db
        .updateTable('kept_rooms')
        .set({
          meeting_title: meeting?.title ?? null,
          meeting_starts_at: meeting?.startsAt ?? null,
          meeting_minutes: meeting?.minutes ?? null,
          meeting_uid: meeting?.uid ?? null,
          meeting_sequence: meeting?.sequence ?? null,
          meeting_changed_at: meeting?.changedAt ?? null,
        })
        .where('room', '=', room)
        .execute();
    },

    async members(room) {
      const found = await db
        .selectFrom('room_members')
        .innerJoin('accounts', 'accounts.account_id', 'room_members.account_id')
        .select(ACCOUNT_COLUMNS)
        .where('room_members.room', '=', room)
        .orderBy('accounts.name')
        .execute();
      return found.map(toAccount);
    },

    addMember: (room, accountId, options) => addMember(db, room, accountId, options),

    async removeMember(room, accountId) {
      const { numDeletedRows } = await db
        .deleteFrom('room_members')
        .where('room', '=', room)
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async remove(room) {
      await db.transaction().execute(async (transaction) => {
        await forgetRooms(transaction, [room]);
        await transaction.deleteFrom('kept_rooms').where('room', '=', room).execute();
      });
    },
  };
}

function create(db: Database, room: NewKeptRoom, limit: number): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    // So that two at once do not make one too many.
    if (!(await lockAccount(transaction, room.ownerId))) {
      throw new ParleyError('not-found', 'There is no such account.');
    }
    const { count } = await transaction
      .selectFrom('kept_rooms')
      .select((column) => column.fn.countAll().as('count'))
      .where('owner_id', '=', room.ownerId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= limit) {
      throw new ParleyError('full', `An account keeps at most ${limit} rooms.`);
    }
    // A room that others have met in is nobody's to shut.
    const used = await transaction
      .selectFrom('rooms')
      .select('name')
      .where('name', '=', room.room)
      .executeTakeFirst();
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('kept_rooms')
      .values({
        room: room.room,
        owner_id: room.ownerId,
        title: room.title,
        access: room.access,
        is_direct_allowed: Number(room.isDirectAllowed),
        personal_of: room.isPersonal ? room.ownerId : null,
        created_at: room.createdAt,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (used !== undefined || numInsertedOrUpdatedRows !== 1n) {
      throw new ParleyError('conflict', 'A room of this name is in use, or was before.');
    }
  });
}

function addMember(
  db: Database,
  room: string,
  accountId: string,
  { at, limit }: { at: number; limit: number },
): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    // An update that changes nothing locks the row in SQLite and Postgres alike.
    const locked = await transaction
      .updateTable('kept_rooms')
      .set((kept) => ({ title: kept.ref('title') }))
      .where('room', '=', room)
      .executeTakeFirst();
    if (locked.numUpdatedRows === 0n || !(await lockAccount(transaction, accountId))) {
      throw new ParleyError('not-found', 'There is no such room or account any more.');
    }
    const { count } = await transaction
      .selectFrom('room_members')
      .select((column) => column.fn.countAll().as('count'))
      .where('room', '=', room)
      .where('account_id', '!=', accountId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= limit) {
      throw new ParleyError('full', `A room has at most ${limit} members.`);
    }
    await transaction
      .insertInto('room_members')
      .values({ room, account_id: accountId, since: at })
      .onConflict((conflict) => conflict.columns(['room', 'account_id']).doNothing())
      .execute();
  });
}

function toRecord(row: KeptRoomsTable): KeptRoomRecord {
  return {
    room: row.room,
    ownerId: row.owner_id,
    title: row.title,
    access: row.access as RoomAccess,
    isDirectAllowed: row.is_direct_allowed === 1,
    isPersonal: row.personal_of !== null,
    createdAt: row.created_at,
    meeting: toMeeting(row),
  };
}

function toMeeting(row: KeptRoomsTable): KeptMeeting | null {
  const { meeting_starts_at: startsAt, meeting_minutes: minutes } = row;
  if (startsAt === null || minutes === null) return null;
  return {
    title: row.meeting_title ?? row.title,
    startsAt,
    minutes,
    uid: row.meeting_uid ?? row.room,
    sequence: row.meeting_sequence ?? 0,
    changedAt: row.meeting_changed_at ?? row.created_at,
  };
}
