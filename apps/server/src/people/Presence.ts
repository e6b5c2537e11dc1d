import type { BaseLogger } from 'pino';
import type { Timers } from '../calls/Timers.ts';
import type { Storage } from '../storage/Storage.ts';
import type { Directory } from './Directory.ts';
import type { OnlinePerson } from './OnlinePerson.ts';
import { GONE_AFTER_MS, IDLE_AFTER_MS, idleInMs } from './rules/presence.ts';
import type { Telling } from './Telling.ts';

type Setup = {
  directory: Directory;
  storage: Pick<Storage, 'people'>;
  timers: Timers;
  now: () => number;
  log: BaseLogger;
};

/** What calls off the timers of somebody who is here, or was until a moment ago. */
type Pending = { idle?: () => void; gone?: () => void };

/** Who comes and goes, and who has touched nothing for long. */
export class Presence {
  readonly #setup: Setup;
  readonly #pending = new Map<OnlinePerson, Pending>();

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  open(person: OnlinePerson, tab: Telling): void {
    person.tabs.add(tab);
    this.#hold(person, () => {});
  }

  close(person: OnlinePerson, tab: Telling): void {
    if (!person.tabs.delete(tab)) return;
    this.#setup.directory.watchedChanged(person);
    this.#release(person);
  }

  enterCall(person: OnlinePerson): void {
    this.#hold(person, () => {
      person.callCount += 1;
    });
  }

  leaveCall(person: OnlinePerson): void {
    this.#setup.directory.change(person.accountId, () => {
      person.callCount -= 1;
    });
    this.#release(person);
  }

  noteActivity(person: OnlinePerson): void {
    person.lastActiveAt = this.#setup.now();
    if (person.isIdle) this.#setIdle(person, false);
  }

  /** The server stops: whoever is here now was last seen now. */
  async stop(): Promise<void> {
    const { directory, storage, now, log } = this.#setup;
    for (const { idle, gone } of this.#pending.values()) {
      idle?.();
      gone?.();
    }
    this.#pending.clear();
    const seen = [...directory.online].filter((person) => person.isHere && !isHidden(person));
    await storage.people
      .noteSeen(
        seen.map(({ accountId }) => accountId),
        now(),
      )
      .catch((error) => log.warn({ err: error }, 'when people were last seen was not kept'));
  }

  #hold(person: OnlinePerson, come: () => void): void {
    const pending = this.#pending.get(person) ?? {};
    pending.gone?.();
    delete pending.gone;
    this.#pending.set(person, pending);
    this.noteActivity(person);
    this.#setup.directory.change(person.accountId, () => {
      person.isHere = true;
      come();
    });
    pending.idle ??= this.#awaitIdle(person, IDLE_AFTER_MS);
  }

  #release(person: OnlinePerson): void {
    const pending = this.#pending.get(person);
    if (person.isHeld || pending === undefined) return;
    const leftAt = this.#setup.now();
    pending.gone?.();
    pending.gone = this.#setup.timers.after(GONE_AFTER_MS, () => void this.#gone(person, leftAt));
  }

  async #gone(person: OnlinePerson, leftAt: number): Promise<void> {
    const { directory, storage, log } = this.#setup;
    const { accountId } = person;
    this.#pending.get(person)?.idle?.();
    this.#pending.delete(person);
    // The account may be gone altogether.
    if (directory.get(accountId) !== person) return;
    // Somebody who hides has looked gone all along: from when on must not change now.
    const isSeen = !isHidden(person);
    directory.change(accountId, () => {
      person.isHere = false;
      person.isIdle = false;
      if (isSeen) person.record = { ...person.record, lastSeenAt: leftAt };
    });
    if (isSeen) {
      await storage.people
        .noteSeen([accountId], leftAt)
        .catch((error) => log.warn({ err: error }, 'when somebody was last seen was not kept'));
    }
    // They may have come back meanwhile.
    if (!person.isHere) directory.remove(person);
  }

  #awaitIdle(person: OnlinePerson, ms: number): () => void {
    const { timers, now } = this.#setup;
    return timers.after(ms, () => {
      const pending = this.#pending.get(person);
      if (pending === undefined) return;
      const leftMs = idleInMs(person.lastActiveAt, now());
      if (leftMs === 0) this.#setIdle(person, true);
      pending.idle = this.#awaitIdle(person, leftMs || IDLE_AFTER_MS);
    });
  }

  #setIdle(person: OnlinePerson, isIdle: boolean): void {
    this.#setup.directory.change(person.accountId, () => {
      person.isIdle = isIdle;
    });
  }
}

function isHidden({ record }: OnlinePerson): boolean {
  return record.visibility === 'nobody';
}
