import { LIMITS } from '@parley/protocol/limits';
import {
  PEOPLE_NAMESPACE,
  type PeopleEvent,
  type PeopleEventName,
  peopleEvents,
  peopleRequests,
} from '@parley/protocol/people/peopleContract';
import type { ChosenStatus, PersonCard, Visibility } from '@parley/protocol/people/person';
import { consoleLog, type Log } from '../log.ts';
import { Connection, type NetworkEvents } from '../signaling/Connection.ts';
import { openSocket, type WireSocket } from '../signaling/openSocket.ts';
import { isOffline, RequestClient } from '../signaling/RequestClient.ts';
import { toParleyError } from '../toParleyError.ts';
import { applyPeopleEvent, byId, fromPeopleSnapshot } from './applyPeopleEvent.ts';
import type { PeopleCommands } from './PeopleCommands.ts';
import type { PeopleLine, PeopleListener } from './PeopleLine.ts';
import {
  createPeopleStore,
  NO_SEARCH,
  type PeopleStore,
  type ReadonlyPeopleStore,
  type SearchState,
} from './PeopleState.ts';
import { PEOPLE_WHILE_OFFLINE } from './peopleWhileOffline.ts';
import { watchActivity } from './watchActivity.ts';

export type PeopleSessionOptions = {
  /** The server's origin, such as `https://meet.example.org`. */
  readonly url: string;
  /** The token of a session, for programs; a page has its cookie. */
  readonly token?: string | undefined;
  readonly log?: Log | undefined;
};

/** How soon a snapshot that the server could not give is asked for again, in milliseconds. */
const RETRY_MS = 2_000;

/**
 * The phone book of whoever is signed in, for as long as it is open: kept up to date by events, read anew
 * after each lost connection.
 */
export class PeopleSession implements PeopleCommands {
  readonly store: ReadonlyPeopleStore;
  readonly #store: PeopleStore = createPeopleStore();
  readonly #connection: Connection;
  readonly #requests: RequestClient<typeof peopleRequests>;
  readonly #log: Log;
  readonly #page: Window | undefined;
  #stopWatchingActivity = () => {};
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #shownId: string | null = null;
  #watchCount = 0;
  #answersUnderWay = 0;
  readonly #heardMeanwhile: PeopleEvent[] = [];
  readonly #listeners = new Set<PeopleListener>();
  #isGreeted = false;

