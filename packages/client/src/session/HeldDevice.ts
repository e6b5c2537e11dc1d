import type { DeviceError } from '../media/deviceErrors.ts';
import type { CapturedTrack } from '../media/localTracks.ts';

export type HeldDeviceContext = {
  readonly source: 'microphone' | 'camera';
  /** The chosen device now, and whether it is plugged in. */
  choice(): { readonly deviceId: string | null; readonly isPresent: boolean };
  /** @throws DeviceFailure */
  acquire(deviceId: string | null): Promise<CapturedTrack>;
};

type HeldTrack = CapturedTrack & { readonly isGiven: boolean };

/** What is captured of the microphone or the camera, or was given by the program in its place. */
export class HeldDevice {
  readonly #context: HeldDeviceContext;
  readonly #onEnded: () => void;
  #held: HeldTrack | null = null;
  #given: MediaStreamTrack | null = null;
  #wasLost = false;
  #isDead = false;

  /** @param onEnded the track ended by itself: unplugged, or permission taken away */
  constructor(context: HeldDeviceContext, onEnded: () => void) {
    this.#context = context;
    this.#onEnded = onEnded;
  }

  get track(): MediaStreamTrack | null {
    return this.#held?.track ?? null;
  }

  /** A track that the program brought; it is never stopped here. Null ends that. */
  give(track: MediaStreamTrack | null): void {
    if (track === null && this.#given) this.release();
    this.#given = track;
  }

  /** What is delivered is worth nothing, although it has not ended. */
  callDead(): void {
    this.#isDead = true;
  }

  /** Whether another track should be held than the one that is. @param isWanted on, not only captured */
  isOutdated(isWanted: boolean): boolean {
    if (!this.#held) return true;
    if (this.#held.isGiven || this.#given) return this.#held.track !== this.#given;
    if (this.#isDead && isWanted) return true;
    const { deviceId, isPresent } = this.#context.choice();
    if (this.#held.chosen !== deviceId) return true;
    return this.#held.isSubstitute && isPresent;
  }

  /** Captures what is chosen now. @throws DeviceFailure */
  async acquire(): Promise<MediaStreamTrack> {
    const { source, choice, acquire } = this.#context;
    // Many phones open only one camera at a time; a microphone changes without a gap.
    if (source === 'camera') this.release();
    const given = this.#given;
    const held: HeldTrack = given
      ? { track: given, chosen: null, isSubstitute: false, isGiven: true }
      : { ...(await acquire(choice().deviceId)), isGiven: false };
    this.release();
    this.#held = held;
    this.#isDead = false;
    this.#wasLost = false;
    held.track.addEventListener('ended', this.#onEnded);
    return held.track;
  }

  /** Lets go of a track that has ended. @returns whether the program had brought it */
  dropEnded(): boolean {
    this.release();
    this.#wasLost = true;
    const wasGiven = this.#given !== null;
    this.#given = null;
    return wasGiven;
  }

  release(): void {
    if (!this.#held) return;
    this.#held.track.removeEventListener('ended', this.#onEnded);
    if (!this.#held.isGiven) this.#held.track.stop();
    this.#held = null;
  }

  /** A device that was there and has no successor is lost rather than not found. */
  named(error: DeviceError): DeviceError {
    return error.code === 'not-found' && this.#wasLost ? { ...error, code: 'lost' } : error;
  }
}
