import type { MediaSample } from '../media/stats/MediaSample.ts';
import { type MediaPath, mediaPathOf } from '../media/stats/mediaPath.ts';

/** The SFU answers what it gets, with transport-wide feedback and reports, several times a second. */
const ANSWERED_WITHIN_MS = 900;
/** Some ten packets of speech. With less under way, silence is no news. */
const UNANSWERED_BYTES = 1_500;

export type PathListener = {
  /** True: what is sent is not answered any more. False: it is again. */
  silenceChanged(isSilent: boolean): void;
  /** How media travels now. */
  pathChanged(path: MediaPath): void;
};

/**
 * Watches what comes back to somebody who sends. A browser calls a path lost when nothing at all has
 * come for some seconds; whoever speaks without being answered can know after one. Who only listens
 * cannot: that nothing comes may as well mean that nobody speaks.
 */
export class PathWatch {
  readonly #listener: PathListener;
  #unansweredBytes = 0;
  #isSilent = false;
  #isAnswered = false;
  #path: MediaPath | undefined;

  constructor(listener: PathListener) {
    this.#listener = listener;
  }

  /** The last look saw something come back. */
  get isAnswered(): boolean {
    return this.#isAnswered;
  }

  take(sample: MediaSample): void {
    if (sample.send && sample.spanMs >= ANSWERED_WITHIN_MS) {
      this.#listen(sample.send.receivedBitrate, sample);
    }
    const path = mediaPathOf(sample);
    if (!path || path === this.#path) return;
    this.#path = path;
    this.#listener.pathChanged(path);
  }

  /** What the streams send and not what the transport does: an address that is gone takes no byte. */
  #listen(receivedBitrate: number, { sent, spanMs }: MediaSample): void {
    this.#isAnswered = receivedBitrate > 0;
    const toSfu = sent.filter(({ isDirect }) => !isDirect);
    const sentBitrate = toSfu.reduce((sum, { bitrate }) => sum + bitrate, 0);
    if (this.#isAnswered) this.#unansweredBytes = 0;
    else this.#unansweredBytes += (sentBitrate * spanMs) / 8_000;
    if (this.#isAnswered) this.#setSilent(false);
    else if (this.#unansweredBytes >= UNANSWERED_BYTES) this.#setSilent(true);
  }

  #setSilent(isSilent: boolean): void {
    if (isSilent === this.#isSilent) return;
    this.#isSilent = isSilent;
    this.#listener.silenceChanged(isSilent);
  }
}
