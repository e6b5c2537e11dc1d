import { type DeviceError, type DeviceErrorCode, DeviceFailure } from '../media/deviceErrors.ts';
import type { SendSide } from '../media/SendSide.ts';
import type { SentTrack } from '../media/SentTrack.ts';
import { ConvergeLoop } from './convergeLoop.ts';
import { HeldDevice, type HeldDeviceContext } from './HeldDevice.ts';
import { OffDeadline } from './OffDeadline.ts';
import { type PublishingContext, reconcile, stillSent, toSetback, unpublishAll } from './publishing.ts';
import type { LocalMedia } from './store/CallState.ts';

export type DeviceSourceContext = PublishingContext &
  HeldDeviceContext & {
    changed(media: LocalMedia): void;
  };

/** What a device that is plugged in can mend, and what permission can. */
const MAY_COME_BACK: readonly DeviceErrorCode[] = ['not-found', 'lost', 'in-use'];
const NEEDS_PERMISSION: readonly DeviceErrorCode[] = ['denied', 'denied-by-system', 'dismissed'];

const MOST_RETRIES = 5;

/**
 * The microphone or the camera of this peer: what is wanted, what is captured and what is sent.
 *
 * A microphone that is turned off in the call stays captured and disabled, so that the first word
 * after turning it on is not lost. A camera that is turned off is let go: its light must go out. When
 * the server does not confirm in time that either is off, it is stopped here.
 */
export class DeviceSource {
  readonly #context: DeviceSourceContext;
  readonly #loop: ConvergeLoop;
  readonly #held: HeldDevice;
  readonly #offDeadline = new OffDeadline(() => this.#cut());
  #isWanted = false;
  #isBusy = false;
  #error: DeviceError | null = null;
  /** Rises with each new reason to try: why an earlier try failed says nothing about the next one. */
  #reasons = 0;
  #side: SendSide | null = null;
  #sent: SentTrack | null = null;
  #mustReconcile = false;
  /** The room may list what went with the transport before this one. */
  #mayHaveRelics = false;
  #isInterrupted = false;
  #retries = 0;
  #isClosed = false;

