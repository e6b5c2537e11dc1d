import type { Source } from '@parley/protocol/media';
import type { DeviceError } from '../media/deviceErrors.ts';
import type { CapturedScreen } from '../media/localTracks.ts';
import type { SendSide } from '../media/SendSide.ts';
import type { SentTrack } from '../media/SentTrack.ts';
import { ConvergeLoop } from './convergeLoop.ts';
import { type PublishingContext, reconcile, stillSent, toSetback, unpublishAll } from './publishing.ts';
import type { LocalMedia, ScreenContent } from './store/CallState.ts';

type ScreenPart = Extract<Source, 'screen' | 'screen-audio'>;

export type ScreenSourceContext = PublishingContext & {
  /** Opens the picker. @throws DeviceFailure */
  acquire(): Promise<CapturedScreen>;
  changed(part: ScreenPart, media: LocalMedia): void;
  contentChanged(content: ScreenContent): void;
};

const PARTS: readonly ScreenPart[] = ['screen', 'screen-audio'];

/** So often something that is gone at the server is published anew before that counts as a refusal. */
const MOST_RETRIES = 5;

/**
 * The screen of this peer and the sound that comes with it: one wish, two publications. Turned off
 * it is unpublished, because the next one needs the picker again and is another picture.
 */
export class ScreenSource {
  readonly #context: ScreenSourceContext;
  readonly #loop: ConvergeLoop;
  #isWanted = false;
  #isBusy = false;
  #isInterrupted = false;
  #error: DeviceError | null = null;
  #tracks: Record<ScreenPart, MediaStreamTrack | null> = { screen: null, 'screen-audio': null };
  #sent: Record<ScreenPart, SentTrack | null> = { screen: null, 'screen-audio': null };
  #isGiven = false;
  #content: ScreenContent = 'detail';
  #side: SendSide | null = null;
  #mustReconcile = false;
  #retries = 0;
  /** The room may list what went with the transport before this one. */
  #mayHaveRelics = false;

