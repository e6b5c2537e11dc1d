import type {
  FirstWish,
  IceServer,
  OpenedMedia,
  VideoCodec,
  WantedLayers,
} from '@parley/protocol/media';
import type { Transport } from 'mediasoup-client/types';
import type { Log } from '../log.ts';
import type { RtcDevice } from '../media/RtcDevice.ts';
import type { StatsSampler } from '../media/stats/StatsSampler.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';
import { toParleyError } from '../toParleyError.ts';
import type { LocalMediaGroup } from './LocalMediaGroup.ts';
import { loadMediaLink } from './loadMediaLink.ts';
import type { MediaLink } from './MediaLink.ts';
import type { Preparation } from './Preparation.ts';
import type { CallStore } from './store/createCallStore.ts';
import type { Watching } from './Watching.ts';

export type MediaLinksParts = {
  readonly store: CallStore;
  readonly signaling: SignalingClient;
  readonly preparation: Preparation;
  readonly device: RtcDevice;
  readonly firstWish: FirstWish;
  readonly local: Pick<LocalMediaGroup, 'attach'>;
  readonly watching: Pick<Watching, 'attach'>;
  readonly stats: Pick<StatsSampler, 'subscribe'>;
  /** Is shown the receiving transport of each new pair. */
  readonly onTransport: (transport: Transport) => void;
  readonly log: Log;
};

/** As long as the server says nothing else. */
const UNTOLD_CODECS: readonly VideoCodec[] = ['vp8'];

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;
/** New transports are a moment of silence for all: what they have not mended in this time, the server finds. */
const LEAST_BETWEEN_REPAIRS_MS = 10_000;

/**
 * The transports of this peer over the whole call: one `MediaLink` after the other. What is sent and
 * received moves to each new one by itself.
 */
export class MediaLinks {
  readonly #parts: MediaLinksParts;
  #link: MediaLink | null = null;
  #iceServers: readonly IceServer[] = [];
  #codecs = UNTOLD_CODECS;
  /** Rises with each new pair of transports and each wish for one: what began before is out of date. */
  #turn = 0;
  /** New ones were asked for, and what the server answered is not known: it may have no others any more. */
  #areOwed = false;
  #repairedAt = Number.NEGATIVE_INFINITY;
  /** Publications for which new transports were made here: what has not helped once is not tried again. */
  readonly #repairedFor = new Set<string>();

  constructor(parts: MediaLinksParts) {
    this.#parts = parts;
    parts.store.subscribe((state, before) => {
      const { connection, limits, publications } = state;
      if (limits !== before.limits || publications !== before.publications) this.#link?.limit(state);
      if (connection.status === before.connection.status || connection.status === 'online') return;
      // Nobody can ask for more than what is encoded already. The server says it anew when it is back.
      this.#link?.send.wantAllLayers();
    });
  }

  /** Undefined before joining, and while there are none. */
  get current(): MediaLink | undefined {
    return this.#link ?? undefined;
  }

  /** As they were told last. */
  get iceServers(): readonly IceServer[] {
    return this.#iceServers;
  }

  /** Uses these transports from now on. Settles when what the first wish brought is built. */
  async use(opened: OpenedMedia): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#areOwed = false;
    this.#link?.close();
    this.#iceServers = opened.iceServers;
    const { device, preparation, signaling, store, stats, local, watching, log } = this.#parts;
    const connected = preparation.takeAhead(opened.receive.transportId);
    try {
      const [{ MediaLink }, certificate] = await Promise.all([
        loadMediaLink(),
        preparation.certificate(),
      ]);
      // The call was left meanwhile, or has other transports already.
      if (turn !== this.#turn) return connected?.close();
      const onUnbuilt = (publicationId: string) => this.#repair(publicationId);
      const parts = { device, certificate, signaling, store, stats, onUnbuilt, log };
      this.#link = new MediaLink(opened, connected, parts);
    } catch (error) {
      // The room can be read and written without media.
      connected?.close();
      log.error('the media transports could not be built', error);
      return;
    }
    this.#link.limit(store.getState());
    this.#link.send.allowCodecs(this.#codecs);
    this.#parts.onTransport(this.#link.receive.transport);
    void local.attach(this.#link.send);
    await watching.attach(this.#link.receive, opened.consumers);
  }

  /** So many layers of what this peer sends are watched. */
  wantLayers({ publicationId, layers }: WantedLayers): void {
    this.#link?.send.wantLayers(publicationId, layers);
  }

  /** What pictures may be encoded with, so that everybody in the room can decode them. */
  allowCodecs(codecs: readonly VideoCodec[] = UNTOLD_CODECS): void {
    this.#codecs = codecs;
    this.#link?.send.allowCodecs(codecs);
  }

  /** The signalling is back. */
  resumed(hasMedia: boolean): void {
    if (hasMedia && !this.#areOwed) this.#link?.resumed();
    else void this.rebuild();
  }

  /**
   * Asks the server for new transports, in the same place: those there were are lost, or nothing smaller
   * could mend them. Tries until it has them or the signalling is lost, whose return brings it back here.
   */
  async rebuild(): Promise<void> {
    const { signaling, preparation, firstWish, store, log } = this.#parts;
    this.#turn += 1;
    const turn = this.#turn;
    this.#areOwed = true;
    for (let tries = 0; turn === this.#turn && store.getState().phase === 'joined'; tries += 1) {
      try {
        const offered = await preparation.offeredMedia(firstWish);
        const opened = await signaling.request('media:open', offered);
        if (turn === this.#turn) await this.use(opened);
        return;
      } catch (error) {
        if (isOffline(error)) return;
        log.warn('new transports could not be had yet', toParleyError(error));
        const delayMs = Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS);
        await new Promise((resolve) => setTimeout(resolve, delayMs));
      }
    }
  }

  close(): void {
    this.#turn += 1;
    this.#link?.close();
    this.#link = null;
  }

  /** A connection with which the browser cannot build this publication may take no other one any more. */
  #repair(publicationId: string): void {
    const isTooSoon = performance.now() - this.#repairedAt < LEAST_BETWEEN_REPAIRS_MS;
    if (isTooSoon || this.#repairedFor.has(publicationId)) return;
    this.#repairedAt = performance.now();
    this.#repairedFor.add(publicationId);
    void this.rebuild();
  }
}
