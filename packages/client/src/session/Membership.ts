import type { MomentEvent, RequestOf } from '@parley/protocol/contract';
import { type ErrorCode, ParleyError } from '@parley/protocol/errors';
import type { FirstWish } from '@parley/protocol/media';
import { toPeerName } from '@parley/protocol/peer';
import type { ProvenPlace, RoomJoinReply } from '@parley/protocol/room';
import { newId } from '../newId.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';
import { toParleyError } from '../toParleyError.ts';
import { PreJoin, type PreJoinParts } from './PreJoin.ts';
import { RoomFeed } from './RoomFeed.ts';
import { applyEvent } from './store/applyEvent.ts';
import { fromSnapshot } from './store/fromSnapshot.ts';
import { selectSelf } from './store/selectors.ts';
import { stillAwaited } from './store/stillAwaited.ts';

export type MembershipParts = PreJoinParts & {
  readonly signaling: SignalingClient;
  readonly firstWish: FirstWish;
};

export type MembershipListener = {
  /** A new place in the room, with new transports to build. Must not reject. */
  entered(reply: RoomJoinReply): Promise<void>;
  /**
   * The old place again; what was missed is applied.
   * @param hasMedia false when the server has lost this peer's transports meanwhile
   */
  resumed(hasMedia: boolean): void;
  /** Put out of the call: the connection or the room will not have this peer any more. */
  ended(): void;
};

const JOIN_TIMEOUT_MS = 15_000;
const RESUME_TIMEOUT_MS = 5_000;
const RETRY_MS = 1_000;
/** How long those who were here before a restart of the server are awaited. */
const RETURN_MS = 15_000;

/** Answers to `room:resume` that say: this place is not kept, join again as the same peer. */
const PLACE_IS_GONE: readonly ErrorCode[] = ['not-found', 'unauthorized', 'forbidden', 'conflict'];
/** Answers to `room:join` that another try will not change. */
const ROOM_IS_CLOSED: readonly ErrorCode[] = ['full', 'locked', 'closed', 'forbidden', 'unauthorized'];

/**
 * This peer's place in the room: takes it, gets it back after each loss of the connection (the
 * missed events, or a snapshot, or, when the server no longer keeps the place, by joining again as
 * the same peer), and gives it up.
 */
