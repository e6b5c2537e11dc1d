import type { Person } from '@parley/protocol/account';
import { ParleyError } from '@parley/protocol/errors';
import { PEOPLE_NAMESPACE, peopleEvents, peopleRequests } from '@parley/protocol/people/peopleContract';
import { ringEvents } from '@parley/protocol/people/ringing';
import { consoleLog, type Log } from '../../log.ts';
import { newId } from '../../newId.ts';
import { Connection, type NetworkEvents } from '../../signaling/Connection.ts';
import { openSocket, type WireSocket } from '../../signaling/openSocket.ts';
import { isOffline, RequestClient } from '../../signaling/RequestClient.ts';
import { PEOPLE_WHILE_OFFLINE } from '../peopleWhileOffline.ts';
import { watchActivity } from '../watchActivity.ts';
import {
  applyRingEvent,
  endOutgoing,
  fromRingHello,
  type RingEvent,
  type RingEventName,
  withoutConnection,
} from './applyRingEvent.ts';
import {
  createRingStore,
  type Fruitless,
  type ReadonlyRingStore,
  type RingState,
  type RingStore,
} from './RingState.ts';

export type RingSessionOptions = {
  /** The server's origin, such as `https://meet.example.org`. */
  readonly url: string;
  /** The token of a session, for programs; a page has its cookie. */
  readonly token?: string | undefined;
  readonly log?: Log | undefined;
};

/** How soon a greeting that the server could not answer is sent again, in milliseconds. */
const RETRY_MS = 2_000;

/**
 * Direct calls of whoever is signed in, for as long as it is open: this tab rings, and calls. Beside a
 * phone book or without one.
 */
export class RingSession {
  readonly store: ReadonlyRingStore;
  readonly #store: RingStore = createRingStore();
  readonly #connection: Connection;
  readonly #requests: RequestClient<typeof peopleRequests>;
  readonly #log: Log;
  readonly #page: Window | undefined;
  #stopWatchingActivity = () => {};
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  /** Events that come while the greeting is under way are applied after its answer. */
  #heardMeanwhile: RingEvent[] | undefined;

  constructor(
    { url, token, log = consoleLog }: RingSessionOptions,
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
      needsNoAdmission: (name) => name === 'ring:hello',
      log,
    });
    connection.listen({
      opened: () => void this.#greet(),
      lost: () => this.#store.setState(withoutConnection),
      refused: () => this.#store.setState({ connection: 'closed', incoming: null }),
    });
    for (const name of Object.keys(ringEvents) as RingEventName[]) {
      socket.on(name, (data: unknown) => this.#take(name, data));
    }
    socket.on('server:closing', (data: unknown) => {
      const closing = peopleEvents['server:closing'].safeParse(data);
      if (closing.success) connection.waitBeforeRetry(closing.data.retryInMs);
    });
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

  /**
   * Calls somebody. What becomes of it is in the state. Nothing happens while a ring is under way.
   *
   * @param room the call to invite into, which one is in; undefined for a new one
   */
  async call(callee: Person, room?: string): Promise<void> {
    const { outgoing, incoming } = this.#store.getState();
    if (outgoing?.phase === 'ringing' || incoming) return;
    const ringId = newId();
    this.#store.setState({
      outgoing: { ringId, callee, room: room ?? null, phase: 'ringing' },
    });
    try {
      const { accountId } = callee;
      await this.#requests.request('ring:start', {
        ringId,
        accountId,
        ...(room !== undefined && { room }),
      });
    } catch (error) {
      this.#store.setState((state) => endOutgoing(state, ringId, reasonOf(error), null));
    }
  }

  /** One's own call is called off, or put away when it has ended. */
  async cancel(): Promise<void> {
    const { outgoing } = this.#store.getState();
    this.#store.setState({ outgoing: null });
    if (outgoing?.phase !== 'ringing') return;
    // A connection that is lost ends the ring as well.
    await this.#requests.request('ring:cancel', { ringId: outgoing.ringId }).catch(() => undefined);
  }

  /** @throws ParleyError `not-found` when it was over in that moment; nothing rings any more then */
  async accept(): Promise<void> {
    const { incoming } = this.#store.getState();
    if (incoming === null) return;
    try {
      const { room } = await this.#requests.request('ring:accept', { ringId: incoming.ringId });
      this.#store.setState({ room });
    } finally {
      this.#silence(incoming.ringId);
    }
  }

  /** Nothing rings here any more; elsewhere it goes on. */
  ignore(): void {
    this.#store.setState({ incoming: null });
  }

  async decline(message?: string): Promise<void> {
    const { incoming } = this.#store.getState();
    if (incoming === null) return;
    this.#silence(incoming.ringId);
    await this.#requests
      .request('ring:decline', {
        ringId: incoming.ringId,
        ...(message !== undefined && { message }),
      })
      // Without a connection nothing rings here; the caller hears no answer.
      .catch((error) => isOffline(error) || this.#log.warn('a call was not declined', error));
  }

  /** Whoever shows `room` has gone there. */
  arrived(): void {
    this.#store.setState({ room: null });
  }

  /** All missed calls that are listed now were seen. */
  async clearMissed(): Promise<void> {
    const [latest] = this.#store.getState().missed;
    if (latest === undefined) return;
    await this.#requests.request('missed:clear', { until: latest.lastAt });
  }

  async #greet(): Promise<void> {
    clearTimeout(this.#retryTimer);
    this.#heardMeanwhile = [];
    try {
      const hello = await this.#requests.request('ring:hello', {});
      this.#store.setState((state) => fromRingHello(state, hello));
      this.#requests.admit();
    } catch (error) {
      // Without a connection the next one says hello.
      if (isOffline(error)) return;
      this.#log.warn('calls cannot be taken', error);
      this.#retryTimer = setTimeout(() => void this.#greet(), RETRY_MS);
    } finally {
      const heard = this.#heardMeanwhile ?? [];
      this.#heardMeanwhile = undefined;
      for (const event of heard) this.#apply(event);
    }
  }

  #take(name: RingEventName, data: unknown): void {
    const checked = ringEvents[name].safeParse(data);
    if (!checked.success) {
      this.#log.error(`dropped a bad ${name}`, { data, problems: checked.error });
      return;
    }
    const event = { name, data: checked.data } as RingEvent;
    if (this.#heardMeanwhile) this.#heardMeanwhile.push(event);
    else this.#apply(event);
  }

  #apply(event: RingEvent): void {
    this.#store.setState((state: RingState) => applyRingEvent(state, event));
  }

  #silence(ringId: string): void {
    this.#store.setState(({ incoming }) => (incoming?.ringId === ringId ? { incoming: null } : {}));
  }
}

function reasonOf(error: unknown): Fruitless {
  if (isOffline(error)) return 'lost';
  const code = error instanceof ParleyError ? error.code : undefined;
  return code === 'rate-limited' || code === 'closed' ? code : 'refused';
}