  constructor(context: ScreenSourceContext) {
    this.#context = context;
    this.#loop = new ConvergeLoop(
      () => this.#step(),
      (isBusy) => {
        this.#isBusy = isBusy;
        this.#tell();
      },
    );
  }

  /** Without a call there is nothing to show a screen to, and no picker opens. */
  set(isWanted: boolean): Promise<void> {
    this.#isWanted = isWanted && (this.#side !== null || this.#isGiven);
    this.#error = null;
    this.#retries = 0;
    return this.#loop.run();
  }

  /** Without a screen that is shared there is nothing in it. */
  setContent(content: ScreenContent): void {
    const { screen } = this.#tracks;
    if (!screen || content === this.#content) return;
    this.#content = content;
    screen.contentHint = content;
    this.#sent.screen?.setMotion(content === 'motion');
    this.#context.contentChanged(content);
  }

  /** A track that the program brought; null ends it. */
  give(part: ScreenPart, track: MediaStreamTrack | null): Promise<void> {
    if (!this.#isGiven) this.#release();
    this.#watch(part, track);
    this.#isGiven = this.#tracks.screen !== null || this.#tracks['screen-audio'] !== null;
    return this.set(this.#isGiven);
  }

  /** There is a transport to send on, and the one before is closed. */
  attach(side: SendSide): Promise<void> {
    this.#side = side;
    this.#mayHaveRelics = true;
    this.#retries = 0;
    return this.#loop.run();
  }

  resumed(): Promise<void> {
    this.#mustReconcile = true;
    return this.#loop.run();
  }

  close(): Promise<void> {
    this.#isWanted = false;
    this.#side = null;
    this.#release();
    return this.#loop.run();
  }

  async #step(): Promise<boolean> {
    const side = this.#side;
    for (const part of PARTS) this.#sent[part] = stillSent(this.#sent[part], side);
    this.#isInterrupted = false;
    this.#dropEnded();
    this.#tell();
    try {
      if (this.#mustReconcile && side) {
        this.#mustReconcile = false;
        for (const part of PARTS) {
          this.#sent[part] = await reconcile(this.#context, part, this.#sent[part]);
        }
        return true;
      }
      if (this.#isWanted && !this.#hasTrack()) return await this.#acquire();
      if (!this.#isWanted && this.#hasTrack()) {
        this.#release();
        return true;
      }
      if (!side) return false;
      return (await this.#publishAll(side)) || (await this.#dropRelics());
    } catch (error) {
      if (side !== this.#side || side?.isClosed) return false;
      return this.#setBack(error);
    }
  }

  async #acquire(): Promise<boolean> {
    const { video, audio } = await this.#context.acquire();
    this.#watch('screen', video);
    this.#watch('screen-audio', audio);
    return true;
  }

  /** Brings what is published in line with the tracks, both parts at the same time. */
  async #publishAll(side: SendSide): Promise<boolean> {
    const changes = PARTS.filter((part) => (this.#sent[part]?.track ?? null) !== this.#tracks[part]);
    if (changes.length === 0) return false;
    const results = await Promise.allSettled(changes.map((part) => this.#publish(side, part)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return true;
  }

  async #publish(side: SendSide, part: ScreenPart): Promise<void> {
    const old = this.#sent[part];
    const track = this.#tracks[part];
    if (old) {
      this.#sent[part] = null;
      await old.unpublish();
    }
    if (!track) return;
    const sent = await side.publish(part, track, false);
    if (part === 'screen') sent.setMotion(this.#content === 'motion');
    this.#sent[part] = sent;
  }

  async #dropRelics(): Promise<boolean> {
    if (!this.#mayHaveRelics) return false;
    this.#mayHaveRelics = false;
    for (const part of PARTS) if (!this.#sent[part]) await unpublishAll(this.#context, part);
    return false;
  }

  /** The browser's own "Stop sharing", or the shared window was closed. */
  #dropEnded(): void {
    if (this.#tracks['screen-audio']?.readyState === 'ended') this.#watch('screen-audio', null);
    if (this.#tracks.screen?.readyState !== 'ended') return;
    this.#isWanted = false;
    this.#release();
  }

  #setBack(error: unknown): boolean {
    const setback = toSetback(error);
    if (setback.kind === 'offline') {
      this.#isInterrupted = true;
      return false;
    }
    // Gone at the server is what was wanted of an unpublished screen; any other one is published anew.
    if (setback.kind === 'forgotten' && (!this.#isWanted || this.#retries < MOST_RETRIES)) {
      this.#retries += 1;
      return true;
    }
    this.#error = setback.kind === 'refused' ? setback.error : { code: 'failed', detail: String(error) };
    if (this.#error.code !== 'dismissed') this.#context.log.warn('no screen', this.#error);
    // The server may have published what it did not confirm in time.
    if (this.#isWanted) this.#mustReconcile = true;
    // Trying again means asking again, and only the person can do that.
    this.#isWanted = false;
    this.#release();
    return true;
  }

  #hasTrack(): boolean {
    return PARTS.some((part) => this.#tracks[part] !== null);
  }

  #watch(part: ScreenPart, track: MediaStreamTrack | null): void {
    this.#tracks[part]?.removeEventListener('ended', this.#onEnded);
    this.#tracks[part] = track;
    track?.addEventListener('ended', this.#onEnded);
  }

  readonly #onEnded = (): void => {
    void this.#loop.run();
  };

  #release(): void {
    for (const part of PARTS) {
      if (!this.#isGiven) this.#tracks[part]?.stop();
      this.#watch(part, null);
    }
    this.#isGiven = false;
    // The next one is another picture.
    if (this.#content === 'detail') return;
    this.#content = 'detail';
    this.#context.contentChanged('detail');
  }

  #tell(): void {
    for (const part of PARTS) {
      const track = this.#tracks[part];
      const hasOwnWish = part === 'screen' || track !== null;
      this.#context.changed(part, {
        isWanted: this.#isWanted && hasOwnWish,
        isOn: this.#sent[part] !== null,
        isCut: false,
        isBusy: (this.#isBusy || this.#isInterrupted) && hasOwnWish,
        error: part === 'screen' ? this.#error : null,
        track,
      });
    }
  }
}
