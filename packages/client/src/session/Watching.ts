import type {
  ConsumerDescription,
  FirstWish,
  OfferedConsumers,
  Publication,
} from '@parley/protocol/media';
import type { Log } from '../log.ts';
import type { ReceiveSide } from '../media/ReceiveSide.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';
import type { ShownPicture } from './CallCommands.ts';
import { byImportance } from './limits/byImportance.ts';
import { limitPictures } from './limits/limitPictures.ts';
import { NO_LIMITS } from './limits/MediaLimits.ts';
import type { CallStore } from './store/createCallStore.ts';
import { firstPictures, screensToCome, wishList } from './wishList.ts';

/** While a window is dragged its layout changes with every frame; the list goes out this often. */
const LEAST_INTERVAL_MS = 150;
const RETRY_MS = 1_000;
/** More pictures than these are not chosen by who spoke. */
const REMEMBERED_SPEAKERS = 16;

/**
 * What this peer receives: tells the server the whole wish list whenever it changes, builds what the
 * server offers, and keeps `received` of the store equal to what is wished and here.
 *
 * One list is under way at a time. The next one is made from the wishes as they are when the answer
 * to the last has come, so an answer can never undo what was wished later.
 */
export class Watching {
  readonly #store: CallStore;
  readonly #signaling: SignalingClient;
  readonly #firstWish: FirstWish;
  readonly #log: Log;
  readonly #unsubscribe: () => void;
  /** Null until a layout has said what it shows. */
  #pictures: readonly ShownPicture[] | null = null;
  /** Screens that were chosen since a layout last spoke: it does not know them yet. */
  readonly #chosen = new Set<string>();
  #side: ReceiveSide | null = null;
  /** Peers, who spoke last first. */
  #spoken: readonly string[] = [];
  #direct: ReadonlyMap<string, MediaStreamTrack> = new Map();
  /** The list that the server has confirmed; null when it is not known what the server thinks. */
  #confirmed: string | null = null;
  /** The same list has to be sent once more; an answer that is under way may have come too early. */
  #mustAsk = false;
  #unresumed = new Set<string>();
  #isSending = false;
  #sentAt = Number.NEGATIVE_INFINITY;
  #isUrgent = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: CallStore, signaling: SignalingClient, firstWish: FirstWish, log: Log) {
    this.#store = store;
    this.#signaling = signaling;
    this.#firstWish = firstWish;
    this.#log = log;
    this.#unsubscribe = store.subscribe((state, before) => {
      if (state.audio.alwaysHeard !== before.audio.alwaysHeard) this.#planNow();
      if (state.speakers !== before.speakers) {
        this.#spoken = [...new Set([...state.speakers, ...this.#spoken])].slice(0, REMEMBERED_SPEAKERS);
      }
      const isChosenAnew = state.limits !== NO_LIMITS && state.speakers !== before.speakers;
      if (isChosenAnew || state.limits !== before.limits) this.#limitsChanged();
      if (state.publications === before.publications) return;
      for (const { publicationId, revision, isPaused } of Object.values(before.publications)) {
        const now = state.publications[publicationId];
        if (now?.source === 'screen' && isPaused && !now.isPaused) this.#chosen.add(publicationId);
        if (!now) this.#side?.drop(publicationId);
        // The same wish, and yet another stream: it has to be asked for again. What is here stays until
        // the new one is: it may even be the new one, when its description was faster than this news.
        else if (now.revision !== revision) this.#mustAsk = true;
        else if (isPaused && !now.isPaused && this.#isMissing(now)) this.#mustAsk = true;
      }
      this.#showReceived();
      this.#planNow();
    });
  }

  show(pictures: readonly ShownPicture[]): void {
    this.#pictures = pictures;
    this.#chosen.clear();
    this.#showReceived();
    this.#planIn(this.#sentAt + LEAST_INTERVAL_MS - performance.now());
  }

  /** Joined: the first consumers came with the answer. Settles when they are built and resumed. */
  async attach(side: ReceiveSide, consumers: readonly ConsumerDescription[]): Promise<void> {
    this.#side = side;
    this.#confirmed = null;
    this.#unresumed.clear();
    await this.#consume(side, consumers);
    this.#planNow();
  }

  /** The server offers what it was not asked for now: a microphone that was dormant is about to be heard. */
  offer({ transportId, consumers }: OfferedConsumers): void {
    // On any other transport they are out of date, or too early: the list that follows it brings them.
    if (this.#side?.transport.id === transportId) void this.#consume(this.#side, consumers);
  }

  /** Their microphones have become dormant. */
  ended(consumerIds: readonly string[]): void {
    this.#side?.ended(consumerIds);
    this.#showReceived();
  }

  /** The same place in the room after a loss: the server is told everything again. */
  resumed(): void {
    this.#confirmed = null;
    this.#planNow();
    if (this.#side) void this.#resume(this.#side, []);
  }

  /** What is seen and heard of these publications comes past the SFU, whose consumers stay as they are. */
  showDirect(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    this.#direct = tracks;
    this.#showReceived();
  }

  /** The publications that are wished for now. */
  get wishedIds(): readonly string[] {
    return this.#wishes().map(({ publicationId }) => publicationId);
  }

  /** What arrives of it is not what it should be: it is asked for and built anew. */
  renew(publicationId: string): void {
    this.#side?.drop(publicationId);
    this.#confirmed = null;
    this.#showReceived();
    this.#planNow();
  }

  close(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
    this.#unresumed.clear();
    this.#side = null;
    this.#showReceived();
  }

  #wishes() {
    const state = this.#store.getState();
    const pictures = this.#pictures ?? firstPictures(state, this.#firstWish);
    const { publications, limits } = state;
    if (limits === NO_LIMITS) {
      return wishList(state, [...pictures, ...screensToCome(state, this.#chosen)]);
    }
    const important = byImportance(pictures, publications, this.#spoken);
    return wishList(state, limitPictures(important, publications, limits));
  }

  #limitsChanged(): void {
    this.#showReceived();
    this.#planIn(this.#sentAt + LEAST_INTERVAL_MS - performance.now());
  }

  /** A microphone that was dormant is offered before it is on. Should that not have come, it is asked for. */
  #isMissing({ publicationId, peerId, source }: Publication): boolean {
    const isOthers = peerId !== this.#store.getState().selfId;
    return isOthers && source === 'microphone' && this.#side?.expects(publicationId) === false;
  }

  /** What the room has new goes out with this moment's end; timers are held back in hidden tabs. */
  #planNow(): void {
    if (this.#isUrgent) return;
    this.#isUrgent = true;
    queueMicrotask(() => void this.#send());
  }

  /** What a layout shows goes out when its interval is over. */
  #planIn(waitMs: number): void {
    clearTimeout(this.#timer);
    if (waitMs <= 0) this.#planNow();
    else this.#timer = setTimeout(() => void this.#send(), waitMs);
  }

  async #send(): Promise<void> {
    const side = this.#side;
    // The answer that is awaited is followed by the next look.
    if (this.#isSending) return;
    this.#isUrgent = false;
    const wishes = this.#wishes();
    const { maxBitrate } = this.#store.getState().limits;
    const request = { wishes, ...(maxBitrate !== null && { maxBitrate }) };
    const key = JSON.stringify(request);
    if (!side || (key === this.#confirmed && !this.#mustAsk)) return;
    this.#isSending = true;
    this.#mustAsk = false;
    this.#sentAt = performance.now();
    /** Undefined when the resumption looks next. */
    let nextInMs: number | undefined;
    try {
      const { consumers, dormant } = await this.#signaling.request('media:want', request);
      if (side === this.#side) {
        this.#confirmed = key;
        // That they have ended may have been told while the line was away.
        for (const publicationId of dormant) side.drop(publicationId);
        this.#showReceived();
        void this.#consume(side, consumers);
      }
      nextInMs = this.#sentAt + LEAST_INTERVAL_MS - performance.now();
    } catch (error) {
      this.#mustAsk = true;
      if (!isOffline(error)) {
        this.#log.warn('the wish list was not taken', error);
        nextInMs = RETRY_MS;
      }
    } finally {
      this.#isSending = false;
    }
    // Also when this list was lost: whoever finds a look planned plans no other one.
    if (this.#isUrgent) void this.#send();
    else if (this.#side && nextInMs !== undefined) this.#planIn(nextInMs);
  }

  async #consume(side: ReceiveSide, consumers: readonly ConsumerDescription[]): Promise<void> {
    if (consumers.length === 0) return;
    const built = await side.consume(consumers);
    if (side !== this.#side) return;
    // Its publication may have gone while it was being built.
    const { publications } = this.#store.getState();
    for (const { publicationId } of consumers) {
      if (!publications[publicationId]) side.drop(publicationId);
    }
    this.#showReceived();
    await this.#resume(side, built);
  }

  /** Packets flow only after this; what a lost connection swallowed is asked again after it. */
  async #resume(side: ReceiveSide, consumerIds: readonly string[]): Promise<void> {
    for (const consumerId of consumerIds) this.#unresumed.add(consumerId);
    if (this.#unresumed.size === 0) return;
    const asked = [...this.#unresumed];
    try {
      await this.#signaling.request('media:resume', { consumerIds: asked });
      for (const consumerId of asked) this.#unresumed.delete(consumerId);
    } catch (error) {
      if (isOffline(error) || side !== this.#side) return;
      this.#log.warn('received media was not resumed', error);
      setTimeout(() => void this.#resume(side, []), RETRY_MS);
    }
  }

  /** `received` is what is wished and built. What is no longer wished is kept for a quick return. */
  #showReceived(): void {
    const received: Record<string, MediaStreamTrack> = {};
    for (const { publicationId } of this.#side ? this.#wishes() : []) {
      const track = this.#direct.get(publicationId) ?? this.#side?.track(publicationId);
      if (track) received[publicationId] = track;
    }
    const before = this.#store.getState().received;
    if (!isSame(before, received)) this.#store.setState({ received });
  }
}

function isSame(
  a: Readonly<Record<string, MediaStreamTrack>>,
  b: Readonly<Record<string, MediaStreamTrack>>,
): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
