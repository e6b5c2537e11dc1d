import { ParleyError } from '@parley/protocol/errors';
import type { PeopleEvent } from '@parley/protocol/people/peopleContract';
import type { OnlinePerson } from '../../people/OnlinePerson.ts';
import type { People } from '../../people/People.ts';
import { Telling } from '../../people/Telling.ts';

/** Who asks, and from which of their tabs. */
export type AskedBy = { readonly person: OnlinePerson; readonly tab: Telling };

/** One open socket of somebody who is signed in. They are here from its first request on. */
export class Visit {
  readonly #people: People;
  readonly #accountId: string;
  readonly #tab: Telling;
  #entered: Promise<AskedBy> | undefined;
  #isOver = false;

  constructor(
    people: People,
    { accountId, sessionId }: { readonly accountId: string; readonly sessionId: string },
    send: (event: PeopleEvent) => void,
  ) {
    this.#people = people;
    this.#accountId = accountId;
    this.#tab = new Telling({ send }, sessionId);
  }

  /** @throws {ParleyError} `unauthorized` when the account is gone; `unavailable`; then worth another try */
  enter(): Promise<AskedBy> {
    // A request that was still being looked at when the socket closed must not bring them back.
    if (this.#isOver) throw new ParleyError('unavailable', 'This socket is closed.');
    this.#entered ??= this.#enter();
    return this.#entered;
  }

  /** @param left is told of the tab, if it ever came to be here */
  end(left: (by: AskedBy) => void): void {
    this.#isOver = true;
    void this.#entered?.then(
      ({ person, tab }) => {
        this.#people.leave(person, tab);
        left({ person, tab });
      },
      () => {},
    );
  }

  async #enter(): Promise<AskedBy> {
    try {
      const person = await this.#people.enter(this.#accountId, this.#tab);
      return { person, tab: this.#tab };
    } catch (error) {
      this.#entered = undefined;
      throw error;
    }
  }
}