  constructor(context: DeviceSourceContext) {
    this.#context = context;
    this.#held = new HeldDevice(context, () => void this.#loop.run());
    this.#loop = new ConvergeLoop(
      () => this.#step(),
      (isBusy) => {
        this.#isBusy = isBusy;
        this.#tell();
      },
    );
  }

  get track(): MediaStreamTrack | null {
    return this.#held.track;
  }

  set(isWanted: boolean): Promise<void> {
    this.#isWanted = isWanted && !this.#isClosed;
    this.#forgive();
    this.#retries = 0;
    // Silence begins with the click, not with the server's answer.
    if (this.track) this.track.enabled = this.#isWanted;
    // A step may be waiting for the server: what is wanted, and until when it has to be so, counts from here.
    this.#tell();
    return this.#loop.run();
  }

  /** Null ends it and turns the source off. */
  give(track: MediaStreamTrack | null): Promise<void> {
    this.#held.give(track);
    return this.set(track !== null);
  }

  /** What the device delivers is dead: it is opened again. */
  recapture(): Promise<void> {
    this.#held.callDead();
    return this.#loop.run();
  }

  /** Another device was chosen. */
  chosen(): Promise<void> {
    this.#forgive();
    return this.#loop.run();
  }

  /** A device was plugged in or out: perhaps the one that is missing. */
  devicesChanged(): void {
    if (this.#error && !MAY_COME_BACK.includes(this.#error.code)) return;
    this.#forgive();
    void this.#loop.run();
  }

  permissionGranted(): void {
    if (!this.#error || !NEEDS_PERMISSION.includes(this.#error.code)) return;
    this.#forgive();
    void this.#loop.run();
  }

  /** There is a transport to send on, and the one before is closed: what is captured is published. */
  attach(side: SendSide): Promise<void> {
    this.#side = side;
    this.#mayHaveRelics = true;
    this.#retries = 0;
    return this.#loop.run();
  }

  /** The connection was lost and the same place in the room resumed. */
  resumed(): Promise<void> {
    this.#mustReconcile = true;
    this.#retries = 0;
    return this.#loop.run();
  }

  /** Lets go of everything. Settles when the device is free. */
  close(): Promise<void> {
    this.#isClosed = true;
    this.#isWanted = false;
    this.#side = null;
    this.#held.release();
    return this.#loop.run();
  }

  /** Does the next thing towards the wish. Each branch changes what made it the next thing. */
  async #step(): Promise<boolean> {
    const side = this.#side;
    const reasons = this.#reasons;
    this.#sent = stillSent(this.#sent, side);
    this.#isInterrupted = false;
    this.#tell();
    try {
      if (this.#mustReconcile && side) {
        this.#mustReconcile = false;
        this.#sent = await reconcile(this.#context, this.#context.source, this.#sent);
        return true;
      }
      if (this.track?.readyState === 'ended') return this.#dropEnded();
      const goesOn = await (this.#isWanted ? this.#stepOn(side) : this.#stepOff(side));
      return goesOn || (await this.#dropRelics(side));
    } catch (error) {
      // The transport went away under the step; with the next one the loop runs again.
      if (side !== this.#side || side?.isClosed) return false;
      if (error instanceof DeviceFailure && reasons !== this.#reasons) return true;
      return this.#setBack(error);
    }
  }

  async #stepOn(side: SendSide | null): Promise<boolean> {
    if (this.#error) return this.#pauseWithoutTrack();
    const { track } = this;
    if (!track || this.#held.isOutdated(true)) return this.#acquire();
    if (!side) return false;
    if (!this.#sent) {
      this.#sent = await side.publish(this.#context.source, track, false);
      return true;
    }
    if (this.#sent.track !== track) {
      await this.#sent.replaceTrack(track);
      return true;
    }
    if (this.#sent.isPaused) {
      await this.#sent.setPaused(false);
      return true;
    }
    return false;
  }

  async #stepOff(side: SendSide | null): Promise<boolean> {
    const staysCaptured = this.#context.source === 'microphone' && side !== null;
    if (this.track && !staysCaptured) {
      this.#held.release();
      return true;
    }
    if (this.#sent && !this.#sent.isPaused) {
      await this.#sent.setPaused(true);
      return true;
    }
    if (this.#sent && this.#sent.track !== this.track) {
      await this.#sent.replaceTrack(this.track);
      return true;
    }
    if (!this.track || this.#error) return false;
    if (side && !this.#sent) {
      this.#sent = await side.publish(this.#context.source, this.track, true);
      return true;
    }
    return this.#held.isOutdated(false) ? this.#acquire() : false;
  }

  /** What this peer sent over transports that are gone, and does not send again, is no longer its own. */
  async #dropRelics(side: SendSide | null): Promise<boolean> {
    if (!side || this.#sent || !this.#mayHaveRelics) return false;
    this.#mayHaveRelics = false;
    await unpublishAll(this.#context, this.#context.source);
    return false;
  }

  /** Wanted, but there is nothing to send: the others shall see that, too. */
  async #pauseWithoutTrack(): Promise<boolean> {
    if (this.track || !this.#sent || this.#sent.isPaused) return false;
    await this.#sent.setPaused(true);
    return true;
  }

  async #acquire(): Promise<boolean> {
    const track = await this.#held.acquire();
    track.enabled = this.#isWanted;
    if (this.#isClosed) this.#held.release();
    return true;
  }

  /** Something is different now: whatever could not be used may be usable. */
  #forgive(): void {
    this.#error = null;
    this.#reasons += 1;
  }

  /** Unplugged, or permission taken away. The next step looks for another device. */
  #dropEnded(): boolean {
    if (this.#held.dropEnded()) this.#isWanted = false;
    return true;
  }

  /** @returns true when another step can mend it */
  async #setBack(error: unknown): Promise<boolean> {
    const setback = toSetback(error);
    if (setback.kind === 'offline') {
      this.#isInterrupted = true;
      return false;
    }
    if (setback.kind === 'refused') {
      this.#error = this.#held.named(setback.error);
      this.#context.log.warn(`${this.#context.source} cannot be used`, this.#error);
      // The next step pauses what has nothing to send; if that is refused, too, it is the end.
      return this.#isWanted && error instanceof DeviceFailure;
    }
    this.#retries += 1;
    if (this.#retries > MOST_RETRIES) {
      this.#error = { code: 'failed', detail: String(error) };
      return false;
    }
    if (setback.kind === 'taken') this.#mustReconcile = true;
    if (setback.kind === 'forgotten') {
      this.#sent?.close();
      this.#sent = null;
    }
    if (setback.kind === 'later') {
      await new Promise((resolve) => setTimeout(resolve, setback.retryInMs));
    }
    return true;
  }

  /** Works without the server: there is nothing left to send. */
  #cut(): void {
    this.#context.log.warn(`${this.#context.source}: off was not confirmed; stopped here`);
    this.#held.release();
    // A track that the program brought is not stopped, only taken away from what is sent.
    this.#sent?.replaceTrack(null).catch(() => {});
    this.#tell();
  }

  #tell(): void {
    const isLive = this.track?.readyState === 'live';
    const isSent = this.#sent !== null && !this.#sent.isPaused;
    this.#offDeadline.set(isSent && !this.#isWanted && !this.#isClosed);
    const { isCut } = this.#offDeadline;
    this.#context.changed({
      isWanted: this.#isWanted,
      isOn: this.#side ? isSent && !isCut : isLive && this.#isWanted,
      isCut,
      isBusy: this.#isBusy || this.#isInterrupted,
      error: this.#error,
      track: this.track,
    });
  }
}
