import { asksWho, assertAdmitted, isAdmitted, type RoomGuard } from '../room/RoomGuard.ts';
import type { Storage } from '../storage/Storage.ts';

type Setup = {
  room: string;
  storage: Pick<Storage, 'keptRooms'>;
  /** As it was when the call was opened. */
  guard: RoomGuard | undefined;
};

/** What is decided for a call, known without a database for as long as it is open. */
export class CallGuard {
  readonly #room: string;
  readonly #storage: Pick<Storage, 'keptRooms'>;
  #guard: RoomGuard | undefined;
  #turn = 0;

  constructor({ room, storage, guard }: Setup) {
    this.#room = room;
    this.#storage = storage;
    this.#guard = guard;
  }

  /** Undefined for a room that nobody keeps. */
  get now(): RoomGuard | undefined {
    return this.#guard;
  }

  get asksWho(): boolean {
    return asksWho(this.#guard);
  }

  get isDirectAllowed(): boolean {
    return this.#guard?.isDirectAllowed ?? true;
  }

  isAdmitted(accountId: string | undefined): boolean {
    return isAdmitted(this.#guard, accountId);
  }

  /** @throws {ParleyError} `unauthorized`; `forbidden` */
  assertAdmitted(accountId: string | undefined): void {
    assertAdmitted(this.#guard, accountId);
  }

  /** Reads it anew; of two at once the later one knows both changes. */
  async refresh(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const guard = await this.#storage.keptRooms.guard(this.#room);
    if (turn === this.#turn) this.#guard = guard;
  }
}
