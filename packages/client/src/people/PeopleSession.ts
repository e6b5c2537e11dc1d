import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { PeopleEvent } from '@parley/protocol/people/peopleContract';
import type { ChosenStatus, PersonCard, Visibility } from '@parley/protocol/people/person';
import { consoleLog, type Log } from '../log.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import { toParleyError } from '../toParleyError.ts';
import { AnswersFirst } from './AnswersFirst.ts';
import { applyPeopleEvent, byId, fromPeopleSnapshot } from './applyPeopleEvent.ts';
import type { PeopleCommands } from './PeopleCommands.ts';
import type { PeopleLine } from './PeopleLine.ts';
import {
  createPeopleStore,
  NO_SEARCH,
  type PeopleStore,
  type ReadonlyPeopleStore,
  type SearchState,
} from './PeopleState.ts';

export type PeopleSessionOptions = {
  readonly line: PeopleLine;
  readonly log?: Log | undefined;
};

/** How soon it is asked again how those on the screen are, in milliseconds. */
const RETRY_MS = 2_000;

/**
 * The phone book of whoever is signed in, for as long as it is open: kept up to date by events, read anew
 * after each lost connection.
 */
export class PeopleSession implements PeopleCommands {
  readonly store: ReadonlyPeopleStore;
  /** For what else is asked over it. */
  readonly line: PeopleLine;
  readonly #store: PeopleStore = createPeopleStore();
  readonly #log: Log;
  readonly #events = new AnswersFirst<PeopleEvent>((event) =>
    this.#store.setState((state) => applyPeopleEvent(state, event)),
  );
  #stopListening = () => {};
  #shownId: string | null = null;
  #besideIds: readonly string[] = [];
  #watchCount = 0;
  #watchTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ line, log = consoleLog }: PeopleSessionOptions) {
    this.store = this.#store;
    this.line = line;
    this.#log = log;
  }

  open(): void {
    this.#stopListening = this.line.listen({
      opened: () => this.#greet(),
      lost: () => {
        this.#events.forget();
        this.#store.setState({ connection: 'reconnecting' });
      },
      refused: (error) => this.#store.setState({ connection: 'closed', error }),
      event: (event) => this.#events.hear(event),
    });
  }

  /** For good: another one has to be made. */
  close(): void {
    this.#stopListening();
    clearTimeout(this.#watchTimer);
    // What is asked for now is of no interest when it comes.
    this.#watchCount += 1;
    this.#store.setState({ connection: 'closed' });
  }

  async search(query: string): Promise<void> {
    if (query.trim() === '') {
      this.#store.setState({ search: NO_SEARCH });
      await this.#watch();
      return;
    }
    this.#setSearch({ ...NO_SEARCH, query, isBusy: true });
    await this.#searchFrom(undefined);
  }

  async searchMore(): Promise<void> {
    const { cursor, isBusy } = this.#store.getState().search;
    if (cursor === null || isBusy) return;
    this.#setSearch({ isBusy: true, error: null });
    await this.#searchFrom(cursor);
  }

  async show(accountId: string | null): Promise<void> {
    if (accountId === this.#shownId) return;
    this.#shownId = accountId;
    await this.#watch();
  }

  async showBeside(accountIds: readonly string[]): Promise<void> {
    this.#besideIds = accountIds;
    await this.#watch();
  }

  async ask(accountId: string): Promise<void> {
    await this.line.request('contact:request', { accountId });
  }

  async withdraw(accountId: string): Promise<void> {
    await this.line.request('contact:withdraw', { accountId });
  }

  async accept(accountId: string): Promise<void> {
    await this.line.request('contact:accept', { accountId });
  }

  async decline(accountId: string): Promise<void> {
    await this.line.request('contact:decline', { accountId });
  }

  async removeContact(accountId: string): Promise<void> {
    await this.line.request('contact:remove', { accountId });
  }

  async block(accountId: string): Promise<void> {
    await this.line.request('person:block', { accountId });
  }

  async unblock(accountId: string): Promise<void> {
    await this.line.request('person:unblock', { accountId });
  }

  async setStatus(status: ChosenStatus): Promise<void> {
    await this.line.request('status:set', { status });
  }

  async setVisibility(wish: { visibility: Visibility; showsLastSeen: boolean }): Promise<void> {
    await this.line.request('visibility:set', wish);
  }

  async #greet(): Promise<void> {
    await this.#events.thenEvents(async () => {
      const snapshot = await this.line.request('people:hello', {});
      this.#store.setState((state) => ({
        ...fromPeopleSnapshot(state, snapshot),
        connection: 'online',
        error: null,
      }));
    });
    await this.#watch();
  }

  async #searchFrom(cursor: string | undefined): Promise<void> {
    const { query } = this.#store.getState().search;
    const isCurrent = () => this.#store.getState().search.query === query;
    try {
      const found = await this.line.request('people:search', {
        query: query.slice(0, PEOPLE_LIMITS.searchLength),
        ...(cursor !== undefined && { cursor }),
      });
      if (!isCurrent()) return;
      this.#show(found.people);
      const known = cursor === undefined ? [] : this.#store.getState().search.accountIds;
      const accountIds = [...known, ...found.people.map(({ accountId }) => accountId)];
      this.#setSearch({ accountIds, cursor: found.cursor, isBusy: false });
      await this.#watch();
    } catch (error) {
      if (isCurrent()) this.#setSearch({ isBusy: false, error: toParleyError(error) });
    }
  }

  /** Whoever was found or is looked at is on the screen, and kept up to date there. */
  async #watch(): Promise<void> {
    const found = this.#store.getState().search.accountIds;
    const shown = this.#shownId === null ? [] : [this.#shownId];
    const wanted = new Set([...shown, ...this.#besideIds, ...found.toReversed()]);
    const accountIds = [...wanted].slice(0, PEOPLE_LIMITS.watchedPeople);
    clearTimeout(this.#watchTimer);
    this.#watchCount += 1;
    const count = this.#watchCount;
    try {
      await this.#events.thenEvents(async () => {
        const { people } = await this.line.request('people:watch', { accountIds });
        // Answers may overtake each other: the one to the last list counts.
        if (count === this.#watchCount) this.#store.setState({ watched: byId(people) });
      });
    } catch (error) {
      // Without a connection the next one asks; and what was asked later has an answer of its own.
      if (isOffline(error) || count !== this.#watchCount) return;
      this.#log.warn('people on the screen are not up to date', error);
      this.#watchTimer = setTimeout(() => void this.#watch(), RETRY_MS);
    }
  }

  #show(people: readonly PersonCard[]): void {
    this.#store.setState(({ watched }) => ({ watched: { ...watched, ...byId(people) } }));
  }

  #setSearch(change: Partial<SearchState>): void {
    this.#store.setState(({ search }) => ({ search: { ...search, ...change } }));
  }
}
