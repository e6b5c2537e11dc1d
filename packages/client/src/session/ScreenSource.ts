import type { DeviceError } from '../media/deviceErrors.ts';
import type { CapturedScreen } from '../media/localTracks.ts';
import type { SendSide } from '../media/SendSide.ts';
import type { SentTrack } from '../media/SentTrack.ts';
import { ConvergeLoop } from './convergeLoop.ts';
import { HeldScreen, SCREEN_PARTS, type ScreenPart } from './HeldScreen.ts';
import { type PublishingContext, reconcile, stillSent, toSetback, unpublishAll } from './publishing.ts';
import type { LocalMedia, ScreenContent } from './store/CallState.ts';

export type ScreenSourceContext = PublishingContext & {
  /** Opens the picker. @throws DeviceFailure */
  acquire(): Promise<CapturedScreen>;
  changed(part: ScreenPart, media: LocalMedia): void;
  contentChanged(content: ScreenContent): void;
};

/** So often something that is gone at the server is published anew before that counts as a refusal. */
const MOST_RETRIES = 5;

/**
 * The screen of this peer and the sound that comes with it: one wish, two publications. Turned off
 * it is unpublished, because the next one needs the picker again and is another picture.
 */
export class ScreenSource {
  readonly #context: ScreenSourceContext;
  readonly #loop: ConvergeLoop;
  readonly #held = new HeldScreen(() => void this.#loop.run());
  #isWanted = false;
  #isBusy = false;
  #isInterrupted = false;
  #error: DeviceError | null = null;
  #sent: Record<ScreenPart, SentTrack | null> = { screen: null, 'screen-audio': null };
  /** Settles when what is published ahead of its picture is, or is refused. */
  #ahead: Promise<void> | undefined;
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
    this.#isWanted = isWanted && (this.#side !== null || this.#held.isGiven);
    this.#error = null;
    this.#retries = 0;
    return this.#loop.run();
  }

  /** Without a screen that is shared there is nothing in it. */
  setContent(content: ScreenContent): void {
    const screen = this.#held.track('screen');
    if (!screen || content === this.#content) return;
    this.#content = content;
    screen.contentHint = content;
    this.#sent.screen?.setMotion(content === 'motion');
    this.#context.contentChanged(content);
  }

  /** A track that the program brought; null ends it. */
  give(part: ScreenPart, track: MediaStreamTrack | null): Promise<void> {
    if (!this.#held.isGiven) this.#release();
    this.#held.give(part, track);
    return this.set(this.#held.isGiven);
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
    for (const part of SCREEN_PARTS) this.#sent[part] = stillSent(this.#sent[part], side);
    this.#isInterrupted = false;
    if (this.#held.dropEnded()) {
      this.#isWanted = false;
      this.#release();
    }
    this.#tell();
    if (this.#ahead) {
      await this.#ahead;
      this.#ahead = undefined;
      return true;
    }
    try {
      if (this.#mustReconcile && side) {
        this.#mustReconcile = false;
        for (const part of SCREEN_PARTS) {
          this.#sent[part] = await reconcile(this.#context, part, this.#sent[part]);
        }
        return true;
      }
      if (this.#isWanted && !this.#held.isThere) return await this.#acquire(side);
      if (!this.#isWanted && this.#held.isThere) {
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

  async #acquire(side: SendSide | null): Promise<boolean> {
    // First of all: browsers open the picker only while the click is fresh.
    const acquiring = this.#context.acquire();
    if (side && !this.#sent.screen) this.#ahead = this.#publishAhead(side);
    this.#held.hold(await acquiring);
    return true;
  }

  /**
   * While somebody chooses what to show, the stream is negotiated and all others get ready for it. They see nothing of it
   * before it has a picture.
   */
  async #publishAhead(side: SendSide): Promise<void> {
    try {
      const sent = await side.publish('screen', null, true);
      if (side === this.#side) this.#sent.screen = sent;
    } catch (error) {
      // It is asked for again once there is a picture; what is refused then, the person is told.
      this.#context.log.warn('a screen was not published ahead', error);
    }
  }

  /** Brings what is published in line with the tracks, both parts at the same time. */
  async #publishAll(side: SendSide): Promise<boolean> {
    const changes = SCREEN_PARTS.filter((part) => !this.#isDone(part));
    if (changes.length === 0) return false;
    const results = await Promise.allSettled(changes.map((part) => this.#publish(side, part)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return true;
  }

  #isDone(part: ScreenPart): boolean {
    const [sent, track] = [this.#sent[part], this.#held.track(part)];
    return track ? sent?.track === track && !sent.isPaused : sent === null;
  }

  async #publish(side: SendSide, part: ScreenPart): Promise<void> {
    const old = this.#sent[part];
    const track = this.#held.track(part);
    if (old && track && old.track === null) return fill(old, track);
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
    for (const part of SCREEN_PARTS) if (!this.#sent[part]) await unpublishAll(this.#context, part);
    return false;
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

  #release(): void {
    this.#held.release();
    // The next one is another picture.
    if (this.#content === 'detail') return;
    this.#content = 'detail';
    this.#context.contentChanged('detail');
  }

  #tell(): void {
    for (const part of SCREEN_PARTS) {
      const track = this.#held.track(part);
      const hasOwnWish = part === 'screen' || track !== null;
      this.#context.changed(part, {
        isWanted: this.#isWanted && hasOwnWish,
        isOn: this.#sent[part]?.isPaused === false,
        isCut: false,
        isBusy: (this.#isBusy || this.#isInterrupted) && hasOwnWish,
        error: part === 'screen' ? this.#error : null,
        track,
      });
    }
  }
}

/** The picture of what was published ahead of it. */
async function fill(sent: SentTrack, track: MediaStreamTrack): Promise<void> {
  await Promise.all([sent.replaceTrack(track), sent.setPaused(false)]);
}