  constructor(
    { url, token, log = consoleLog }: PeopleSessionOptions,
    socket: WireSocket = openSocket(
      new URL(PEOPLE_NAMESPACE, url).href,
      undefined,
      token === undefined ? {} : { token },
    ),
  ) {
    this.store = this.#store;
    this.#log = log;
    this.#page = typeof window === 'undefined' ? undefined : window;
    const network: NetworkEvents | undefined = this.#page;
    const connection = new Connection(socket, network);
    this.#connection = connection;
    this.#requests = new RequestClient({
      connection,
      requests: peopleRequests,
      whileOffline: PEOPLE_WHILE_OFFLINE,
      needsNoAdmission: (name) => name === 'people:hello',
      log,
    });
    connection.listen({
      opened: () => void this.#greet(),
      lost: () => {
        this.#isGreeted = false;
        this.#store.setState({ connection: 'reconnecting' });
      },
      refused: (error) => this.#store.setState({ connection: 'closed', error }),
    });
    for (const name of Object.keys(peopleEvents) as PeopleEventName[]) {
      socket.on(name, (data: unknown) => this.#take(name, data));
    }
  }

  /** For what else of the same person goes over this connection. */
  get line(): PeopleLine {
    return {
      request: (name, data) => this.#requests.request(name, data),
      listen: (listener) => {
        this.#listeners.add(listener);
        if (this.#isGreeted) listener.online();
        return () => void this.#listeners.delete(listener);
      },
    };
  }

  open(): void {
    this.#connection.open();
    this.#stopWatchingActivity = watchActivity(this.#page, () => {
      // What matters is that it is told now and then; the next time is not far.
      this.#requests.request('activity:tell', {}).catch(() => {});
    });
  }

  /** For good: another one has to be made. */
  close(): void {
    clearTimeout(this.#retryTimer);
    this.#stopWatchingActivity();
    this.#requests.close();
    this.#connection.close();
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

  async ask(accountId: string): Promise<void> {
    await this.#requests.request('contact:request', { accountId });
  }

  async withdraw(accountId: string): Promise<void> {
    await this.#requests.request('contact:withdraw', { accountId });
  }

  async accept(accountId: string): Promise<void> {
    await this.#requests.request('contact:accept', { accountId });
  }

  async decline(accountId: string): Promise<void> {
    await this.#requests.request('contact:decline', { accountId });
  }

  async removeContact(accountId: string): Promise<void> {
    await this.#requests.request('contact:remove', { accountId });
  }

  async block(accountId: string): Promise<void> {
    await this.#requests.request('person:block', { accountId });
  }

  async unblock(accountId: string): Promise<void> {
    await this.#requests.request('person:unblock', { accountId });
  }

  async setStatus(status: ChosenStatus): Promise<void> {
    await this.#requests.request('status:set', { status });
  }

  async setVisibility(wish: { visibility: Visibility; showsLastSeen: boolean }): Promise<void> {
    await this.#requests.request('visibility:set', wish);
  }

  async #greet(): Promise<void> {
    clearTimeout(this.#retryTimer);
    try {
      await this.#thenEvents(async () => {
        const snapshot = await this.#requests.request('people:hello', {});
        this.#store.setState((state) => ({
          ...fromPeopleSnapshot(state, snapshot),
          connection: 'online',
          error: null,
        }));
      });
      this.#requests.admit();
      this.#isGreeted = true;
      for (const listener of this.#listeners) listener.online();
      await this.#watch();
    } catch (error) {
      // Without a connection the next one says hello.
      if (isOffline(error)) return;
      this.#log.warn('the phone book could not be read', error);
      this.#retryTimer = setTimeout(() => void this.#greet(), RETRY_MS);
    }
  }

  async #searchFrom(cursor: string | undefined): Promise<void> {
    const { query } = this.#store.getState().search;
    const isCurrent = () => this.#store.getState().search.query === query;
    try {
      const found = await this.#requests.request('people:search', {
        query: query.slice(0, LIMITS.searchLength),
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
    const accountIds = [...new Set([...shown, ...found.toReversed()])].slice(0, LIMITS.watchedPeople);
    try {
      await this.#thenEvents(async () => {
        this.#watchCount += 1;
        const count = this.#watchCount;
        const { people } = await this.#requests.request('people:watch', { accountIds });
        // Answers may overtake each other: the one to the last list counts.
        if (count === this.#watchCount) this.#store.setState({ watched: byId(people) });
      });
    } catch (error) {
      if (!isOffline(error)) this.#log.warn('people on the screen are not up to date', error);
    }
  }

  #show(people: readonly PersonCard[]): void {
    this.#store.setState(({ watched }) => ({ watched: { ...watched, ...byId(people) } }));
  }

  #setSearch(change: Partial<SearchState>): void {
    this.#store.setState(({ search }) => ({ search: { ...search, ...change } }));
  }

  #take(name: PeopleEventName, data: unknown): void {
    const checked = peopleEvents[name].safeParse(data);
    if (!checked.success) {
      this.#log.error(`dropped a bad ${name}`, { data, problems: checked.error });
      return;
    }
    const event = { name, data: checked.data } as PeopleEvent;
    for (const listener of this.#listeners) listener.event(event);
    if (event.name === 'server:closing') this.#connection.waitBeforeRetry(event.data.retryInMs);
    if (this.#answersUnderWay > 0) this.#heardMeanwhile.push(event);
    else this.#store.setState((state) => applyPeopleEvent(state, event));
  }

  /**
   * Events may come in one go with the answer and be heard before it is read. All that come meanwhile are
   * applied after it, in their order: those that it holds already end in what it says.
   */
  async #thenEvents(readAnswer: () => Promise<void>): Promise<void> {
    this.#answersUnderWay += 1;
    try {
      await readAnswer();
    } finally {
      this.#answersUnderWay -= 1;
      if (this.#answersUnderWay === 0) {
        for (const event of this.#heardMeanwhile.splice(0)) {
          this.#store.setState((state) => applyPeopleEvent(state, event));
        }
      }
    }
  }
}
