import type { DoorsState, DoorsWish } from '@parley/protocol/api/doors';
import type { MomentEventOf } from '@parley/protocol/contract';
import type { BaseLogger } from 'pino';
import type { Doors, KeptDoors } from '../room/Doors.ts';
import type { Storage } from '../storage/Storage.ts';
import type { Calls } from './Calls.ts';
import { SerialQueue } from './SerialQueue.ts';
import type { Timers } from './Timers.ts';

export type DoorKeeperSetup = {
  doors: Doors;
  calls: Pick<Calls, 'endAll'>;
  storage: Pick<Storage, 'doors'>;
  timers: Timers;
  now: () => number;
  /** Tells everybody whose socket is open. */
  tell: (news: MomentEventOf<'doors:changed'>) => void;
  log: BaseLogger;
};

/** Opens and closes the doors: keeps what was wished for, tells everybody, ends meetings in time. */
export class DoorKeeper {
  readonly #setup: DoorKeeperSetup;
  readonly #changes = new SerialQueue();
  #callOff: (() => void) | undefined;

  /** A countdown that was under way before the server was started goes on. */
  constructor(setup: DoorKeeperSetup) {
    this.#setup = setup;
    this.#countDown();
  }

  get state(): DoorsState {
    return this.#setup.doors.state;
  }

  /** For whoever comes while they are closed; undefined while there is nothing to say. */
  get news(): MomentEventOf<'doors:changed'> | undefined {
    return this.state.isOpen ? undefined : this.#news();
  }

  /** @throws {ParleyError} `unavailable` when the database does not keep it; nothing is changed then */
  set(wish: DoorsWish): Promise<DoorsState> {
    return this.#changes.run(async () => {
      const { doors, now, log } = this.#setup;
      await this.#keep(doors.wished(wish, now()));
      log.info({ doors: this.state }, wish.isOpen ? 'the doors are open' : 'the doors are closed');
      this.#countDown();
      this.#setup.tell(this.#news());
      return this.state;
    });
  }

  close(): void {
    this.#callOff?.();
  }

  async #keep(kept: KeptDoors): Promise<void> {
    await this.#setup.storage.doors.set(kept);
    this.#setup.doors.set(kept);
  }

  #news(): MomentEventOf<'doors:changed'> {
    const { isOpen, meetingsEndAt } = this.state;
    const meetingsEndInMs =
      meetingsEndAt === null ? null : Math.max(0, meetingsEndAt - this.#setup.now());
    return { isOpen, meetingsEndInMs };
  }

  #countDown(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    const { timers, now } = this.#setup;
    const { meetingsEndAt } = this.state;
    if (meetingsEndAt === null) return;
    this.#callOff = timers.after(
      Math.max(0, meetingsEndAt - now()),
      () => void this.#end(meetingsEndAt),
    );
  }

  /** Whoever comes back after this has nowhere to come back to. */
  #end(meetingsEndAt: number): Promise<void> {
    return this.#changes.run(async () => {
      const { doors, calls, now, log } = this.#setup;
      // Opened, or closed in another way, while this waited its turn.
      if (this.state.meetingsEndAt !== meetingsEndAt) return;
      const ended = doors.ended(now());
      doors.set(ended);
      await calls.endAll('doors-closed');
      log.info('the doors are closed, and the meetings are ended');
      // The database may be away just now, and people were promised an end. Its countdown is over too.
      await this.#setup.storage.doors.set(ended).catch((error) => {
        log.error({ err: error }, 'that the meetings are ended could not be kept');
      });
    });
  }
}
