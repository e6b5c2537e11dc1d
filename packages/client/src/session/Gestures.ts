import type { MomentEvent, MomentEventOf } from '@parley/protocol/contract';
import type { Reaction } from '@parley/protocol/reaction';
import type { DirectConsent } from '../direct/DirectConsent.ts';
import type { Log } from '../log.ts';
import { newId } from '../newId.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';
import type { CallStore } from './store/createCallStore.ts';

export type GestureParts = {
  readonly store: CallStore;
  readonly signaling: Pick<SignalingClient, 'request'>;
  readonly direct: Pick<DirectConsent, 'asides'>;
  readonly log: Log;
};

const REACTION_MS = 4_000;
/** Those of which a second copy may still come. */
const REMEMBERED_REACTIONS = 200;
/** Whoever goes on writing says so again after this. */
const WRITING_AGAIN_MS = 3_000;
/** Whoever types nothing for so long has stopped. */
const WRITING_PAUSE_MS = 5_000;
/** Whoever was lost while writing does not say that they stopped. */
const WRITING_FORGOTTEN_MS = 8_000;

/**
 * What people do beside talking: hands, reactions, and that somebody is writing. Between two who are connected
 * straight what nobody keeps goes past the server, and by the server whenever it cannot be told whether it arrives.
 */
export class Gestures {
  readonly #parts: GestureParts;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #writers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #shownIds = new Set<string>();
  #nextKey = 1;
  #saidWritingAt: number | null = null;
  #writingPause: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: GestureParts) {
    this.#parts = parts;
  }

  take(event: MomentEvent): void {
    if (this.#parts.store.getState().phase === 'left') return;
    if (event.name === 'reaction:shown') this.#show(event.data);
    if (event.name === 'chat:writing') this.#writes(event.data.peerId, event.data.isWriting);
  }

  /** It is part of the room: the server knows of it whichever way the rest goes. */
  async setHand(isRaised: boolean): Promise<void> {
    try {
      await this.#parts.signaling.request('hand:set', { isRaised });
    } catch (error) {
      this.#parts.log.warn('the hand did not get through', error);
    }
  }

  async react(reaction: Reaction): Promise<void> {
    const { store, signaling, log } = this.#parts;
    const sent = { reaction, reactionId: newId() };
    const { selfId: peerId } = store.getState();
    try {
      const isThere = await (await this.#parts.direct.asides())?.react(sent);
      if (isThere && peerId) this.take({ name: 'reaction:shown', data: { peerId, ...sent } });
      else await signaling.request('reaction:send', sent);
    } catch (error) {
      log.warn('the reaction did not get through', error);
    }
  }

  /** Called with each change of what is written; the others are told as often as they have to be. */
  setWriting(isWriting: boolean): void {
    clearTimeout(this.#writingPause);
    if (isWriting) this.#writingPause = setTimeout(() => this.setWriting(false), WRITING_PAUSE_MS);
    const now = performance.now();
    const isKnown = isWriting
      ? this.#saidWritingAt !== null && now - this.#saidWritingAt < WRITING_AGAIN_MS
      : this.#saidWritingAt === null;
    if (isKnown) return;
    this.#saidWritingAt = isWriting ? now : null;
    void this.#sayWriting(isWriting);
  }

  close(): void {
    clearTimeout(this.#writingPause);
    for (const timer of [...this.#timers, ...this.#writers.values()]) clearTimeout(timer);
    this.#timers.clear();
    this.#writers.clear();
    this.#parts.store.setState({ reactions: [], writers: [] });
  }

  #show({ peerId, reaction, reactionId }: MomentEventOf<'reaction:shown'>): void {
    if (reactionId !== undefined && !this.#isNew(`${peerId} ${reactionId}`)) return;
    const { store } = this.#parts;
    const shown = { key: String(this.#nextKey++), peerId, reaction };
    store.setState(({ reactions }) => ({ reactions: [...reactions, shown] }));
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      store.setState(({ reactions }) => ({
        reactions: reactions.filter((one) => one !== shown),
      }));
    }, REACTION_MS);
    this.#timers.add(timer);
  }

  #isNew(id: string): boolean {
    if (this.#shownIds.has(id)) return false;
    this.#shownIds.add(id);
    const [oldest] = this.#shownIds;
    if (this.#shownIds.size > REMEMBERED_REACTIONS && oldest) this.#shownIds.delete(oldest);
    return true;
  }

  #writes(peerId: string, isWriting: boolean): void {
    if (peerId === this.#parts.store.getState().selfId) return;
    clearTimeout(this.#writers.get(peerId));
    this.#writers.delete(peerId);
    if (isWriting) {
      const forget = () => this.#writes(peerId, false);
      this.#writers.set(peerId, setTimeout(forget, WRITING_FORGOTTEN_MS));
    }
    this.#parts.store.setState({ writers: [...this.#writers.keys()] });
  }

  async #sayWriting(isWriting: boolean): Promise<void> {
    const { store, direct, signaling, log } = this.#parts;
    const { peers } = store.getState();
    if (Object.keys(peers).length < 2) return;
    if ((await direct.asides())?.setWriting(isWriting)) return;
    try {
      await signaling.request('chat:setWriting', { isWriting });
    } catch (error) {
      // Offline nobody is told, and there is nothing to tell later.
      if (!isOffline(error)) log.debug('the others do not know who is writing', error);
    }
  }
}
