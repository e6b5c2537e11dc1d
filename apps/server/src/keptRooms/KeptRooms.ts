import { toAccountName } from '@parley/protocol/account';
import { isCallCode } from '@parley/protocol/code';
import { ParleyError } from '@parley/protocol/errors';
import { isCheckRoom, toRoomName } from '@parley/protocol/ids';
import type {
  KeptRoom,
  KeptRoomDetails,
  OwnRooms,
  RoomAccess,
  RoomMeeting,
  RoomVisit,
} from '@parley/protocol/keptRoom';
import { newRoomName } from '@parley/protocol/newRoomName';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { Calls } from '../calls/Calls.ts';
import type { People } from '../people/People.ts';
import type { Account } from '../storage/AccountRepository.ts';
import type { KeptRoomChange, KeptRoomRecord } from '../storage/KeptRoomRepository.ts';
import type { KeptRoomVisit } from '../storage/RoomVisitRepository.ts';
import type { Storage } from '../storage/Storage.ts';
import { nextMeeting } from './nextMeeting.ts';
import { personOf } from './personOf.ts';
import type { RoomVisits } from './RoomVisits.ts';
import { entrySeenBy, membersSeenBy, type SeenVisit, visitsSeenBy } from './seenBy.ts';

export type KeptRoomsSetup = {
  storage: Pick<Storage, 'keptRooms' | 'roomVisits' | 'accounts'>;
  calls: Pick<Calls, 'find' | 'end' | 'guardChanged' | 'settled'>;
  people: Pick<People, 'mayFind' | 'knownTo'>;
  visits: Pick<RoomVisits, 'isHere'>;
  /** Whether the operator offers direct connections. */
  directCalls: boolean;
  /** Called when a room was forgotten, with what was said there. */
  forgotten: () => void;
  /** Epoch ms. */
  now: () => number;
  newId: () => string;
};

/** What is left out stays as it is. */
type ChangeWish = { [Key in keyof KeptRoomChange]?: KeptRoomChange[Key] | undefined };

type Wish = { title: string; access: RoomAccess; name?: string | undefined };

/** Beside the account's name, so that nobody comes by without having been told the link. */
const PERSONAL_DIGITS = 6;

/**
 * The rooms that accounts keep, and who belongs to them. Whoever does not belong to a room is answered as
 * if nobody kept it.
 */
export class KeptRooms {
  readonly #setup: KeptRoomsSetup;

  constructor(setup: KeptRoomsSetup) {
    this.#setup = setup;
  }

