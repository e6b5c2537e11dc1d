import { ParleyError } from '@parley/protocol/errors';
import { isRingRoom, newRingRoom } from '@parley/protocol/people/ringRoom';
import type { ProvenPlace } from '@parley/protocol/room';
import type { BaseLogger } from 'pino';
import type { PlaceTokens } from '../calls/PlaceTokens.ts';
import type { KeptRingRoom, RingRoomRepository } from '../storage/RingRoomRepository.ts';

export type RingRoomsSetup = {
  repository: RingRoomRepository;
  /** Reads the proofs of former places. */
  tokens: Pick<PlaceTokens, 'joinedAt'>;
  /** Whether a call goes on in this room. */
  isInUse: (room: string) => boolean;
  /** Called when rooms were forgotten, with what was said there. */
  forgotten: () => void;
  now: () => number;
  /** A whole number from 0 up to `below`, that nobody can foresee. */
  random: (below: number) => number;
  log: BaseLogger;
};

/** Somebody at the door of a room. */
type AtTheDoor = {
  /** Undefined for a guest. */
  account: () => Promise<string | undefined>;
  former: ProvenPlace | undefined;
};

/** How long the two can come back to their room, from when they were brought together. */
const KEPT_FOR_MS = 24 * 60 * 60 * 1000;

/**
 * The rooms of people who were brought together by a ring. Each is of two accounts alone; once a third
 * one was invited it is a room like any other, for whoever knows its name.
 */
export class RingRooms {
  readonly #setup: RingRoomsSetup;
  /** From the moment they are made: the database is told, and not waited for. */
  readonly #rooms = new Map<string, KeptRingRoom>();

  constructor(setup: RingRoomsSetup) {
    this.#setup = setup;
  }

  create(accountIds: readonly [string, string]): string {
    const { repository, random, now } = this.#setup;
    const room = newRingRoom(random);
    this.#rooms.set(room, { accountIds, isOpen: false });
    this.#keep(repository.add(room, accountIds, now() + KEPT_FOR_MS));
    this.removeExpired();
    return room;
  }

  /** A third one comes: from now on it is open to whoever knows its name. Other rooms stay as they are. */
  open(room: string): void {
    if (!isRingRoom(room)) return;
    this.#rooms.set(room, { accountIds: [], isOpen: true });
    this.#keep(this.#setup.repository.open(room));
  }

  /**
   * Lets everybody pass into rooms that are not of this kind.
   *
   * @throws {ParleyError} `not-found`, the same for a room there never was
   */
  async assertMayEnter(room: string, { account, former }: AtTheDoor): Promise<void> {
    if (!isRingRoom(room) || this.#isProven(room, former)) return;
    const { repository, now } = this.#setup;
    const kept = this.#rooms.get(room) ?? (await repository.find(room, now()));
    if (kept?.isOpen) return;
    const accountId = await account();
    if (accountId !== undefined && kept?.accountIds.includes(accountId)) return;
    throw new ParleyError('not-found', 'This call is not known, or not any more.');
  }

  /** Forgets the rooms that are no good any more, and what was said there, but for calls that go on. */
  removeExpired(): void {
    const { repository, isInUse, forgotten, now } = this.#setup;
    const removing = repository.removeExpired(now(), isInUse).then((rooms) => {
      for (const room of rooms) this.#rooms.delete(room);
      if (rooms.length > 0) forgotten();
    });
    this.#keep(removing);
  }

  #isProven(room: string, former: ProvenPlace | undefined): boolean {
    if (former === undefined) return false;
    const { peerId, resumeToken } = former;
    return this.#setup.tokens.joinedAt(resumeToken, { room, peerId }) !== undefined;
  }

  #keep(keeping: Promise<unknown>): void {
    keeping.catch((error) => {
      this.#setup.log.error({ err: error }, 'the rooms of direct calls are not kept as they are');
    });
  }
}
