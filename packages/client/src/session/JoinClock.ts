import type { JoinTimes } from '@parley/protocol/health';
import type { Transport } from 'mediasoup-client/types';
import type { Log } from '../log.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';
import type { CallStore } from './store/createCallStore.ts';

type JoinClockParts = {
  readonly store: CallStore;
  readonly signaling: Pick<SignalingClient, 'request'>;
  readonly log: Log;
  /** Milliseconds of a clock that is never set; `performance.now` if not given. */
  readonly now?: () => number;
};

/** Whoever joins an empty room sees nobody: what has come by then is all there is to tell. */
const REPORT_AFTER_MS = 10_000;

/**
 * How long joining takes, step by step from the click to the first picture of somebody else. Kept in the
 * store for the person, told to the server once for its operator. Joining again after a loss is not
 * measured: nobody clicked.
 */
export class JoinClock {
  readonly #parts: JoinClockParts;
  readonly #now: () => number;
  readonly #begunAt: number;
  /** Shown once they are complete: this listens to the store, and must not set it while it is being set. */
  readonly #times: JoinTimes = {};
  #clickedAt: number | undefined;
  #reportTimer: ReturnType<typeof setTimeout> | undefined;
  #isReported = false;

  constructor(parts: JoinClockParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => performance.now());
    this.#begunAt = this.#now();
    const stop = parts.store.subscribe(({ phase, connection, received }, before) => {
      if (connection.status === 'online' && phase === 'prejoin') this.#note('socketMs', this.#begunAt);
      if (phase === 'joining' && before.phase !== 'joining') this.#clickedAt = this.#now();
      if (phase === 'joined' && before.phase === 'joining') this.#joined();
      if (received !== before.received) {
        for (const track of Object.values(received)) this.#awaitPacket(track);
      }
      if (phase === 'left' || this.#isReported) stop();
    });
  }

  /** The transport on which the others come in. */
  follow(transport: Transport): void {
    const connected = () => {
      if (transport.connectionState === 'connected') this.#sinceClick('transportsMs');
    };
    transport.on('connectionstatechange', connected);
    connected();
  }

  /** A picture of somebody else has been decoded and shown. */
  pictureShown(): void {
    if (this.#clickedAt === undefined || this.#isReported) return;
    this.#sinceClick('firstPacketMs');
    this.#sinceClick('firstFrameMs');
    this.#report();
  }

  close(): void {
    clearTimeout(this.#reportTimer);
    this.#isReported = true;
  }

  #joined(): void {
    this.#sinceClick('joinMs');
    this.#reportTimer = setTimeout(() => this.#report(), REPORT_AFTER_MS);
  }

  /** A remote track is muted until its first packet comes (W3C WebRTC, 5.1). */
  #awaitPacket(track: MediaStreamTrack): void {
    if (this.#clickedAt === undefined || this.#isReported) return;
    if (!track.muted) this.#sinceClick('firstPacketMs');
    else track.addEventListener('unmute', () => this.#sinceClick('firstPacketMs'), { once: true });
  }

  #sinceClick(step: keyof JoinTimes): void {
    if (this.#clickedAt !== undefined && !this.#isReported) this.#note(step, this.#clickedAt);
  }

  /** Each step counts the first time. */
  #note(step: keyof JoinTimes, since: number): void {
    this.#times[step] ??= Math.round(this.#now() - since);
  }

  #report(): void {
    if (this.#isReported) return;
    this.close();
    const { store, signaling, log } = this.#parts;
    const joinTimes = { ...this.#times };
    store.setState({ joinTimes });
    signaling.request('health:reportJoin', joinTimes).catch((error: unknown) => {
      log.debug('the times of joining were not told', error);
    });
  }
}