  async list({ accountId }: Account): Promise<KeptRoom[]> {
    const rooms = await this.#setup.storage.keptRooms.ofAccount(accountId);
    return rooms.map((kept) => this.#describe(kept, accountId));
  }

  /** @throws {ParleyError} `bad-request` for a name that is none; `conflict` for one in use; `full` */
  async create(account: Account, { title, access, name }: Wish): Promise<KeptRoom> {
    const room = name === undefined ? newRoomName(random) : toRoomName(name);
    if (room === undefined) {
      throw new ParleyError('bad-request', 'A room name needs a letter from a to z or a digit.');
    }
    if (isCallCode(room) || isCheckRoom(room)) {
      throw new ParleyError('bad-request', 'Rooms of this name are for something else.');
    }
    return this.#create(account, { room, title, access, isPersonal: false });
  }

  /** Asked for twice, it is the same one. @throws {ParleyError} `full` */
  async personal(account: Account): Promise<KeptRoom> {
    const { accountId, name, displayName } = account;
    const there = await this.#setup.storage.keptRooms.findPersonal(accountId);
    if (there !== undefined) return this.#describe(there, accountId);
    const digits = [...crypto.getRandomValues(new Uint8Array(PERSONAL_DIGITS))].map((byte) => byte % 10);
    const room = toRoomName(`${name}-${digits.join('')}`) ?? newRoomName(random);
    try {
      return await this.#create(account, {
        room,
        title: displayName,
        access: 'link',
        isPersonal: true,
      });
    } catch (error) {
      // Another tab was faster.
      const meanwhile = await this.#setup.storage.keptRooms.findPersonal(accountId);
      if (meanwhile === undefined) throw error;
      return this.#describe(meanwhile, accountId);
    }
  }

  /** @throws {ParleyError} `not-found` */
  async details({ accountId }: Account, room: string): Promise<KeptRoomDetails> {
    return this.#detail(await this.#ofMember(accountId, room), accountId);
  }

  /** @throws {ParleyError} `not-found`; `forbidden` */
  async update(
    { accountId }: Account,
    room: string,
    { title, access, isDirectAllowed }: ChangeWish,
  ): Promise<KeptRoom> {
    const kept = await this.#ofOwner(accountId, room);
    const change = {
      ...(title !== undefined && { title }),
      ...(access !== undefined && { access }),
      ...(isDirectAllowed !== undefined && { isDirectAllowed }),
    };
    await this.#setup.storage.keptRooms.update(room, change);
    if (access !== undefined || isDirectAllowed !== undefined) {
      await this.#setup.calls.guardChanged(room);
    }
    return this.#describe({ ...kept, ...change }, accountId);
  }

  /** @throws {ParleyError} `not-found`; `forbidden` */
  async remove({ accountId }: Account, room: string): Promise<void> {
    await this.#ofOwner(accountId, room);
    await this.#remove(room);
  }

  /** Before an account is removed: what was said in its rooms goes with it. */
  async removeOwnedBy(accountId: string): Promise<void> {
    const rooms = await this.#setup.storage.keptRooms.ofAccount(accountId);
    for (const { room, ownerId } of rooms) if (ownerId === accountId) await this.#remove(room);
  }

  /**
   * @param name as somebody typed it
   * @throws {ParleyError} `not-found`, also for one whom the owner may not find; `forbidden`; `full`
   */
  async addMember({ accountId }: Account, room: string, name: string): Promise<KeptRoomDetails> {
    const { storage, people, calls, now } = this.#setup;
    const kept = await this.#ofOwner(accountId, room);
    const added = await storage.accounts.findByName(toAccountName(name));
    if (added?.accountId === accountId) {
      throw new ParleyError('conflict', 'This room is yours already.');
    }
    // Asked for in any case, so that not even the time tells a person who hides from one who is not there.
    const mayFind = await people.mayFind(accountId, added?.accountId ?? 'nobody');
    if (added === undefined || !mayFind) {
      throw new ParleyError('not-found', 'There is nobody of this name.');
    }
    await storage.keptRooms.addMember(room, added.accountId, {
      at: now(),
      limit: PEOPLE_LIMITS.roomMembers,
    });
    await calls.guardChanged(room);
    return this.#detail(kept, accountId);
  }

  /** @throws {ParleyError} `not-found`; `forbidden` */
  async removeMember({ accountId }: Account, room: string, memberId: string): Promise<void> {
    const kept = await this.#ofMember(accountId, room);
    if (memberId !== accountId) assertOwner(kept, accountId);
    if (memberId === kept.ownerId) {
      throw new ParleyError('conflict', 'Whoever keeps a room does not leave it: give it up instead.');
    }
    const { storage, calls } = this.#setup;
    if (!(await storage.keptRooms.removeMember(room, memberId))) {
      throw new ParleyError('not-found', 'There is no such member.');
    }
    await calls.guardChanged(room);
  }

  /** @throws {ParleyError} `not-found` */
  async visits({ accountId }: Account, room: string): Promise<RoomVisit[]> {
    await this.#ofMember(accountId, room);
    const { storage, people } = this.#setup;
    const visits = await storage.roomVisits.ofRoom(room, PEOPLE_LIMITS.roomVisits);
    const accountIds = new Set(visits.flatMap(({ account }) => account?.accountId ?? []));
    const others = await people.knownTo(accountId, [...accountIds]);
    const withPresence = visits.map((visit) => ({ ...visit, isHere: this.#isHere(visit) }));
    return visitsSeenBy(accountId, withPresence, others).map(describeVisit);
  }

  /**
   * @param wish null calls it off
   * @throws {ParleyError} `not-found`; `forbidden`
   */
  async setMeeting({ accountId }: Account, room: string, wish: RoomMeeting | null): Promise<KeptRoom> {
    const { storage, now, newId } = this.#setup;
    const kept = await this.#ofOwner(accountId, room);
    const meeting = wish && nextMeeting(kept.meeting, wish, { now: now(), newId });
    await storage.keptRooms.setMeeting(room, meeting);
    return this.#describe({ ...kept, meeting }, accountId);
  }

  /** All that belongs to an account. */
  async ownRooms(account: Account): Promise<OwnRooms> {
    const visits = await this.#setup.storage.roomVisits.ofAccount(account.accountId);
    return {
      rooms: await this.list(account),
      visits: visits.map((visit) => ({
        room: visit.room,
        ...describeVisit({ ...visit, isHere: this.#isHere(visit) }),
      })),
    };
  }

  async #create(
    { accountId }: Account,
    room: Pick<KeptRoomRecord, 'room' | 'title' | 'access' | 'isPersonal'>,
  ): Promise<KeptRoom> {
    const { storage, calls, now } = this.#setup;
    // Somebody may be in it whose coming the database has not heard of.
    if (calls.find(room.room) !== undefined) {
      throw new ParleyError('conflict', 'A room of this name is in use, or was before.');
    }
    const kept = { ...room, ownerId: accountId, isDirectAllowed: true, createdAt: now() };
    await storage.keptRooms.create(kept, PEOPLE_LIMITS.keptRooms);
    // Somebody may have come meanwhile.
    await calls.guardChanged(room.room);
    return this.#describe({ ...kept, meeting: null }, accountId);
  }

  async #remove(room: string): Promise<void> {
    const { storage, calls, forgotten } = this.#setup;
    if (calls.find(room) !== undefined) calls.end(room, 'room-deleted');
    await calls.settled(room);
    await storage.keptRooms.remove(room);
    forgotten();
    await calls.guardChanged(room);
  }

  async #ofMember(accountId: string, room: string): Promise<KeptRoomRecord> {
    const { keptRooms } = this.#setup.storage;
    const kept = await keptRooms.find(room);
    const guard = await keptRooms.guard(room);
    if (kept === undefined || guard?.accountIds.has(accountId) !== true) {
      throw new ParleyError('not-found', 'You have no such room.');
    }
    return kept;
  }

  async #ofOwner(accountId: string, room: string): Promise<KeptRoomRecord> {
    const kept = await this.#ofMember(accountId, room);
    assertOwner(kept, accountId);
    return kept;
  }

  async #detail(kept: KeptRoomRecord, accountId: string): Promise<KeptRoomDetails> {
    const { storage, people } = this.#setup;
    const owner = await storage.accounts.find(kept.ownerId);
    if (owner === undefined) throw new ParleyError('not-found', 'You have no such room.');
    const members = await storage.keptRooms.members(kept.room);
    const accountIds = [owner, ...members].map((person) => person.accountId);
    const others = await people.knownTo(accountId, accountIds);
    // Whoever keeps the room has to know whom they let in.
    const isOwner = accountId === owner.accountId;
    const shown = isOwner ? members : membersSeenBy(accountId, members, others);
    return {
      ...this.#describe(kept, accountId),
      owner: entrySeenBy(accountId, owner, others),
      members: shown.map((member) => entrySeenBy(accountId, member, others)),
    };
  }

  #describe(kept: KeptRoomRecord, accountId: string): KeptRoom {
    const { room, title, access, isDirectAllowed, isPersonal, createdAt, meeting } = kept;
    const { calls, directCalls } = this.#setup;
    return {
      room,
      title,
      access,
      isDirectAllowed: directCalls ? isDirectAllowed : null,
      isPersonal,
      role: kept.ownerId === accountId ? 'owner' : 'member',
      createdAt,
      nextMeeting: meeting && {
        title: meeting.title,
        startsAt: meeting.startsAt,
        minutes: meeting.minutes,
      },
      peerCount: calls.find(room)?.room.peerCount ?? 0,
    };
  }

  #isHere({ peerId, leftAt }: KeptRoomVisit): boolean {
    return leftAt === null && this.#setup.visits.isHere(peerId);
  }
}

function describeVisit({ name, account, joinedAt, leftAt, isHere }: SeenVisit): RoomVisit {
  return { name, person: account && personOf(account), joinedAt, leftAt, isHere };
}

function assertOwner({ ownerId }: KeptRoomRecord, accountId: string): void {
  if (ownerId === accountId) return;
  throw new ParleyError('forbidden', 'Only the one who keeps this room may do that.');
}

function random(values: Uint32Array<ArrayBuffer>): Uint32Array {
  return crypto.getRandomValues(values);
}