export class Membership {
  readonly #parts: MembershipParts;
  readonly #listener: MembershipListener;
  readonly #feed: RoomFeed;
  readonly #preJoin: PreJoin;
  #place: ProvenPlace | null = null;
  /** False when the server has said that it does not keep the place any more. */
  #isKept = false;
  #name = '';
  /** Of the place that is asked for: asked again, because the answer was lost, it is the same one. */
  #joinId = newId();
  /** Rises with each loss and each opening: whatever began before is out of date. */
  #turn = 0;
  #returnTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: MembershipParts, listener: MembershipListener) {
    this.#parts = parts;
    this.#listener = listener;
    this.#preJoin = new PreJoin(parts);
    const { store, connection, signaling } = parts;
    this.#feed = new RoomFeed((event, seq) => {
      store.setState((state) => applyEvent(state, event, seq));
    });
    signaling.listen({
      roomEvent: (event, seq) => this.#feed.take(event, seq),
      momentEvent: (event) => this.#heard(event),
    });
    connection.listen({
      opened: () => void this.#opened(),
      lost: () => this.#lost(),
      refused: (error) => this.#end(error),
    });
  }

  /** @throws ParleyError */
  async join(typedName: string): Promise<void> {
    const { store } = this.#parts;
    const { phase, connection, error, doors } = store.getState();
    if (phase !== 'prejoin') throw new ParleyError('conflict', 'The call was joined already.');
    if (connection.status === 'closed' && error) throw error;
    store.setState({ phase: 'joining', error: null });
    this.#preJoin.hold();
    try {
      const name = toPeerName(typedName);
      if (name === undefined) throw new ParleyError('bad-request', 'A name is needed to join.');
      this.#name = name;
      const reply = await this.#askToJoin(await this.#joinRequest(this.#parts.places?.read(), null));
      if (store.getState().phase !== 'joining') throw new ParleyError('conflict', 'The call was left.');
      await this.#enter(reply);
    } catch (cause) {
      const failure = toParleyError(cause);
      if (store.getState().phase === 'joining') {
        const isWaiting = this.#preJoin.areDoorsClosed(failure, doors);
        store.setState({ phase: 'prejoin', error: isWaiting ? null : failure });
        this.#preJoin.askLater();
      }
      this.#dropIfUnanswered(failure);
      throw failure;
    }
  }

  /** @throws ParleyError */
  async setName(typedName: string): Promise<void> {
    const name = toPeerName(typedName);
    if (name === undefined) throw new ParleyError('bad-request', 'A name cannot be empty.');
    await this.#parts.signaling.request('peer:setName', { name });
    this.#name = name;
  }

  /** The page goes away and cannot wait for an answer. The place is given up. */
  leaveAtOnce(): void {
    this.#parts.signaling.tell('room:leave', {});
    this.#place = null;
  }

  async #joinRequest(
    former: ProvenPlace | undefined,
    handRaisedAt: number | null,
  ): Promise<RequestOf<'room:join'>> {
    const { preparation, store, firstWish } = this.#parts;
    const media = await preparation.offeredMedia(firstWish, former);
    const { room } = store.getState();
    const prepared = former ? undefined : preparation.transportAhead;
    return {
      room,
      name: this.#name,
      media,
      joinId: this.#joinId,
      ...(prepared ? { prepared } : {}),
      ...(former ? { former: { ...former, handRaisedAt } } : {}),
    };
  }

  #askToJoin(request: RequestOf<'room:join'>): Promise<RoomJoinReply> {
    return this.#parts.signaling.request('room:join', request, { timeoutMs: JOIN_TIMEOUT_MS });
  }

  /** The answer may still be on its way: then this line has a place in the room, and can be given no other one. */
  #dropIfUnanswered(failure: ParleyError): void {
    if (failure.code === 'timeout' && !isOffline(failure)) this.#parts.signaling.reconnect();
  }

  async #enter(reply: RoomJoinReply): Promise<void> {
    const { store, signaling } = this.#parts;
    const { peerId, resumeToken, snapshot } = reply;
    this.#place = { peerId, resumeToken };
    this.#parts.places?.write(this.#place);
    this.#isKept = true;
    this.#joinId = newId();
    const isFirst = store.getState().selfId === null;
    signaling.admit();
    store.setState((state) => {
      const entered = fromSnapshot(state, snapshot);
      return {
        ...entered,
        selfId: peerId,
        ownIds: [...new Set([...state.ownIds, peerId])],
        awaited: isFirst ? {} : stillAwaited(state, snapshot),
        phase: 'joined',
        error: null,
        connection: { status: 'online' },
        // What was said before somebody came is history, not news.
        chat: isFirst
          ? { ...entered.chat, readUpTo: newestPosition(entered.chat.messages) }
          : entered.chat,
      };
    });
    this.#feed.release();
    clearTimeout(this.#returnTimer);
    this.#returnTimer = setTimeout(() => store.setState({ awaited: {} }), RETURN_MS);
    await this.#listener.entered(reply);
  }

  async #opened(): Promise<void> {
    const turn = ++this.#turn;
    const { store } = this.#parts;
    if (store.getState().phase === 'joined') return this.#recover(turn);
    store.setState({ connection: { status: 'online' } });
    await this.#preJoin.begin();
  }

  /** What the operator does: opens the doors, or ends the call. */
  #heard(event: MomentEvent): void {
    const { phase } = this.#parts.store.getState();
    if (event.name === 'doors:changed' && event.data.isOpen && phase === 'prejoin') {
      void this.#preJoin.ask();
    }
    if (event.name === 'room:ended') {
      const { reason } = event.data;
      this.#end(new ParleyError('closed', 'The operator has ended this call.', { reason }));
    }
  }

  #lost(): void {
    this.#turn += 1;
    this.#preJoin.end();
    clearTimeout(this.#returnTimer);
    this.#feed.hold();
    const { store } = this.#parts;
    if (store.getState().phase === 'left') return;
    store.setState({ connection: { status: 'reconnecting', since: Date.now() } });
  }

  async #recover(turn: number): Promise<void> {
    while (turn === this.#turn && this.#parts.store.getState().phase === 'joined') {
      try {
        if (this.#place && this.#isKept && (await this.#resume(this.#place))) return;
        if (turn === this.#turn) await this.#rejoin(turn, this.#place ?? undefined);
        return;
      } catch (error) {
        if (isOffline(error) || turn !== this.#turn) return;
        const failure = toParleyError(error);
        this.#parts.log.warn('the call could not be resumed', failure);
        if (ROOM_IS_CLOSED.includes(failure.code)) return this.#end(failure);
        this.#dropIfUnanswered(failure);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  /** @returns false when the server does not keep this place any more */
  async #resume({ peerId, resumeToken }: ProvenPlace): Promise<boolean> {
    const { store, signaling, log } = this.#parts;
    const { room, seq } = store.getState();
    let hasMedia: boolean;
    try {
      const reply = await signaling.request(
        'room:resume',
        { room, peerId, resumeToken, since: seq },
        { timeoutMs: RESUME_TIMEOUT_MS },
      );
      hasMedia = reply.hasMedia;
      if (reply.kind === 'snapshot') {
        store.setState((state) => fromSnapshot(state, reply.snapshot));
      } else {
        for (const kept of reply.events) {
          const event = signaling.checkKept(kept.name, kept.data);
          if (event) store.setState((state) => applyEvent(state, event, kept.seq));
        }
      }
    } catch (error) {
      if (!(error instanceof ParleyError) || !PLACE_IS_GONE.includes(error.code)) throw error;
      log.debug('the place was not kept; joining again', error);
      this.#isKept = false;
      return false;
    }
    signaling.admit();
    store.setState({ connection: { status: 'online' } });
    this.#feed.release();
    this.#listener.resumed(hasMedia);
    return true;
  }

  /** As the same peer as before, with its turn in the queue of hands. */
  async #rejoin(turn: number, place: ProvenPlace | undefined): Promise<void> {
    const { preparation, store } = this.#parts;
    // A server that was replaced meanwhile may forward other codecs.
    await preparation.preview(place);
    const handRaisedAt = selectSelf(store.getState())?.handRaisedAt ?? null;
    const request = await this.#joinRequest(place, handRaisedAt);
    // Lost meanwhile: the next connection has its own way back, and this one must not go over it, too.
    if (turn !== this.#turn) return;
    const reply = await this.#askToJoin(request);
    if (turn === this.#turn && store.getState().phase === 'joined') await this.#enter(reply);
  }

  #end(error: ParleyError): void {
    const { store } = this.#parts;
    const { phase } = store.getState();
    this.#place = null;
    clearTimeout(this.#returnTimer);
    store.setState({ connection: { status: 'closed' }, error });
    if (phase !== 'joined') return;
    store.setState({ phase: 'left' });
    this.#listener.ended();
  }
}

function newestPosition(messages: readonly { position: number }[]): number {
  return messages.at(-1)?.position ?? 0;
}
