import type { Person } from '@parley/protocol/account';
import { ParleyError } from '@parley/protocol/errors';
import { consoleLog, type Log } from '../../log.ts';
import { newId } from '../../newId.ts';
import { isOffline } from '../../signaling/RequestClient.ts';
import { AnswersFirst } from '../AnswersFirst.ts';
import type { PeopleLine } from '../PeopleLine.ts';
import {
  applyRingEvent,
  endOutgoing,
  fromRingHello,
  isRingEvent,
  type RingEvent,
  withoutConnection,
} from './applyRingEvent.ts';
import { createRingStore, type Fruitless, type ReadonlyRingStore, type RingStore } from './RingState.ts';

export type RingSessionOptions = {
  readonly line: PeopleLine;
  readonly log?: Log | undefined;
};

/** So long the server knows an answer again that a lost connection swallowed. */
const ACCEPTED_FOR_MS = 30_000;

/**
 * Direct calls of whoever is signed in, for as long as it is open: this tab rings, and calls. Beside a
 * phone book or without one.
 */
export class RingSession {
  readonly store: ReadonlyRingStore;
  readonly #store: RingStore = createRingStore();
  readonly #line: PeopleLine;
  readonly #log: Log;
  readonly #events = new AnswersFirst<RingEvent>((event) =>
    this.#store.setState((state) => applyRingEvent(state, event)),
  );
  #stopListening = () => {};
  /** The ring that was accepted here, until that is answered. */
  #answeringId: string | undefined;

  constructor({ line, log = consoleLog }: RingSessionOptions) {
    this.store = this.#store;
    this.#line = line;
    this.#log = log;
  }

  open(): void {
    this.#stopListening = this.#line.listen({
      opened: () => this.#greet(),
      lost: () => {
        this.#events.forget();
        this.#store.setState(withoutConnection);
      },
      refused: () => this.#store.setState({ connection: 'closed', incoming: null }),
      event: (event) => isRingEvent(event) && this.#events.hear(event),
    });
  }

  /** For good: another one has to be made. */
  close(): void {
    this.#stopListening();
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
      await this.#line.request('ring:start', {
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
    await this.#line.request('ring:cancel', { ringId: outgoing.ringId }).catch(() => undefined);
  }

  /** @throws ParleyError `not-found` when it was over in that moment; nothing rings any more then */
  async accept(): Promise<void> {
    const { incoming } = this.#store.getState();
    if (incoming === null || incoming.ringId === this.#answeringId) return;
    const { ringId } = incoming;
    this.#answeringId = ringId;
    await this.#events.thenEvents(async () => {
      try {
        const answer = { ringId, answerId: newId() };
        const { room } = await this.#line.request('ring:accept', answer, { timeoutMs: ACCEPTED_FOR_MS });
        this.#store.setState({ room, acceptedId: ringId });
      } finally {
        this.#answeringId = undefined;
        this.#silence(ringId);
      }
    });
  }

  /** Nothing rings here any more; elsewhere it goes on. */
  ignore(): void {
    this.#store.setState({ incoming: null });
  }

  async decline(message?: string): Promise<void> {
    const { incoming } = this.#store.getState();
    if (incoming === null) return;
    this.#silence(incoming.ringId);
    await this.#line
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
    await this.#line.request('missed:clear', { until: latest.lastAt });
  }

  #greet(): Promise<void> {
    return this.#events.thenEvents(async () => {
      const { outgoing } = this.#store.getState();
      const isHidden = outgoing?.phase === 'ended' && outgoing.reason === 'lost';
      const hello = await this.#line.request('ring:hello', isHidden ? { ringId: outgoing.ringId } : {});
      this.#store.setState((state) => fromRingHello(state, hello, this.#answeringId));
    });
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
