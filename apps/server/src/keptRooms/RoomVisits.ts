import type { Peer } from '@parley/protocol/peer';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { BaseLogger } from 'pino';
import type { Storage } from '../storage/Storage.ts';

type Setup = {
  storage: Pick<Storage, 'roomVisits'>;
  /** Epoch ms. */
  now: () => number;
  log: BaseLogger;
};

type Visitor = Pick<Peer, 'peerId' | 'name' | 'joinedAt'>;

/** Keeps who was in a kept room when. The call goes on, whatever the database says. */
export class RoomVisits {
  readonly #setup: Setup;
  /** By peer: the room, and when its coming is kept. */
  readonly #here = new Map<string, Visitor & { room: string; kept: Promise<void> }>();
  /** What is still being kept of those who have left. */
  readonly #leaving = new Set<Promise<void>>();

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** @param accountId undefined for a guest */
  joined(
    room: string,
    { peerId, name, joinedAt }: Visitor,
    accountId: Promise<string | undefined>,
  ): void {
    const { storage, log } = this.#setup;
    const kept = accountId
      .then((id) =>
        storage.roomVisits.begin(
          { room, peerId, name, joinedAt, accountId: id ?? null },
          PEOPLE_LIMITS.roomVisits,
        ),
      )
      .catch((error) => log.warn({ err: error, room }, 'that somebody came could not be kept'));
    this.#here.set(peerId, { room, peerId, name, joinedAt, kept });
  }

  /** Of a peer whose place is gone. */
  left(peerId: string): void {
    const visit = this.#here.get(peerId);
    if (visit === undefined) return;
    this.#here.delete(peerId);
    const { storage, now, log } = this.#setup;
    const leftAt = now();
    const leaving = visit.kept
      .then(() => storage.roomVisits.end(visit, leftAt))
      .catch((error) =>
        log.warn({ err: error, room: visit.room }, 'that somebody left could not be kept'),
      )
      .finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }

  isHere(peerId: string): boolean {
    return this.#here.has(peerId);
  }

  /** Resolves when all that was seen so far is kept. */
  async settled(): Promise<void> {
    await Promise.all([...this.#leaving, ...[...this.#here.values()].map(({ kept }) => kept)]);
  }
}
