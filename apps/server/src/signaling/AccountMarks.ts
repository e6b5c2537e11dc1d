import type { BaseLogger } from 'pino';
import type { Calls } from '../calls/Calls.ts';
import { KeyedQueue } from '../people/KeyedQueue.ts';
import type { People } from '../people/People.ts';

type Setup = {
  calls: Pick<Calls, 'showAccount'>;
  people: Pick<People, 'publicIdentity'>;
  log: BaseLogger;
};

/**
 * Shows in calls who has an account, of those whom everybody may find. Somebody who hides looks like a
 * guest, and no guest looks like somebody with an account.
 */
export class AccountMarks {
  readonly #setup: Setup;
  /** Of two changes the later one is shown last. */
  readonly #turns = new KeyedQueue();

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** Somebody has come into a call, or what may be seen of them is another now. */
  refresh(accountId: string): void {
    const { calls, people, log } = this.#setup;
    this.#turns
      .run(accountId, async () => {
        calls.showAccount(accountId, (await people.publicIdentity(accountId)) ?? null);
      })
      .catch((error) => log.warn({ err: error }, 'who has an account is not shown'));
  }
}
