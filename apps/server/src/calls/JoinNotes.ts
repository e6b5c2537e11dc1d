import { isCheckRoom } from '@parley/protocol/ids';
import type { BaseLogger } from 'pino';
import type { Storage } from '../storage/Storage.ts';

type Setup = { storage: Pick<Storage, 'rooms'>; now: () => number; log: BaseLogger };

/** SQLite has this whole process wait until a note is on the disk: when many join, one says as much as all. */
const NOTED_EVERY_MS = 60_000;

/** For the list of rooms there have been. Whoever joins an open call does not wait for a database. */
export class JoinNotes {
  readonly #room: string;
  readonly #setup: Setup;
  #notedAt = Number.NEGATIVE_INFINITY;

  constructor(room: string, setup: Setup) {
    this.#room = room;
    this.#setup = setup;
  }

  /** Somebody joins. */
  async note(): Promise<void> {
    const { storage, now, log } = this.#setup;
    const at = now();
    if (isCheckRoom(this.#room) || at - this.#notedAt < NOTED_EVERY_MS) return;
    this.#notedAt = at;
    try {
      await storage.rooms.touch(this.#room, at);
    } catch (error) {
      this.#notedAt = Number.NEGATIVE_INFINITY;
      log.error({ err: error, room: this.#room }, 'a join could not be noted in the database');
    }
  }
}
