import type { ParleyError } from '@parley/protocol/errors';
import {
  PEOPLE_NAMESPACE,
  type PeopleEvent,
  type PeopleEventName,
  type PeopleReplyOf,
  type PeopleRequestName,
  type PeopleRequestOf,
  peopleEvents,
  peopleRequests,
} from '@parley/protocol/people/peopleContract';
import { consoleLog, type Log } from '../log.ts';
import { Connection, type NetworkEvents } from '../signaling/Connection.ts';
import { openSocket, type WireSocket } from '../signaling/openSocket.ts';
import { isOffline, RequestClient, type RequestOptions } from '../signaling/RequestClient.ts';
import { PEOPLE_WHILE_OFFLINE } from './peopleWhileOffline.ts';
import { watchActivity } from './watchActivity.ts';

export type PeopleLineOptions = {
  /** The server's origin, such as `https://meet.example.org`. */
  readonly url: string;
  /** The token of a session, for programs; a page has its cookie. */
  readonly token?: string | undefined;
  readonly log?: Log | undefined;
};

/** One of those who share a line. */
export type PeopleListener = {
  /** There is a connection, for the first time or again: says hello. Asked once more when that fails. */
  opened(): Promise<void> | void;
  lost?(): void;
  /** For good, such as when nobody is signed in. */
  refused?(error: ParleyError): void;
  event(event: PeopleEvent): void;
};

/** How soon a hello that the server could not answer is said again, in milliseconds. */
const RETRY_MS = 2_000;

/**
 * The connection of whoever is signed in, for all that goes over it: the phone book, calls, messages. It
 * comes back by itself, and tells now and then that somebody touches the page.
 */
export class PeopleLine {
  /** The server's origin. */
  readonly url: string;
  readonly #connection: Connection;
  readonly #requests: RequestClient<typeof peopleRequests>;
  readonly #log: Log;
  readonly #page: Window | undefined;
  readonly #listeners = new Set<PeopleListener>();
  readonly #retries = new Map<PeopleListener, ReturnType<typeof setTimeout>>();
  #refusal: ParleyError | undefined;
  #stopWatchingActivity = () => {};

  constructor(
    { url, token, log = consoleLog }: PeopleLineOptions,
    socket: WireSocket = openSocket(
      new URL(PEOPLE_NAMESPACE, url).href,
      undefined,
      token === undefined ? {} : { token },
    ),
  ) {
    this.url = url;
    this.#log = log;
    this.#page = typeof window === 'undefined' ? undefined : window;
    const network: NetworkEvents | undefined = this.#page;
    this.#connection = new Connection(socket, network);
    this.#requests = new RequestClient({
      connection: this.#connection,
      requests: peopleRequests,
      whileOffline: PEOPLE_WHILE_OFFLINE,
      // Whose line it is, its handshake says.
      needsNoAdmission: () => true,
      log,
    });
    this.#connection.listen({
      opened: () => this.#tell((listener) => void this.#greet(listener)),
      lost: () => this.#tell((listener) => listener.lost?.()),
      refused: (error) => {
        this.#refusal = error;
        this.#tell((listener) => listener.refused?.(error));
      },
    });
    for (const name of Object.keys(peopleEvents) as PeopleEventName[]) {
      socket.on(name, (data: unknown) => this.#take(name, data));
    }
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
    this.#stopWatchingActivity();
    for (const timer of this.#retries.values()) clearTimeout(timer);
    this.#requests.close();
    this.#connection.close();
  }

  /** @throws ParleyError as `RequestClient.request` does */
  request<Name extends PeopleRequestName>(
    name: Name,
    data: PeopleRequestOf<Name>,
    options?: RequestOptions,
  ): Promise<PeopleReplyOf<Name>> {
    return this.#requests.request(name, data, options);
  }

  /** @returns what ends the listening */
  listen(listener: PeopleListener): () => void {
    this.#listeners.add(listener);
    if (this.#refusal) listener.refused?.(this.#refusal);
    else if (this.#connection.isOpen) void this.#greet(listener);
    return () => {
      this.#listeners.delete(listener);
      clearTimeout(this.#retries.get(listener));
      this.#retries.delete(listener);
    };
  }

  async #greet(listener: PeopleListener): Promise<void> {
    clearTimeout(this.#retries.get(listener));
    try {
      await listener.opened();
    } catch (error) {
      // Without a connection the next one says hello.
      if (isOffline(error) || !this.#listeners.has(listener)) return;
      this.#log.warn('people: the server could not answer the greeting', error);
      this.#retries.set(
        listener,
        setTimeout(() => void this.#greet(listener), RETRY_MS),
      );
    }
  }

  #take(name: PeopleEventName, data: unknown): void {
    const checked = peopleEvents[name].safeParse(data);
    if (!checked.success) {
      this.#log.error(`dropped a bad ${name}`, { data, problems: checked.error });
      return;
    }
    const event = { name, data: checked.data } as PeopleEvent;
    if (event.name === 'server:closing') this.#connection.waitBeforeRetry(event.data.retryInMs);
    this.#tell((listener) => listener.event(event));
  }

  /** Whoever is told may stop listening. */
  #tell(tell: (listener: PeopleListener) => void): void {
    for (const listener of [...this.#listeners]) tell(listener);
  }
}
